import { describe, expect, it } from 'vitest'
import { compareData, diffData, shortValue } from '../../../src/comparison/diff-data'
import { diffEnvironment } from '../../../src/comparison/diff-environment'
import { diffSettings } from '../../../src/comparison/diff-settings'
import { besideBaseline, comparableLogs } from '../../../src/comparison/results'
import { settingsOf } from '../../../src/comparison/settings'
import type { RunRecord } from '../../../src/shared/run'
import { projectSchema, type Project } from '../../../src/shared/project'
import { example } from '../../support/projects'
import { newRun } from '../../support/runs'

const project = example('mnist-mlp')
const changed = (dataset: object, training: object = {}): Project =>
  projectSchema.parse({
    ...project,
    dataset: { ...project.dataset, ...dataset },
    training: { ...project.training, ...training }
  })
const run = (dataset: Partial<RunRecord['dataset']>, of = project): RunRecord => {
  const fresh = newRun({ project: of })
  const hashes = { x_train: 'aa', y_train: 'bb' }
  return { ...fresh, dataset: { ...fresh.dataset, hashes, ...dataset } }
}

describe('diffSettings', () => {
  const sgd = { optimizer: { class_name: 'SGD', config: { momentum: 0.9 } } }
  const rows = diffSettings([
    settingsOf(project),
    settingsOf(changed({}, { ...sgd, callbacks: [{ class_name: 'EarlyStopping', config: { patience: 3 } }] })),
    settingsOf(changed({}, { batch_size: 64 }))
  ])
  const row = (path: string) => rows.find((one) => one.path === path)!

  it('tells what differs, and what is left at its default', () => {
    expect(rows.filter(({ differs }) => differs).map(({ path }) => path)).toEqual([
      'optimizer',
      'optimizer.learning_rate',
      'optimizer.momentum',
      'batch_size',
      'EarlyStopping',
      'EarlyStopping.patience'
    ])
    expect(row('optimizer.momentum').cells).toEqual([
      { value: undefined, isDefault: false },
      { value: 0.9, isDefault: false },
      { value: undefined, isDefault: false }
    ])
    const [, other] = diffSettings([settingsOf(changed({}, sgd)), settingsOf(changed({}, { optimizer: 'sgd' }))]).find(
      ({ path }) => path === 'optimizer.momentum'
    )!.cells
    expect(other).toEqual({ value: 0, isDefault: true })
  })
  it('keeps what belongs together, in the order of the baseline', () => {
    const groups = rows.map(({ group }) => group)
    expect([...new Set(groups)]).toEqual(['data', 'training', 'callbacks', 'layers'])
    expect(rows.map(({ path }) => path).indexOf('optimizer.momentum')).toBe(
      rows.map(({ path }) => path).indexOf('optimizer.learning_rate') + 1
    )
    const dropout = { name: 'dropout', class_name: 'Dropout', config: { rate: 0.5 } }
    const more = { ...project, model: { ...project.model, nodes: project.model.nodes.toSpliced(3, 0, dropout) } }
    const layers = diffSettings([settingsOf(project), settingsOf(more)]).filter(({ group }) => group === 'layers')
    expect(layers.map(({ path }) => path).slice(5, 9)).toEqual([
      'dense.activation',
      'dropout',
      'dropout.rate',
      'dense_1'
    ])
  })
  it('is nothing for no run, and for one alone nothing that differs', () => {
    expect(diffSettings([])).toEqual([])
    expect(diffSettings([settingsOf(project)]).some(({ differs }) => differs)).toBe(false)
  })
})

describe('compareData', () => {
  it('goes by the content', () => {
    const other = changed({ source: { name: 'fashion_mnist' } })
    const hashes = { x_train: 'cc', y_train: 'bb' }
    expect(compareData(run({}), run({})).content).toBe('same')
    expect(compareData(run({}), run({ hashes })).content).toBe('changed')
    expect(compareData(run({}), run({ hashes }, other)).content).toBe('other')
    expect(compareData(run({}), run({ hashes: {} })).content).toBe('unknown')
    // The same files under another name are the same data.
    expect(compareData(run({}), run({}, other)).content).toBe('same')
  })
  it('tells of another split, other steps and what they have learnt', () => {
    const other = changed({ split: { ...project.dataset.split, seed: 7 }, preprocessing: [] })
    expect(compareData(run({}), run({}, other))).toMatchObject({ split: ['seed'], steps: 'other', sameExamples: null })
    const step = { class_name: 'Normalization', columns: ['a'], config: {} }
    const fitted = (mean: number): RunRecord => run({ preprocessing: [{ ...step, fitted: { a: { mean } } }] })
    expect(compareData(fitted(1), fitted(2)).steps).toBe('fitted')
    expect(compareData(fitted(1), fitted(1)).steps).toBe('same')
    const rows = diffData([fitted(1), fitted(2)]).filter(({ differs }) => differs)
    expect(rows).toMatchObject([{ path: '1. Normalization.a.mean', group: 'preprocessing' }])
  })
  it('tells counts and classes', () => {
    const examples = { train: 9, validation: 1, test: 0 }
    const rows = diffData([
      run({ examples, classes: ['cat', 'dog'], class_counts: [5, 4] }),
      run({ examples, classes: ['cat', 'dog'], class_counts: [4, 5] })
    ])
    expect(rows.filter(({ differs }) => differs).map(({ path }) => path)).toEqual([
      'class_counts.cat',
      'class_counts.dog'
    ])
    expect(rows.find(({ path }) => path === 'classes')!.cells[0]!.value).toBe('["cat","dog"]')
  })
  it('shortens what is long so that it differs where the whole does', () => {
    const words = Array.from({ length: 500 }, (_, i) => `word${i}`)
    expect(shortValue(words)).toMatch(/^\[500\] #[0-9a-f]{8}$/)
    expect(shortValue(words)).not.toBe(shortValue(words.with(3, 'other')))
    expect(shortValue('x')).toBe('x')
  })
})

it('diffEnvironment tells of another machine', () => {
  const one = newRun()
  const other = newRun({ environment: { ...one.environment, cpu: 'Another', cores: 64 } })
  const rows = diffEnvironment([one, other]).filter(({ differs }) => differs)
  expect(rows.map(({ path, cells }) => [path, cells[1]!.value])).toEqual([
    ['cpu', 'Another'],
    ['cores', 64]
  ])
})

describe('results', () => {
  const results = (best: RunRecord['best']) => ({ best, last: null, test: null })
  const a = results({ loss: { value: 2, epoch: 1 }, val_accuracy: { value: 0.5, epoch: 2 } })
  const b = results({ loss: { value: 1, epoch: 1 }, val_accuracy: { value: 0.25, epoch: 3 } })
  it('go by the log that says most and that all have', () => {
    expect(comparableLogs([a, b])).toEqual(['val_accuracy', 'loss'])
    expect(comparableLogs([a, results({ loss: { value: 1, epoch: 1 } })])).toEqual(['loss', 'val_accuracy'])
  })
  it('say which is better', () => {
    expect(besideBaseline(b, a, 'val_accuracy')).toEqual({ value: 0.25, epoch: 3, difference: -0.25, better: false })
    expect(besideBaseline(b, a, 'loss')).toMatchObject({ difference: -1, better: true })
    expect(besideBaseline(a, a, 'loss')).toMatchObject({ difference: null, better: null })
    expect(besideBaseline(b, a, 'mae')).toBeNull()
  })
})
