// Keras's fixtures hold the geometry of these layers; here is what they leave to chance. All seeds are fixed, so that no
// test can fail by chance.
import { describe, expect, it } from 'vitest'
import { catalogue, inferModel } from '../../../src/layers'
import { factorRange } from '../../../src/layers/families/augmentation'
import { layerFunction, type StackOptions } from '../../support/layers'
import { whyMissing } from '../../support/missing'
import { stack } from '../../support/projects'

const SIDE = 9
const CENTRE = 4
const BATCH = 64
const STEPS = 32
const PIXELS = SIDE * SIDE
const SHAPE = [SIDE, SIDE, 2] as const

/** Each pixel holds its place, (x, y): what comes out tells from where it was read. */
const places = Array.from({ length: PIXELS }, (_, i) => [i % SIDE, Math.floor(i / SIDE)]).flat()
const probes = (batch = BATCH): number[] => Array.from({ length: batch }, () => places).flat()

type Probe = (x: number, y: number) => readonly [number, number]
/** Of each picture of a batch, what `measure` reads from it. */
const measured = (pictures: readonly number[], measure: (at: Probe) => number): number[] =>
  Array.from({ length: pictures.length / (2 * PIXELS) }, (_, i) =>
    measure((x, y) => {
      const at = 2 * (i * PIXELS + y * SIDE + x)
      return [pictures[at]!, pictures[at + 1]!]
    })
  )

type Layer = [className: string, config: Record<string, never>]
const layer = (className: string, config: object): Layer => [className, config as Record<string, never>]
const run = (layers: Layer[], options: Partial<StackOptions> = {}) =>
  layerFunction(layers, { shape: SHAPE, batch: BATCH, ...options })

/** [STEPS][BATCH] numbers that a layer drew, as they show in its pictures. */
async function draws(layers: Layer[], measure: (at: Probe) => number): Promise<number[][]> {
  const call = await run(layers)
  return Array.from({ length: STEPS }, (_, step) => measured(call(probes(), step + 1), measure))
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  const product = (p: readonly number[], q: readonly number[], mp: number, mq: number): number =>
    mean(p.map((value, i) => (value - mp) * (q[i]! - mq)))
  return product(a, b, meanA, meanB) / Math.sqrt(product(a, a, meanA, meanA) * product(b, b, meanB, meanB))
}
/** Kolmogorov and Smirnov: the largest distance between the distribution of the values and the uniform one. */
function distanceFromUniform(values: readonly number[], low: number, high: number): number {
  const shares = values.map((value) => (value - low) / (high - low)).sort((a, b) => a - b)
  return Math.max(...shares.map((share, i) => Math.max(share - i / shares.length, (i + 1) / shares.length - share)))
}

const COUNT = BATCH * STEPS
/** What only one in ten thousand series of random numbers exceeds. */
const KS_LIMIT = 2.23 / Math.sqrt(COUNT)
const CORRELATION_LIMIT = 3.89 / Math.sqrt(COUNT)

function expectIndependent(drawn: readonly number[][]): void {
  const flat = drawn.flat()
  expect(Math.abs(correlation(flat.slice(1), flat.slice(0, -1)))).toBeLessThan(CORRELATION_LIMIT)
  expect(Math.abs(correlation(flat.slice(BATCH), flat.slice(0, -BATCH)))).toBeLessThan(CORRELATION_LIMIT)
}

