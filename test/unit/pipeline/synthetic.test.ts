// Made-up examples: what a large sample looks like, and that a seed gives the same one again.
import { describe, expect, it } from 'vitest'
import { generators, makeExamples } from '../../../src/pipeline/synthetic'
import { GENERATOR_TASKS, GENERATORS, syntheticSourceSchema, type SyntheticSource } from '../../../src/shared/dataset'

const source = (generator: SyntheticSource['generator'], given: Partial<SyntheticSource> = {}): SyntheticSource =>
  syntheticSourceSchema.parse({ format: 'synthetic', generator, n_samples: 20_000, noise: 0, seed: 3, ...given })
const columnsOf = (...given: Parameters<typeof source>) => makeExamples(source(...given)).columns
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
const deviation = (values: Float64Array): number => {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}
const minus = (a: Float64Array, b: (i: number) => number): Float64Array => a.map((value, i) => value - b(i))

describe.each(GENERATORS)('%s', (generator) => {
  it('gives the same bits for a seed, others for another', () => {
    const given = { n_samples: 101, noise: 0.2 }
    const once = makeExamples(source(generator, given))
    expect(makeExamples(source(generator, given))).toEqual(once)
    expect(makeExamples(source(generator, { ...given, seed: 4 }))).not.toEqual(once)
  })

  it('makes as many finite examples as asked for, also one', () => {
    for (const n_samples of [1, 2, 3, 100]) {
      const { columns, label } = makeExamples(source(generator, { n_samples, noise: 1 }))
      for (const values of Object.values(columns)) {
        expect(values).toHaveLength(n_samples)
        expect(values.every(Number.isFinite)).toBe(true)
      }
      expect(label?.length ?? n_samples).toBe(n_samples)
    }
  })

  it('is of the task that the project expects, in columns of its names', () => {
    expect(generators[generator]).toMatchObject({ name: generator, task: GENERATOR_TASKS[generator] })
    const { columns, label } = makeExamples(source(generator, { n_samples: 5 }))
    const regression = GENERATOR_TASKS[generator] === 'regression'
    expect(Object.keys(columns)).toEqual(regression ? ['x', 'y'] : ['x0', 'x1'])
    expect(label === null).toBe(regression)
  })

  it('adds noise of the given deviation, and moves nothing else by it', () => {
    const still = columnsOf(generator)
    const noisy = columnsOf(generator, { noise: 0.3 })
    for (const [name, values] of Object.entries(noisy)) {
      const added = minus(values, (i) => still[name]![i]!)
      expect(mean(added)).toBeCloseTo(0, 2)
      expect(deviation(added)).toBeCloseTo(name === 'x' ? 0 : 0.3, 2)
    }
  })

  it('explains itself and its parameters in both languages', () => {
    const { title, summary, params } = generators[generator]
    for (const text of [title, summary, ...Object.values(params).map(({ help }) => help)]) {
      expect(text.en).toMatch(/\S/)
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u)
    }
  })
})

describe.each(GENERATORS.filter((generator) => GENERATOR_TASKS[generator] === 'classification'))(
  'classes of %s',
  (generator) => {
    it('are balanced to one, and in random order', () => {
      for (const n_samples of [100, 101]) {
        const label = makeExamples(source(generator, { n_samples })).label!
        const counts = [...new Set(label)].map((value) => label.filter((one) => one === value).length)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        const changes = label.filter((value, i) => i > 0 && value !== label[i - 1]).length
        expect(changes).toBeGreaterThan(30)
      }
    })
  }
)

describe('curves', () => {
  it('linear: x normal, y = w x + b', () => {
    const { x, y } = columnsOf('linear', { config: { w: -1.5, b: 4 } }) as Record<'x' | 'y', Float64Array>
    expect(mean(x)).toBeCloseTo(0, 1)
    expect(deviation(x)).toBeCloseTo(1, 1)
    // Skewness and kurtosis of a normal distribution.
    expect(mean(x.map((value) => value ** 3))).toBeCloseTo(0, 0)
    expect(Math.abs(mean(x.map((value) => value ** 4)) - 3)).toBeLessThan(0.2)
    expect(Math.max(...minus(y, (i) => -1.5 * x[i]! + 4).map(Math.abs))).toBeLessThan(1e-12)
  })

  it('linear: the line of least squares comes near to the true one', () => {
    const { x, y } = columnsOf('linear', { noise: 1 }) as Record<'x' | 'y', Float64Array>
    const [mx, my] = [mean(x), mean(y)]
    const w = mean(x.map((value, i) => (value - mx) * (y[i]! - my))) / deviation(x) ** 2
    expect(w).toBeCloseTo(3, 1)
    expect(my - w * mx).toBeCloseTo(2, 1)
  })

  it('polynomial: coefficients from the lowest power, x evenly over its range', () => {
    const config = { coefficients: [1, 0, -2, 0.5], x_range: [-1, 3] }
    const { x, y } = columnsOf('polynomial', { config }) as Record<'x' | 'y', Float64Array>
    expect(Math.max(...minus(y, (i) => 1 - 2 * x[i]! ** 2 + 0.5 * x[i]! ** 3).map(Math.abs))).toBeLessThan(1e-12)
    expect(Math.min(...x)).toBeCloseTo(-1, 2)
    expect(Math.max(...x)).toBeCloseTo(3, 2)
    expect(mean(x)).toBeCloseTo(1, 1)
  })

  it('sine: frequency, amplitude and phase', () => {
    const config = { frequency: 2, amplitude: 3, phase: 0.5 }
    const { x, y } = columnsOf('sine', { config }) as Record<'x' | 'y', Float64Array>
    expect(Math.max(...minus(y, (i) => 3 * Math.sin(4 * Math.PI * x[i]! + 0.5)).map(Math.abs))).toBeLessThan(1e-12)
  })
})

