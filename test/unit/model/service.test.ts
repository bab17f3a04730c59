// Real trained runs, asked in real model processes.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { savedModelJob } from '../../../src/main/model/saved'
import { ModelService } from '../../../src/main/model/service'
import type { Prediction } from '../../../src/shared/model-contract'
import { validateProject, type Project } from '../../../src/shared/project'
import type { RunRecord } from '../../../src/shared/run'
import { folderOf } from '../../support/data-sources'
import { pngBytes } from '../../support/png'
import { example, stack } from '../../support/projects'
import { tempFolder } from '../../support/temp'
import { spawnTrainer, trainedBench } from '../../support/trained'

const everything = { split: 'test', order: 'row' } as const

describe('MNIST', () => {
  const { store, train, ask, service } = trainedBench()
  let run: RunRecord
  beforeAll(async () => {
    const project = example('mnist-mlp')
    Object.assign(project.training, { epochs: 1, batch_size: 512 })
    run = await train(project)
  }, 120_000)
  afterAll(() => service.dispose(), 60_000)

  it('is evaluated to the bit as training did, once', async () => {
    const evaluation = await ask('evaluate', { runId: run.id, split: 'test' })
    expect(evaluation.logs).toEqual(run.test)
    expect(evaluation.examples).toBe(10_000)
    const { confusion, support, calibration, roc } = evaluation.outputs[0]!.classification!
    expect(confusion.reduce((a, b) => a + b, 0)).toBe(10_000)
    expect(support.reduce((a, b) => a + b, 0)).toBe(10_000)
    const right = Array.from({ length: 10 }, (_, i) => confusion[i * 11]!).reduce((a, b) => a + b, 0)
    expect(right / 10_000).toBeCloseTo(evaluation.logs.accuracy!, 6)
    expect(calibration.count.reduce((a, b) => a + b, 0)).toBe(10_000)
    expect(roc.every(({ area, x }) => area > 0.9 && x.length <= 200)).toBe(true)
    // What was computed is kept: the same seconds.
    expect(await ask('evaluate', { runId: run.id, split: 'test' })).toEqual(evaluation)
  }, 60_000)

  it('tells its mistakes, the most confident first, with rows that predict the same', async () => {
    const { confusion } = (await ask('evaluate', { runId: run.id, split: 'test' })).outputs[0]!.classification!
    const view = { split: 'test', outcome: 'wrong', order: 'confidence', descending: true } as const
    const found = await ask('examples', { runId: run.id, view, first: 0, count: 20 })
    const right = Array.from({ length: 10 }, (_, i) => confusion[i * 11]!).reduce((a, b) => a + b, 0)
    expect(found.total).toBe(10_000 - right)
    expect([...found.confidence]).toEqual([...found.confidence].sort((a, b) => b - a))
    expect(found.rows.every((row) => row >= 60_000 && row < 70_000)).toBe(true)
    const [row] = found.rows
    const prediction = await ask('predict', { runId: run.id, input: { kind: 'row', row: row! } })
    expect(prediction.truth).toBe(found.truth[0])
    expect(prediction.outputs[0]).toMatchObject({ predicted: found.predicted[0], quantities: null })
    expect(Number(prediction.outputs[0]!.probabilities![found.predicted[0]!])).toBeCloseTo(found.confidence[0]!, 5)
    const cell = { ...view, truth: found.truth[0]!, predicted: found.predicted[0]!, outcome: 'all' } as const
    const inCell = await ask('examples', { runId: run.id, view: cell, first: 0, count: 100_000 })
    expect(inCell.total).toBe(confusion[found.truth[0]! * 10 + found.predicted[0]!])
  }, 60_000)

  it('brings a drawn digit, dark on light and large, to what it was trained on, and says so', async () => {
    const view = { ...everything, outcome: 'right', order: 'confidence', descending: true } as const
    const { rows } = await ask('examples', { runId: run.id, view, first: 0, count: 1 })
    const own = await ask('predict', { runId: run.id, input: { kind: 'row', row: rows[0]! } })
    expect(own.picture).toMatchObject({ height: 28, width: 28, channels: 1 })
    expect(own.adjusted).toEqual([])
    expect(Array.from(own.input.x as Float32Array)).toEqual(
      Array.from(own.picture!.data, (value) => Math.fround(value * Math.fround(0.00392156862745098)))
    )
    const [zoom, side] = [4, 112]
    const rgb = new Uint8Array(side * side * 3)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const ink = own.picture!.data[Math.floor(y / zoom) * 28 + Math.floor(x / zoom)]!
        rgb.fill(255 - ink, (y * side + x) * 3, (y * side + x + 1) * 3)
      }
    const bytes = Uint8Array.from(pngBytes(side, side, 3, rgb))
    const drawn = await ask('predict', { runId: run.id, input: { kind: 'file', bytes } })
    expect(drawn.adjusted).toEqual(['grey', 'resized', 'inverted'])
    expect(drawn.outputs[0]!.predicted).toBe(own.outputs[0]!.predicted)
    const picture = { height: 28, width: 28, channels: 1, data: own.picture!.data }
    const same = await ask('predict', { runId: run.id, input: { kind: 'picture', picture } })
    expect(same.adjusted).toEqual([])
    expect(same.input.x).toEqual(own.input.x)
    expect(same.truth).toBeNull()
  }, 60_000)

  it('describes itself', async () => {
    const about = await ask('describe', { runId: run.id })
    expect(about).toMatchObject({
      task: 'classification',
      classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      input: { kind: 'picture', shape: [28, 28], picture: { height: 28, width: 28, channels: 1 }, columns: [] },
      outputs: [{ layer: 'dense_2', shape: [10], activation: 'softmax' }],
      splits: { train: 54_000, validation: 6000, test: 10_000 },
      dataMissing: false
    })
    expect(about.layers.map(({ looks }) => looks)).toEqual([['values'], ['values'], ['values'], ['values'], ['values']])
  })

  it('is saved with its steps, and answers from there', async () => {
    const path = join(tempFolder(), 'saved')
    expect(await ask('save', { runId: run.id, path })).toEqual({ path })
    expect(JSON.parse(readFileSync(join(path, 'model.json'), 'utf8')).format).toBe('layers-model')
    await ask('save', { runId: run.id, path })
    const alone = new ModelService(savedModelJob, spawnTrainer)
    try {
      const { rows } = await ask('examples', { runId: run.id, view: everything, first: 0, count: 1 })
      const own = await ask('predict', { runId: run.id, input: { kind: 'row', row: rows[0]! } })
      const asked = { runId: path, checkpoint: null }
      const given = { kind: 'picture' as const, picture: own.picture! }
      const found = (await alone.handlers.predict({ ...asked, input: given })) as Prediction
      expect(found.outputs[0]!.values).toEqual(own.outputs[0]!.values)
      expect(await alone.handlers.describe(asked)).toMatchObject({ dataMissing: true, input: { kind: 'picture' } })
      await expect(alone.handlers.evaluate({ ...asked, split: 'test' })).rejects.toMatchObject({
        code: 'MODEL_DATA_MISSING'
      })
    } finally {
      await alone.dispose()
    }
    const taken = folderOf({ 'notes.txt': 'mine' })
    await expect(ask('save', { runId: run.id, path: taken })).rejects.toMatchObject({ code: 'MODEL_SAVE_EXISTS' })
    expect(existsSync(join(taken, 'notes.txt'))).toBe(true)
  }, 60_000)

  it('refuses what it cannot be asked, by a code', async () => {
    const refused = (input: Parameters<typeof ask<'predict'>>[1]['input'], code: string): Promise<void> =>
      expect(ask('predict', { runId: run.id, input })).rejects.toMatchObject({ code })
    await refused({ kind: 'text', text: 'seven' }, 'MODEL_INPUT_KIND')
    await refused({ kind: 'values', values: { x: 1 } }, 'MODEL_COLUMN')
    await refused({ kind: 'row', row: 70_000 }, 'MODEL_ROW_LEFT_OUT')
    await refused({ kind: 'file', bytes: Uint8Array.of(1, 2, 3, 4) }, 'PICTURE_UNKNOWN')
    const checkpoint = 'checkpoints/epoch-0009.safetensors'
    await expect(ask('describe', { runId: run.id, checkpoint })).rejects.toMatchObject({ code: 'CHECKPOINT_MISSING' })
    await expect(ask('describe', { runId: run.id, checkpoint: '../run.json' })).rejects.toMatchObject({
      code: 'CHECKPOINT_MISSING'
    })
    await expect(ask('describe', { runId: 'nothing-like-it' })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
    await expect(
      ask('examples', { runId: run.id, view: { split: 'test', output: 3 }, first: 0, count: 1 })
    ).rejects.toMatchObject({ code: 'MODEL_OUTPUT' })
  }, 60_000)

  it('answers of a checkpoint as of the model, where their weights are the same', async () => {
    const own = await ask('evaluate', { runId: run.id, split: 'validation', checkpoint: 'checkpoint.safetensors' })
    expect(own.logs).toEqual((await ask('evaluate', { runId: run.id, split: 'validation' })).logs)
    expect(own.logs.loss).toBe(run.last!.val_loss)
  }, 60_000)

  it('is refused where its process is killed in the middle of a question, and answers the next one', async () => {
    const asking = ask('evaluate', { runId: run.id, split: 'train' })
    const refused = expect(asking).rejects.toMatchObject({ code: 'MODEL_CRASHED' })
    const [pid] = await service.pids()
    setTimeout(() => process.kill(pid!, 'SIGKILL'), 30)
    await refused
    const both = await Promise.all([
      ask('evaluate', { runId: run.id, split: 'validation' }),
      ask('predict', { runId: run.id, input: { kind: 'row', row: 0 } })
    ])
    expect(both[0].examples).toBe(6000)
    expect(both[1].truth).toBe(5)
    expect(await service.pids()).toHaveLength(1)
    expect((await service.pids())[0]).not.toBe(pid)
  }, 60_000)

  it('has no model before training has ended', async () => {
    rmSync(join(store.folderOf(run.id), 'model'), { recursive: true })
    await expect(ask('describe', { runId: run.id })).rejects.toMatchObject({ code: 'MODEL_NOT_YET' })
  })
})