const degrees = (at: Probe): number => {
  const [x, y] = at(CENTRE + 1, CENTRE)
  return (Math.atan2(y - CENTRE, x - CENTRE) * 180) / Math.PI
}
const wide = { value_range: [-100, 100] }
const UNIFORM: [what: string, Layer, (at: Probe) => number, low: number, high: number][] = [
  ['angles', layer('RandomRotation', { factor: 0.2 }), degrees, -72, 72],
  ['angles to one side', layer('RandomRotation', { factor: [0.05, 0.2] }), degrees, 18, 72],
  [
    'ways down',
    layer('RandomTranslation', { height_factor: 0.2, width_factor: 0 }),
    (at) => CENTRE - at(4, 4)[1],
    -1.8,
    1.8
  ],
  [
    'ways right',
    layer('RandomTranslation', { height_factor: 0, width_factor: [0.1, 0.3] }),
    (at) => CENTRE - at(4, 4)[0],
    0.9,
    2.7
  ],
  [
    'zooms of the height',
    layer('RandomZoom', { height_factor: 0.5, width_factor: 0 }),
    (at) => at(4, 5)[1] - CENTRE,
    0.5,
    1.5
  ],
  [
    'zooms of the width',
    layer('RandomZoom', { height_factor: 0, width_factor: [-0.5, 0] }),
    (at) => at(5, 4)[0] - CENTRE,
    0.5,
    1
  ],
  ['contrasts', layer('RandomContrast', { factor: [0.3, 0.6], ...wide }), (at) => at(5, 4)[0] - at(4, 4)[0], 0.7, 1.6],
  [
    'contrasts of one number, as Keras reads it',
    layer('RandomContrast', { factor: 0.3, ...wide }),
    (at) => at(5, 4)[0] - at(4, 4)[0],
    1,
    1.3
  ],
  ['brightnesses', layer('RandomBrightness', { factor: 0.1, ...wide }), (at) => at(0, 0)[0], -20, 20]
]

const missing = whyMissing('native-runtime')

describe.skipIf(missing !== null)('what augmentation draws', () => {
  it.each(UNIFORM)('%s are uniform, another for each picture and step', async (_what, tested, measure, low, high) => {
    const drawn = await draws([tested], measure)
    const flat = drawn.flat()
    const slack = (high - low) * 1e-3 // float32
    expect(Math.min(...flat)).toBeGreaterThan(low - slack)
    expect(Math.max(...flat)).toBeLessThan(high + slack)
    expect(distanceFromUniform(flat, low, high)).toBeLessThan(KS_LIMIT)
    expectIndependent(drawn)
  })

  it.each(['horizontal', 'vertical', 'horizontal_and_vertical'])('%s flips take half of the pictures', async (mode) => {
    const flipped = [layer('RandomFlip', { mode })]
    const across = await draws(flipped, (at) => (at(0, 0)[0] === SIDE - 1 ? 1 : 0))
    const down = await draws(flipped, (at) => (at(0, 0)[1] === SIDE - 1 ? 1 : 0))
    const none = across.map((step) => step.map(() => 0))
    const drawn = mode === 'vertical' ? down : across
    expect(Math.abs(mean(drawn.flat()) - 0.5)).toBeLessThan(3.89 * Math.sqrt(0.25 / COUNT))
    expectIndependent(drawn)
    expect(mode === 'horizontal' ? down : mode === 'vertical' ? across : none).toEqual(none)
    // Keras draws once for both axes.
    if (mode === 'horizontal_and_vertical') expect(across).toEqual(down)
  })

  it('is one zoom for both axes where width_factor is null, else two', async () => {
    const across = (at: Probe): number => at(CENTRE + 1, CENTRE)[0] - CENTRE
    const down = (at: Probe): number => at(CENTRE, CENTRE + 1)[1] - CENTRE
    const together = [layer('RandomZoom', { height_factor: 0.3 })]
    const apart = [layer('RandomZoom', { height_factor: 0.3, width_factor: 0.3 })]
    expect(await draws(together, across)).toEqual(await draws(together, down))
    const [x, y] = [(await draws(apart, across)).flat(), (await draws(apart, down)).flat()]
    expect(Math.abs(correlation(x, y))).toBeLessThan(CORRELATION_LIMIT)
  })

  it('differs from layer to layer', async () => {
    const rotation = layer('RandomRotation', { factor: 0.2 })
    const first = (await draws([rotation], degrees)).flat()
    const sum = (await draws([rotation, rotation], degrees)).flat()
    const second = sum.map((angle, i) => angle - first[i]!)
    expect(Math.abs(correlation(first, second))).toBeLessThan(CORRELATION_LIMIT)
    expect(distanceFromUniform(second, -72, 72)).toBeLessThan(KS_LIMIT)
  })

  const all = UNIFORM.map(([, tested]) => tested).concat([layer('RandomFlip', {})])

  it('is the same for the same seed and step, whatever the size of the batch', async () => {
    const [calls, again, smaller, other] = await Promise.all([
      run(all),
      run(all),
      run(all, { batch: 5 }),
      run(all, { seed: 2 })
    ])
    const pictures = calls(probes(), 3)
    expect(again(probes(), 3)).toEqual(pictures)
    // Rounding may differ: sines of four numbers at a time, or of one.
    smaller(probes(5), 3).forEach((value, i) => expect(value).toBeCloseTo(pictures[i]!, 3))
    expect(again(probes(), 4)).not.toEqual(pictures)
    expect(other(probes(), 3)).not.toEqual(pictures)
  })

  it('follows from the seed of a layer alone where it has one', async () => {
    const seeded = (seed: number): Layer => layer('RandomRotation', { factor: 0.2, seed })
    const angles = async (layers: Layer[], seed: number): Promise<number[]> =>
      measured((await run(layers, { seed }))(probes(), 3), degrees)
    const one = await angles([seeded(7)], 1)
    expect(await angles([seeded(7)], 2)).toEqual(one)
    expect(await angles([seeded(8)], 1)).not.toEqual(one)
    const still = layer('RandomRotation', { factor: 0 })
    const moved = await angles([still, seeded(7)], 1)
    moved.forEach((angle, i) => expect(angle).toBeCloseTo(one[i]!, 3))
  })

  it('leaves pictures alone outside of training', async () => {
    const call = await run(all, { training: false })
    expect(call(probes())).toEqual(probes())
  })
})