/** Points of each class. */
function byClass(...given: Parameters<typeof source>): [x0: number, x1: number][][] {
  const { columns, label } = makeExamples(source(...given))
  const classes: [number, number][][] = []
  label!.forEach((value, i) => (classes[value] ??= []).push([columns.x0![i]!, columns.x1![i]!]))
  return classes
}
const everyPoint = (points: [number, number][], holds: (x0: number, x1: number) => boolean): void =>
  expect(points.findIndex(([x0, x1]) => !holds(x0, x1))).toBe(-1)
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-12

describe('groups', () => {
  it('xor: opposite squares alike, all four the same size', () => {
    const [same, other] = byClass('xor')
    everyPoint(same!, (x0, x1) => x0 * x1 >= 0 && Math.abs(x0) < 1 && Math.abs(x1) < 1)
    everyPoint(other!, (x0, x1) => x0 * x1 <= 0 && Math.abs(x0) < 1 && Math.abs(x1) < 1)
    expect([same!, other!].map((points) => points.filter(([x0]) => x0 > 0).length)).toEqual([5000, 5000])
  })

  it('moons: the half circles of make_moons', () => {
    const [outer, inner] = byClass('moons')
    everyPoint(outer!, (x0, x1) => near(Math.hypot(x0, x1), 1) && x1 > -1e-12)
    everyPoint(inner!, (x0, x1) => near(Math.hypot(x0 - 1, x1 - 0.5), 1) && x1 < 0.5 + 1e-12)
  })

  it('circles: of radius 1 and factor, all the way round', () => {
    const circles = byClass('circles', { config: { factor: 0.3 } })
    for (const [label, radius] of [1, 0.3].entries()) {
      everyPoint(circles[label]!, (x0, x1) => near(Math.hypot(x0, x1), radius))
      for (const side of [-1, 1])
        expect(circles[label]!.filter(([x0, x1]) => x0 * side > 0 && x1 * side > 0).length).toBeGreaterThan(2400)
    }
  })

  it('spirals: the angle grows with the distance, by as many turns as asked for', () => {
    const arms = byClass('spirals', { config: { turns: 2, classes: 3 } })
    expect(arms).toHaveLength(3)
    arms.forEach((points, label) =>
      everyPoint(points, (x0, x1) => {
        const radius = Math.hypot(x0, x1)
        const angle = 2 * Math.PI * (2 * radius + label / 3)
        return Math.hypot(x0 - radius * Math.cos(angle), x1 - radius * Math.sin(angle)) < 1e-12 && radius <= 1 + 1e-12
      })
    )
  })

  it('blobs: as many clouds as centers, within the box, of cluster_std', () => {
    const clouds = byClass('blobs', { config: { centers: 4, cluster_std: 0.5, center_box: [-3, 3] } })
    expect(clouds).toHaveLength(4)
    for (const points of clouds)
      for (const axis of [0, 1] as const) {
        const values = Float64Array.from(points, (point) => point[axis])
        expect(Math.abs(mean(values))).toBeLessThan(3.1)
        expect(deviation(values)).toBeCloseTo(0.5, 1)
      }
  })
})

describe('a config that does not fit', () => {
  it.each<[SyntheticSource['generator'], SyntheticSource['config'], string]>([
    ['linear', { slope: 3 }, 'slope'],
    ['linear', { w: 'steep' }, 'w'],
    ['polynomial', { coefficients: [] }, 'coefficients'],
    ['polynomial', { x_range: [1] }, 'x_range'],
    ['sine', { frequency: null }, 'frequency'],
    ['xor', { factor: 0.5 }, 'factor'],
    ['circles', { factor: 1 }, 'factor'],
    ['spirals', { turns: -1 }, 'turns'],
    ['spirals', { classes: 1 }, 'classes'],
    ['blobs', { centers: 2.5 }, 'centers'],
    ['blobs', { cluster_std: -1 }, 'cluster_std']
  ])('of %s: %j', (generator, config, key) => {
    const where = `dataset.source.config.${key}`
    const args = expect.objectContaining({ generator, where })
    expect(() => makeExamples(source(generator, { config }))).toThrow(
      expect.objectContaining({ code: 'GENERATOR_PARAM', args })
    )
  })
})
