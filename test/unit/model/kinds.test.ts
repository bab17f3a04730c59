// Real runs on texts, pictures of files, two classes of one unit, and examples that are their own targets.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { validateProject } from '../../../src/shared/project'
import { folderOf, pictureFolder, textFolder } from '../../support/data-sources'
import { stack } from '../../support/projects'
import { trainedBench, type TrainedBench } from '../../support/trained'

describe('other kinds of data', () => {
  const bench: TrainedBench = trainedBench()
  afterAll(() => bench.service.dispose(), 60_000)
  const projectOf = (
    source: object,
    preprocessing: object[],
    layers: Parameters<typeof stack>[0],
    rest: { label_mode?: string; training?: object } = {}
  ) =>
    validateProject(
      {
        ...{ netloom: 1, name: 'other', model: stack(layers) },
        dataset: { source, preprocessing, split: { validation: 0, test: 0.3 }, label_mode: rest.label_mode ?? 'int' },
        training: {
          ...{ optimizer: 'adam', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] },
          ...{ epochs: 2, batch_size: 4, ...rest.training }
        }
      },
      'other'
    )

  it('texts of one’s own are vectorised as those of the data', async () => {
    const path = textFolder()
    const run = await bench.train(
      projectOf(
        { format: 'texts', path },
        [{ class_name: 'TextVectorization', config: { output_mode: 'multi_hot', max_tokens: 8 } }],
        [
          ['Input', { shape: [8] }],
          ['Dense', { units: 2, activation: 'softmax' }]
        ]
      )
    )
    expect(await bench.ask('describe', { runId: run.id })).toMatchObject({
      classes: ['neg', 'pos'],
      input: { kind: 'text', columns: [] }
    })
    const row = await bench.ask('predict', { runId: run.id, input: { kind: 'row', row: 0 } })
    const text = 'A bad film, bad indeed.'
    const typed = await bench.ask('predict', { runId: run.id, input: { kind: 'text', text } })
    expect(typed.input.x).toEqual(row.input.x)
    expect(typed.outputs).toEqual(row.outputs)
    expect(typed.picture).toBeNull()
  }, 60_000)

  it('a picture file goes through the steps of its folder', async () => {
    const path = pictureFolder({ damaged: false })
    const run = await bench.train(
      projectOf(
        { format: 'images', path },
        [
          { class_name: 'Resizing', config: { height: 6, width: 6 } },
          { class_name: 'Rescaling', config: { scale: 1 / 255 } }
        ],
        [['Input', { shape: [6, 6, 3] }], ['Flatten'], ['Dense', { units: 2, activation: 'softmax' }]]
      )
    )
    const row = await bench.ask('predict', { runId: run.id, input: { kind: 'row', row: 1 } })
    const bytes = Uint8Array.from(readFileSync(join(path, 'cat/b.png')))
    const given = await bench.ask('predict', { runId: run.id, input: { kind: 'file', bytes } })
    expect(given.input.x).toEqual(row.input.x)
    expect(given.adjusted).toEqual([])
    expect(given.picture).toMatchObject({ height: 6, width: 6, channels: 3 })
  }, 60_000)

  it('columns keep their order, classes their names and fields their ranges when the data are gone', async () => {
    const lines = Array.from({ length: 24 }, (_, i) => `${i % 7},${['bog', 'wood'][i % 2]},${['a', 'b', 'c'][i % 3]}`)
    const path = join(folderOf({ 'plants.csv': ['size,place,kind', ...lines, ''].join('\n') }), 'plants.csv')
    const run = await bench.train(
      projectOf(
        { format: 'csv', path, target: 'kind', task: 'classification' },
        [
          { class_name: 'OneHotEncoder', columns: ['place'] },
          { class_name: 'Normalization', columns: ['size'] }
        ],
        [
          ['Input', { shape: [3] }],
          ['Dense', { units: 3, activation: 'softmax' }]
        ]
      )
    )
    const asked = { runId: run.id, input: { kind: 'values' as const, values: { size: 3, place: 'wood' } } }
    const before = await bench.ask('predict', asked)
    await bench.service.dispose()
    rmSync(path)
    const { dataMissing, classes, input } = await bench.ask('describe', { runId: run.id })
    expect([dataMissing, classes]).toEqual([true, ['a', 'b', 'c']])
    const [size, place] = input.columns
    expect(place).toMatchObject({ name: 'place', options: ['bog', 'wood'] })
    expect(size).toMatchObject({ name: 'size', options: [] })
    expect(size!.min).toBeLessThan(1)
    expect(size!.max).toBeGreaterThan(5)
    const after = await bench.ask('predict', asked)
    expect(after.input.x).toEqual(before.input.x)
    expect(after.outputs).toEqual(before.outputs)
  }, 60_000)

  it('a sigmoid unit tells two classes, an autoencoder none', async () => {
    const source = { format: 'synthetic', generator: 'moons', n_samples: 60 }
    const binary = await bench.train(
      projectOf(
        source,
        [],
        [
          ['Input', { shape: [2] }],
          ['Dense', { units: 1 }]
        ],
        {
          training: { loss: { class_name: 'BinaryCrossentropy', config: { from_logits: true } }, metrics: [] }
        }
      )
    )
    const evaluation = await bench.ask('evaluate', { runId: binary.id, split: 'test' })
    expect(evaluation.outputs[0]!.classification!.confusion).toHaveLength(4)
    const { outputs } = await bench.ask('predict', {
      runId: binary.id,
      input: { kind: 'values', values: { x0: 0, x1: 1 } }
    })
    const [no, yes] = outputs[0]!.probabilities!.map(Number) as [number, number]
    expect(yes).toBeCloseTo(1 / (1 + Math.exp(-outputs[0]!.values[0]!)), 6)
    expect(no + yes).toBeCloseTo(1)
    expect(outputs[0]!.scores).toBe('sigmoid')
    const toOneHot = await bench.train(
      projectOf(
        source,
        [],
        [
          ['Input', { shape: [2] }],
          ['Dense', { units: 2 }]
        ],
        { label_mode: 'categorical', training: { loss: 'mse', metrics: ['accuracy'] } }
      )
    )
    const far = await bench.ask('predict', {
      runId: toOneHot.id,
      input: { kind: 'values', values: { x0: 40, x1: -40 } }
    })
    const [raw] = far.outputs
    expect(raw).toMatchObject({ scores: 'target', probabilities: null })
    expect(Math.max(...raw!.values.map(Math.abs))).toBeGreaterThan(1)
    expect(raw!.predicted).toBe(raw!.values[0]! >= raw!.values[1]! ? 0 : 1)
    const own = await bench.train(
      projectOf(
        source,
        [],
        [
          ['Input', { shape: [2] }],
          ['Dense', { units: 2 }]
        ],
        {
          label_mode: 'input',
          training: { loss: 'mse', metrics: [] }
        }
      )
    )
    const told = await bench.ask('evaluate', { runId: own.id, split: 'test' })
    expect(told.outputs).toEqual([{ layer: 'layer_1', classification: null, regression: null }])
    const worst = { split: 'test', order: 'loss', descending: true } as const
    const { loss, predicted } = await bench.ask('examples', { runId: own.id, view: worst, first: 0, count: 5 })
    expect([...loss]).toEqual([...loss].sort((a, b) => b - a))
    expect(predicted.every(Number.isNaN)).toBe(true)
    await expect(bench.ask('evaluate', { runId: own.id, split: 'validation' })).rejects.toMatchObject({
      code: 'MODEL_SPLIT_EMPTY'
    })
  }, 60_000)
})