describe('parameters of augmentation', () => {
  it('a factor is a range as Keras reads it', () => {
    expect(factorRange([0.2])).toEqual([-0.2, 0.2])
    expect(factorRange([-0.2])).toEqual([-0.2, 0.2])
    expect(factorRange([0.3, -0.1])).toEqual([-0.1, 0.3])
    expect(factorRange([0.2], 0)).toEqual([0, 0.2])
    expect(factorRange([-0.5, 0.5], 0)).toEqual([-0.5, 0.5])
  })

  const infer =
    (className: string, config: object, shape = [28, 28, 1]) =>
    () =>
      inferModel(stack([['Input', { shape } as never], layer(className, config)]), catalogue)

  it.each([
    ['RandomRotation', { factor: 1.5 }, 'factor'],
    ['RandomRotation', { factor: [0.1, 0.2, 0.3] }, 'factor'],
    ['RandomZoom', { height_factor: -1 }, 'height_factor'],
    ['RandomTranslation', { height_factor: 0.1 }, 'width_factor'],
    ['RandomTranslation', { height_factor: 0.1, width_factor: null }, 'width_factor'],
    ['RandomBrightness', { factor: 0.1, value_range: 255 }, 'value_range'],
    ['RandomContrast', { factor: 0.1, value_range: [255] }, 'value_range'],
    ['RandomFlip', { mode: 'both' }, 'mode'],
    ['RandomFlip', { seed: 1.5 }, 'seed']
  ])('%s %j is refused for its %s', (className, config, key) => {
    expect(infer(className, config)).toThrowError(
      expect.objectContaining({
        code: 'LAYER_PARAM',
        args: expect.objectContaining({ where: `model.nodes[1].config.${key}` }) as object
      })
    )
  })

  it.each([...new Set(UNIFORM.map(([, [name, config]]) => [name, config] as const))])(
    '%s tells what grey pictures lack',
    (className, config) => {
      expect(infer(className, config, [28, 28])).toThrowError(
        expect.objectContaining({
          code: 'LAYER_INPUT_SHAPE',
          args: expect.objectContaining({ hint: 'Add a Reshape in front, e.g. to [28, 28, 1].' }) as object
        })
      )
    }
  )
})
