import { describe, expect, it } from 'vitest'
import { describeError, NetloomError } from '../../../src/shared/errors'
import { parseProject } from '../../../src/shared/project'
import { example } from '../../support/projects'

const failure = (text: string): NetloomError => {
  try {
    parseProject(text, 'a.netloom.json')
  } catch (error) {
    return error as NetloomError
  }
  throw new Error('expected a failure')
}
/** The mnist-mlp project with one value changed, as text. */
function withValue(path: (string | number)[], value: unknown): string {
  const project = structuredClone(example('mnist-mlp')) as never as Record<string | number, unknown>
  const parent = path.slice(0, -1).reduce((node, key) => node[key] as typeof project, project)
  parent[path.at(-1)!] = value
  return JSON.stringify(project)
}

describe('a project file that is wrong says where, what was expected and what was found', () => {
  it.each<[(string | number)[], unknown, string, RegExp, string]>([
    [['training', 'epochs'], 'ten', 'training.epochs', /number|int/, '"ten"'],
    [['training', 'epochs'], 0, 'training.epochs', /at least 1/, '0'],
    [['training', 'batch_size'], 1.5, 'training.batch_size', /int/, '1.5'],
    [['training', 'epoch'], 3, 'training.epoch', /no key of this name/, '3'],
    [['model', 'nodes', 2, 'class_name'], 5, 'model.nodes[2].class_name', /string/, '5'],
    [['model', 'nodes', 1, 'name'], 'my layer', 'model.nodes[1].name', /layer name/, '"my layer"'],
    [['dataset', 'split', 'validation'], 1.2, 'dataset.split.validation', /less than 1/, '1.2'],
    [['dataset', 'preprocessing', 0, 'class_name'], 5, 'dataset.preprocessing[0].class_name', /string/, '5'],
    [['dataset', 'source'], { nam: 'mnist' }, 'dataset.source.name', /string/, 'nothing'],
    [
      ['training', 'callbacks'],
      [{ class_name: 'EarlyStoping' }],
      'training.callbacks[0].class_name',
      /./,
      '"EarlyStoping"'
    ],
    [['netloom'], 0, 'netloom', /1/, '0']
  ])('%j = %j', (path, value, where, expected, found) => {
    const error = failure(withValue(path, value))
    expect(error.code).toBe('PROJECT_INVALID')
    expect(error.args).toMatchObject({ file: 'a.netloom.json', where, found })
    expect(error.args.expected).toMatch(expected)
  })

  it('broken JSON, a newer format, and a value that is no object', () => {
    expect(failure('{"netloom": 1,').code).toBe('PROJECT_NOT_JSON')
    expect(failure('').code).toBe('PROJECT_NOT_JSON')
    expect(failure('{"netloom": 99}')).toMatchObject({ code: 'PROJECT_TOO_NEW', args: { found: 99 } })
    expect(failure('[]').code).toBe('PROJECT_INVALID')
    expect(failure('null').code).toBe('PROJECT_INVALID')
  })

  it('in both languages, with all arguments filled in', () => {
    const { code, args } = failure(withValue(['training', 'epochs'], 0))
    for (const locale of ['en', 'zh-CN'] as const) {
      const { message, remedy } = describeError({ code, args }, locale)
      expect(message).toContain('training.epochs')
      expect(message + remedy).not.toMatch(/[{}]/)
    }
    expect(describeError({ code, args }, 'zh-CN').message).toMatch(/应为/)
  })
})

describe('a project file that is right', () => {
  it('gets Keras defaults for what it leaves out, and a byte order mark does no harm', () => {
    const { name, model } = example('line')
    const project = parseProject(
      `\uFEFF${JSON.stringify({ netloom: 1, name, model, dataset: { source: { name: 'mnist' } }, training: { loss: 'mse' } })}`,
      'x'
    )
    expect(project.training).toMatchObject({ optimizer: 'rmsprop', epochs: 1, batch_size: 32, shuffle: true })
  })
})