describe('a table with a scaled target', () => {
  const bench = trainedBench({ most: 1, restMs: 100 })
  const file = join(folderOf({ 'homes.csv': homes() }), 'homes.csv')
  let run: RunRecord
  beforeAll(async () => void (run = await bench.train(homesProject(file))), 60_000)
  afterAll(() => bench.service.dispose(), 60_000)

  function homes(): string {
    const rows = Array.from({ length: 80 }, (_, i) => {
      const [area, kind] = [30 + ((i * 37) % 90), ['flat', 'house'][i % 2]]
      return `${area},${kind},${1000 * area + (kind === 'house' ? 20_000 : 0) + ((i * 13) % 7) * 500}`
    })
    return `area,kind,price\n${rows.join('\n')}\n`
  }

  function homesProject(path: string): Project {
    return validateProject(
      {
        ...{
          netloom: 1,
          name: 'homes',
          model: stack([
            ['Input', { shape: [3] }],
            ['Dense', { units: 1 }]
          ])
        },
        dataset: {
          source: { format: 'csv', path, target: 'price', task: 'regression' },
          split: { validation: 0.1, test: 0.2 },
          preprocessing: [
            { class_name: 'Normalization', columns: ['area', 'price'] },
            { class_name: 'OneHotEncoder', columns: ['kind'] }
          ]
        },
        training: {
          ...{ optimizer: { class_name: 'SGD', config: { learning_rate: 0.1 } }, loss: 'mse', metrics: ['mae'] },
          ...{ epochs: 60, batch_size: 16, seed: 4 }
        }
      },
      'homes'
    )
  }

  it('is told in the units of the data', async () => {
    const evaluation = await bench.ask('evaluate', { runId: run.id, split: 'test' })
    expect(evaluation.logs).toEqual(run.test)
    const { truth, predicted, rows, r2, mae } = evaluation.outputs[0]!.regression!
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1)
    rows.forEach((row, i) => expect(truth[i]).toBeCloseTo(Number(lines[row]!.split(',')[2]), 1))
    expect(r2).toBeGreaterThan(0.98)
    expect(mae).toBeLessThan(5000)
    const [area, kind] = lines[rows[0]!]!.split(',') as [string, string]
    const values = { area: Number(area), kind }
    const typed = await bench.ask('predict', { runId: run.id, input: { kind: 'values', values } })
    const row = await bench.ask('predict', { runId: run.id, input: { kind: 'row', row: rows[0]! } })
    expect(typed.input.x).toEqual(row.input.x)
    expect(Number(typed.outputs[0]!.quantities![0])).toBeCloseTo(predicted[0]!, 2)
    expect(row.truth).toBeCloseTo(truth[0]!, 6)
  }, 60_000)

  it('says what its columns hold, and which value is missing or odd', async () => {
    const { input } = await bench.ask('describe', { runId: run.id })
    expect(input.columns.map(({ name }) => name)).toEqual(['area', 'kind'])
    expect(input.columns[0]).toMatchObject({ min: 30, max: 119, options: [] })
    expect(input.columns[1]!.options.toSorted()).toEqual(['flat', 'house'])
    const refused = async (values: Record<string, string | number | null>, code: string, column: string) =>
      expect(bench.ask('predict', { runId: run.id, input: { kind: 'values', values } })).rejects.toMatchObject({
        code,
        args: expect.objectContaining(code === 'MODEL_COLUMN' ? { found: column } : { column }) as object
      })
    await refused({ kind: 'flat' }, 'MODEL_VALUE_MISSING', 'area')
    await refused({ area: 'large', kind: 'flat' }, 'MODEL_VALUE', 'area')
    await refused({ area: 50, kind: 'flat', garden: 1 }, 'MODEL_COLUMN', 'garden')
  }, 60_000)

  it('answers for inputs of one’s own where the data have changed or gone', async () => {
    await bench.service.dispose()
    const before = readFileSync(file)
    const asked = { runId: run.id, input: { kind: 'values' as const, values: { area: 60, kind: 'house' } } }
    const found = await bench.ask('predict', asked)
    await bench.service.dispose()
    writeFileSync(file, `${before.toString()}31,flat,31000\n`)
    await expect(bench.ask('evaluate', { runId: run.id, split: 'test' })).rejects.toMatchObject({
      code: 'MODEL_DATA_CHANGED'
    })
    expect(await bench.ask('describe', { runId: run.id })).toMatchObject({ dataMissing: true })
    await bench.service.dispose()
    rmSync(file)
    await expect(bench.ask('evaluate', { runId: run.id, split: 'test' })).rejects.toMatchObject({
      code: 'MODEL_DATA_MISSING'
    })
    const again = await bench.ask('predict', asked)
    expect(again.outputs).toEqual(found.outputs)
    writeFileSync(file, before)
  }, 60_000)

  it('ends its process at rest, and for another model where only one may be open', async () => {
    const other = await bench.train(homesProject(file))
    await bench.ask('describe', { runId: run.id })
    await Promise.all([bench.ask('describe', { runId: other.id }), bench.ask('describe', { runId: run.id })])
    expect(await bench.service.pids()).toHaveLength(1)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(await bench.service.pids()).toEqual([])
  }, 60_000)
})
