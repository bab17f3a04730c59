// What is told of the line or the regions that a network learns: in real runs, on native TensorFlow.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { validateProject, type Project } from '../../../src/shared/project'
import type { RunEvent, RunEventOf } from '../../../src/shared/run'
import { nextFit } from '../../../src/trainer/fit'
import { train } from '../../../src/trainer/train'
import { whyMissing } from '../../support/missing'
import { example, ROOT, stack } from '../../support/projects'
import { tempFolder } from '../../support/temp'

const missing = whyMissing('native-runtime')

interface Told {
  fits: RunEventOf<'fit'>[]
  epochs: RunEventOf<'epoch'>[]
  test: RunEventOf<'test'> | undefined
  end: RunEventOf<'end'>
}

async function run(given: object, baseDir = join(ROOT, 'examples')): Promise<Told> {
  const project = validateProject(given, 'fit')
  const folder = tempFolder()
  const events: RunEvent[] = []
  await train(
    {
      runId: 'fit',
      project,
      dataset: await resolveDataset(project.dataset.source, { baseDir }),
      modelDir: join(folder, 'model'),
      checkpoint: join(folder, 'checkpoint.safetensors'),
      checkpointsDir: join(folder, 'checkpoints'),
      branch: null,
      from: null,
      superseded: [],
      resume: false,
      hashes: null,
      engine: 'native'
    },
    {
      emit: (event) => events.push(event),
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      isStopped: () => false
    }
  )
  const of = <T extends RunEvent['type']>(type: T) =>
    events.filter((event): event is RunEventOf<T> => event.type === type)
  const [end] = of('end')
  expect(end).toMatchObject({ status: 'completed' })
  return { fits: of('fit'), epochs: of('epoch'), test: of('test')[0], end: end! }
}

const line = (training: Partial<Project['training']> = {}): Project => {
  const given = example('line')
  return { ...given, training: { ...given.training, ...training } }
}
const xOf = ({ axes: [axis] }: RunEventOf<'fit'>, i: number): number =>
  axis!.min + ((axis!.max - axis!.min) * i) / (axis!.points - 1)

