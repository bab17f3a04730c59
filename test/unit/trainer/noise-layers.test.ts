// Layers of chance on the compiled engine: what they draw has Keras's statistics, differs by step and by layer, and is the
// same for the same seed.
import { describe, expect, it } from 'vitest'
import { sizeOf } from '../../../src/layers'
import type { DesignNode } from '../../../src/shared/design'
import { validateProject } from '../../../src/shared/project'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { sessionOptions } from '../../support/keras-fixtures'
import { whyMissing } from '../../support/missing'

const STEPS = 2
const VALUES = 20_000
type Config = DesignNode['config']

interface Options {
  shape?: number[]
  seed?: number
}

/**
 * What a layer makes of ones in each of two steps. Behind it stands a Dense with one output and a kernel of zeros: with the
 * target -1/2 and mean squared error, the kernel's gradient is the layer's output itself, and with learning rate 1 it is
 * the kernel's move. Two layers, whose outputs are added, are seen at once.
 * @returns by layer, by step, its values
 */
async function observed(
  layers: [string, Config][],
  { shape = [VALUES], seed = 1 }: Options = {}
): Promise<number[][][]> {
  const branches = layers.flatMap(([class_name, config], i) => [
    { name: `tested${i}`, class_name, config },
    { name: `flat${i}`, class_name: 'Flatten' },
    { name: `kernel${i}`, class_name: 'Dense', config: { units: 1, use_bias: false } }
  ])
  const edges = layers.flatMap((_layer, i) => [
    { source: 'input', target: `tested${i}` },
    { source: `tested${i}`, target: `flat${i}` },
    { source: `flat${i}`, target: `kernel${i}` },
    ...(layers.length > 1 ? [{ source: `kernel${i}`, target: 'sum' }] : [])
  ])
  const nodes = [
    { name: 'input', class_name: 'Input', config: { shape } },
    ...branches,
    ...(layers.length > 1 ? [{ name: 'sum', class_name: 'Add' }] : [])
  ]
  const optimizer = { class_name: 'SGD', config: { learning_rate: 1 } }
  const training = { optimizer, loss: 'mean_squared_error', metrics: [], batch_size: 1 }
  const dataset = { source: { name: 'ones' } }
  const project = validateProject({ netloom: 1, name: 'ones', dataset, model: { nodes, edges }, training }, 'ones')
  const x = Array<number>(sizeOf(shape) * STEPS).fill(1)
  const data = { shape, x, y: Array<number>(STEPS).fill(-0.5), count: STEPS, classes: null }
  const engine = await loadNativeEngine()
  const session = await engine.open({ ...sessionOptions({ name: 'ones', project, data }), seed })
  try {
    const zeros = session.weights().map((weight) => ({ ...weight, values: new Float32Array(weight.values.length) }))
    session.startEpoch(
      Uint32Array.from({ length: STEPS }, (_, i) => i),
      0
    )
    const found: number[][][] = layers.map(() => [])
    for (let step = 0; step < STEPS; step++) {
      session.setWeights(zeros)
      await session.train(step, 1)
      session.weights().forEach(({ values }, i) => found[i]!.push(Array.from(values, (value) => -value)))
    }
    return found
  } finally {
    session.dispose()
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const deviation = (values: readonly number[]): number => {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}
/** The mean of that many draws strays by less than this but once in a million times. */
const straying = (spread: number, draws = VALUES): number => (5 * spread) / Math.sqrt(draws)
const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [middleA, middleB] = [mean(a), mean(b)]
  return mean(a.map((value, i) => (value - middleA) * (b[i]! - middleB))) / (deviation(a) * deviation(b))
}

const LAYERS: [string, Config][] = [
  ['Dropout', { rate: 0.3 }],
  ['GaussianNoise', { stddev: 0.4 }],
  ['GaussianDropout', { rate: 0.2 }],
  ['AlphaDropout', { rate: 0.25 }]
]

describe.skipIf(whyMissing('native-runtime') !== null)('layers of chance', () => {
  it.each([0.1, 0.3, 0.75])('Dropout of %d keeps the rest of the values, scaled', async (rate) => {
    const [[first]] = (await observed([['Dropout', { rate }]])) as [[number[]]]
    const kept = first.filter((value) => value !== 0)
    expect(Math.abs(kept.length / VALUES - (1 - rate))).toBeLessThan(straying(Math.sqrt(rate * (1 - rate))))
    expect(kept.every((value) => Math.abs(value * (1 - rate) - 1) < 1e-6)).toBe(true)
    // Neighbours are drawn on their own.
    expect(Math.abs(correlation(first.slice(1), first.slice(0, -1)))).toBeLessThan(straying(1))
  })

  it.each([
    [0, 1],
    [1, 0]
  ])('Dropout of %d leaves nothing to chance', async (rate, value) => {
    expect(new Set((await observed([['Dropout', { rate }]], { shape: [50] })).flat(2).map(Math.abs))).toEqual(
      new Set([value])
    )
  })

  it('GaussianNoise adds noise of mean 0 and the given deviation', async () => {
    const [[first]] = (await observed([['GaussianNoise', { stddev: 0.4 }]])) as [[number[]]]
    expect(Math.abs(mean(first) - 1)).toBeLessThan(straying(0.4))
    expect(Math.abs(deviation(first) - 0.4)).toBeLessThan(straying(0.4))
  })

  it('GaussianDropout multiplies by noise of mean 1 and deviation sqrt(rate / (1 - rate))', async () => {
    const [[first]] = (await observed([['GaussianDropout', { rate: 0.2 }]])) as [[number[]]]
    expect(Math.abs(mean(first) - 1)).toBeLessThan(straying(0.5))
    expect(Math.abs(deviation(first) - 0.5)).toBeLessThan(straying(0.5))
  })

  it('AlphaDropout gives two values, so that mean and variance of selu stay', async () => {
    const rate = 0.25
    const [[first]] = (await observed([['AlphaDropout', { rate }]])) as [[number[]]]
    const lowest = -1.0507009873554805 * 1.6732632423543772
    const scale = 1 / Math.sqrt((1 - rate) * (1 + rate * lowest ** 2))
    const shift = -scale * lowest * rate
    const [kept, lost] = [scale + shift, scale * lowest + shift]
    const share = first.filter((value) => Math.abs(value - kept) < 1e-5).length / VALUES
    expect(first.every((value) => Math.min(Math.abs(value - kept), Math.abs(value - lost)) < 1e-5)).toBe(true)
    expect(Math.abs(share - (1 - rate))).toBeLessThan(straying(Math.sqrt(rate * (1 - rate))))
    // Of values with mean 0 and variance 1, which ones are not: E = 0 and Var = 1 follow from these two numbers.
    expect((1 - rate) * (scale * 0 + shift) + rate * lost).toBeCloseTo(0, 6)
    expect((1 - rate) * (scale ** 2 + shift ** 2) + rate * lost ** 2).toBeCloseTo(1, 6)
  })

  it.each(LAYERS)('%s draws anew in each step and each layer', async (className, config) => {
    const [a, b] = (await observed([
      [className, config],
      [className, config]
    ])) as [[number[], number[]], [number[], number[]]]
    for (const [one, other] of [
      [a[0], a[1]],
      [a[0], b[0]],
      [a[1], b[0]]
    ] as const) {
      expect(Math.abs(correlation(one, other))).toBeLessThan(straying(1))
    }
  })

  it.each(LAYERS)('%s draws the same for the same seed, and other numbers for another', async (className, config) => {
    const shape = [500]
    const draw = (seed: number) => observed([[className, config]], { shape, seed })
    const first = await draw(1)
    expect(await draw(1)).toEqual(first)
    expect(await draw(2)).not.toEqual(first)
  })

  it.each(LAYERS)('%s with a seed of its own does not follow that of the run', async (className, config) => {
    const shape = [500]
    const draw = (seed: number, own: number) => observed([[className, { ...config, seed: own }]], { shape, seed })
    const [first] = await draw(1, 7)
    expect((await draw(2, 7))[0]).toEqual(first)
    expect((await draw(1, 8))[0]).not.toEqual(first)
    expect(first![0]).not.toEqual(first![1])
  })

  it('noise_shape drops all along an axis together', async () => {
    const shape = [10, 500]
    const noise_shape = [null, 1, null]
    const [[first]] = (await observed([['Dropout', { rate: 0.5, noise_shape }]], { shape })) as [[number[]]]
    const rows = Array.from({ length: 10 }, (_, i) => first.slice(i * 500, (i + 1) * 500))
    for (const row of rows) expect(row).toEqual(rows[0])
    const kept = rows[0]!.filter((value) => value !== 0).length / 500
    expect(Math.abs(kept - 0.5)).toBeLessThan(straying(0.5, 500))
  })

  it.each([
    ['SpatialDropout1D', [12, 300]],
    ['SpatialDropout2D', [3, 4, 300]]
  ])('%s drops whole features', async (className, shape) => {
    const [[first]] = (await observed([[className, { rate: 0.4 }]], { shape })) as [[number[]]]
    const features = first.slice(0, 300)
    expect(first).toEqual(Array.from({ length: 12 }, () => features).flat())
    const kept = features.filter((value) => value !== 0).length / 300
    expect(Math.abs(kept - 0.6)).toBeLessThan(straying(Math.sqrt(0.24), 300))
  })
})