describe.skipIf(missing !== null)('what a network gives all over its inputs', { timeout: 60_000 }, () => {
  it('is, of a line, the line of its weight and bias after each epoch', async () => {
    const { fits, epochs } = await run(line())
    expect(fits.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 31 }, (_, i) => i))
    expect(epochs.every(({ weights }) => weights !== undefined)).toBe(true)
    for (const fit of fits.slice(1)) {
      const { 'dense/kernel': kernel, 'dense/bias': bias } = epochs[fit.epoch - 1]!.weights as {
        'dense/kernel': [[number]]
        'dense/bias': [number]
      }
      expect(fit.axes).toMatchObject([{ column: 'x', points: 101 }])
      expect(fit.values).toHaveLength(101)
      for (const i of [0, 37, 100]) expect(fit.values[i]).toBeCloseTo(kernel[0][0] * xOf(fit, i) + bias[0], 2)
    }
    expect(fits.at(-1)!.classes).toBeUndefined()
  })

  it('covers the data and a tenth more each way', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'points.csv'), 'x,y\n-10,1\n30,2\n10,5\n0,1\n')
    const source = { ...line().dataset.source, path: 'points.csv' }
    const given = { ...line({ epochs: 1 }), dataset: { ...line().dataset, source, split: { test: 0, validation: 0 } } }
    const [fit] = (await run(given, folder)).fits
    expect(fit!.axes).toEqual([{ column: 'x', min: -14, max: 34, points: 101 }])
  })

  it('is in the units of the data, whatever the steps scale: inputs and target', async () => {
    const folder = tempFolder()
    const rows = Array.from({ length: 60 }, (_, i) => `${1000 + 10 * i},${500 - 3 * (1000 + 10 * i)}`)
    writeFileSync(join(folder, 'far.csv'), `x,y\n${rows.join('\n')}\n`)
    const { dataset } = line()
    const given = {
      ...line({ epochs: 150, batch_size: 60 }),
      dataset: {
        ...dataset,
        source: { ...dataset.source, path: 'far.csv' },
        split: { validation: 0.1, test: 0.1 },
        preprocessing: [
          { class_name: 'Normalization' },
          { class_name: 'MinMaxScaler', columns: ['y'], config: { feature_range: [-1, 1] } }
        ]
      }
    }
    const { fits } = await run(given, folder)
    const last = fits.at(-1)!
    expect(last.axes[0]).toMatchObject({ min: 941, max: 1649 })
    for (const i of [0, 50, 100]) {
      const y = 500 - 3 * xOf(last, i)
      expect(Math.abs((last.values[i] as number) - y) / Math.abs(y)).toBeLessThan(0.002)
    }
  })

  it('is the class and how sure it is, of circles, by sigmoid, softmax and logits alike', async () => {
    const circles = example('circles')
    const { fits, test } = await run(circles)
    expect(fits[0]!.epoch).toBe(0)
    const last = fits.at(-1)!
    expect(last.epoch).toBe(circles.training.epochs)
    expect(last.axes.map(({ column, points }) => [column, points])).toEqual([
      ['x0', 40],
      ['x1', 40]
    ])
    expect(last.values).toHaveLength(1600)
    expect(test!.logs[Object.keys(test!.logs).find((name) => name.includes('accuracy'))!]).toBeGreaterThan(0.95)
    const at = (x0: number, x1: number): number => {
      const place = (value: number, axis: 0 | 1): number => {
        const { min, max, points } = last.axes[axis]!
        return Math.round(((value - min) / (max - min)) * (points - 1))
      }
      return place(x0, 0) * 40 + place(x1, 1)
    }
    expect(last.classes![at(0, 0)]).toBe(1)
    expect(last.classes![at(1, 0)]).toBe(0)
    expect(last.classes![at(0, -1)]).toBe(0)
    expect(last.values.every((value) => (value as number) >= 0.5 && (value as number) <= 1)).toBe(true)

    const head = (units: number, from_logits: boolean, name: string): object => ({
      ...circles,
      model: stack([
        ['Input', { shape: [2] }],
        ['Dense', { units: 16, activation: 'tanh' }],
        ['Dense', { units, activation: from_logits ? 'linear' : 'softmax' }]
      ]),
      training: { ...circles.training, epochs: 2, loss: { class_name: name, config: { from_logits } } }
    })
    for (const given of [
      head(2, false, 'sparse_categorical_crossentropy'),
      head(2, true, 'sparse_categorical_crossentropy'),
      head(1, true, 'binary_crossentropy')
    ]) {
      const fit = (await run(given)).fits.at(-1)!
      expect(fit.values.every((value) => (value as number) >= 0.5 && (value as number) <= 1)).toBe(true)
      expect(new Set(fit.classes).size).toBeLessThanOrEqual(2)
    }
  })

  it('is told no more than 200 times, the last epoch too, and every weight of the first thousand epochs', async () => {
    const { fits, epochs } = await run(line({ epochs: 3000 }))
    expect(fits.length).toBeLessThanOrEqual(200)
    expect(fits.at(-1)!.epoch).toBe(3000)
    expect(epochs.slice(0, 1000).every(({ weights }) => weights !== undefined)).toBe(true)
    expect(epochs.at(-1)!.weights).toBeDefined()
    expect(epochs).toHaveLength(3000)
  })

  it('leaves the run as it is, whether epochs are trained one by one or several in a call', async () => {
    const several = await run(line({ epochs: 70 }))
    const single = await run(line({ epochs: 70, callbacks: [{ class_name: 'TerminateOnNaN', config: {} }] }))
    expect(single.epochs.map(({ logs }) => logs)).toEqual(several.epochs.map(({ logs }) => logs))
    expect(single.fits.at(-1)!.values).toEqual(several.fits.at(-1)!.values)
    expect(single.end.weights).toEqual(several.end.weights)
  })

  it('is not there of more inputs, or of autoencoders', async () => {
    const homes = example('homes-two-inputs')
    expect((await run({ ...homes, training: { ...homes.training, epochs: 1 } })).fits).toEqual([])
    expect((await run({ ...line({ epochs: 2 }), dataset: { ...line().dataset, label_mode: 'input' } })).fits).toEqual(
      []
    )
  })
})

describe('nextFit', () => {
  const all = (epochs: number): number[] => {
    const told: number[] = [0]
    while (told.at(-1)! < epochs) told.push(nextFit(told.at(-1)!, epochs))
    return told
  }
  it('is every epoch of a short run', () => {
    expect(all(198)).toEqual(Array.from({ length: 199 }, (_, i) => i))
  })
  it.each([199, 500, 1000, 20_000, 100_000])('ends with the last of %i epochs, its gaps growing', (epochs) => {
    const told = all(epochs)
    expect(told.length).toBeLessThanOrEqual(199)
    expect(told.at(-1)).toBe(epochs)
    expect(told.slice(0, 4)).toEqual([0, 1, 2, 3])
    const gaps = told.slice(1).map((epoch, i) => epoch - told[i]!)
    // Rounded to whole epochs, a gap may be one less than that before it.
    gaps.slice(1).forEach((gap, i) => expect(gap).toBeGreaterThanOrEqual(gaps[i]! - 1))
  })
})
