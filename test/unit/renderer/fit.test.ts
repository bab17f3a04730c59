// What the Fit tab makes of events: surfaces between epochs and between grid points, wrong points, weights against the truth.
import { describe, expect, it } from 'vitest'
import { PAINTED, paintSurface } from '../../../src/renderer/charts/paint-surface'
import { answerAt, between, spread, strongestAt, surfaceOf, traces } from '../../../src/renderer/charts/surface'
import { boundsOf, countWrong, sameBytes, wrongOf } from '../../../src/renderer/fit/judge'
import { linearLayer, linearWeights, polynomialText, truthOf } from '../../../src/renderer/fit/truth'
import { weightColumns, weightRows, weightsTsv } from '../../../src/renderer/fit/weight-rows'
import { RunSeries } from '../../../src/renderer/series/run-series'
import { syntheticSourceSchema } from '../../../src/shared/dataset'
import { continuous, type Fit, type RunEvent } from '../../../src/shared/run'
import { runEvents } from '../../support/runs'
import { example, stack } from '../../support/projects'

const axis = (column: string, points = 2) => ({ column, min: 0, max: 1, points })
const line = (epoch: number, values: number[]): Fit => ({ epoch, axes: [axis('x', values.length)], values })
/** Class 1 right of the middle, ever surer. */
const halves: Fit = { epoch: 1, axes: [axis('a'), axis('b')], values: [0.9, 0.9, 0.7, 0.7], classes: [0, 0, 1, 1] }
const many: Fit = { ...halves, classes: [0, 1, 2, 2], values: [1, 1, 1, 1] }

describe('surfaces', () => {
  it('say between grid points what lies between, and outside what the border says', () => {
    const surface = surfaceOf(line(1, [1, 2, 4]), null)
    expect(answerAt(surface, [0.25])).toEqual({ value: 1.5 })
    expect(answerAt(surface, [0.75])).toEqual({ value: 3 })
    expect(answerAt(surface, [9])).toEqual({ value: 4 })
  })
  it('of two classes have their border where both are as likely', () => {
    const surface = surfaceOf(halves, 2)
    expect([...surface.values].map((value) => Number(value.toFixed(6)))).toEqual([0.1, 0.1, 0.7, 0.7])
    const border = 0.4 / 0.6
    expect(answerAt(surface, [border - 0.01, 0.5])).toMatchObject({ label: 0 })
    expect(answerAt(surface, [border + 0.01, 0.5])).toMatchObject({ label: 1 })
    expect((answerAt(surface, [0, 0]) as { sure: number }).sure).toBeCloseTo(0.9)
  })
  it('of many classes say which most around speaks for', () => {
    const surface = surfaceOf(many, 3)
    expect(answerAt(surface, [0.1, 0.1])).toEqual({ label: 0, sure: 1 })
    expect(answerAt(surface, [0.1, 0.9])).toMatchObject({ label: 1 })
    expect(answerAt(surface, [0.9, 0.5])).toMatchObject({ label: 2 })
    expect(strongestAt(surface, [0.5, 0.9]).share).toBeLessThan(0.6)
  })
  it('go over into one another, but for many classes', () => {
    const [from, to] = [surfaceOf(line(1, [0, 0]), null), surfaceOf(line(2, [4, 8]), null)]
    expect([...between(from, to, 0.25).values]).toEqual([1, 2])
    expect(between(from, to, 0)).toBe(from)
    expect(between(from, to, 1)).toBe(to)
    const [a, b] = [surfaceOf(many, 3), surfaceOf({ ...many, epoch: 2 }, 3)]
    expect(between(a, b, 0.4)).toBe(a)
    expect(between(a, b, 0.6)).toBe(b)
  })
  it('are spread over pixels with the first axis to the right and the second one up', () => {
    const surface = surfaceOf({ epoch: 1, axes: [axis('a'), axis('b')], values: [0, 1, 2, 3] }, null)
    expect([...spread(surface, 3)]).toEqual([1, 2, 3, 0.5, 1.5, 2.5, 0, 1, 2])
    expect([...spread(surfaceOf(line(1, [0, 2]), null), 3)]).toEqual([0, 1, 2])
  })
  it('are painted in the colour of the class, the surer the denser, and evenly where that is asked for', () => {
    const paint = { colours: [[1, 1, 1] as const, [2, 2, 2] as const], range: [0, 1] as const, classes: 2 }
    const { data, height } = paintSurface(surfaceOf(halves, 2), { ...paint, discrete: false })
    expect([height, data.length]).toEqual([PAINTED, PAINTED * PAINTED * 4])
    const right = 4 * (PAINTED - 1)
    expect([data[0], data[right]]).toEqual([1, 2])
    expect(data[3]).toBeGreaterThan(data[right + 3]!)
    const even = paintSurface(surfaceOf(halves, 2), { ...paint, discrete: true }).data
    expect(even[3]).toBe(even[right + 3])
    expect(paintSurface(surfaceOf(line(1, [0, 1]), null), { ...paint, discrete: false }).height).toBe(1)
  })
  it('leave traces of the first epochs rather than of the last', () => {
    expect(traces(0)).toEqual([])
    expect(traces(10)).toEqual([0, 1, 2, 4, 7])
    expect(traces(198).length).toBeLessThan(14)
  })
})

describe('points', () => {
  const points = {
    x: Float64Array.of(0, 0, 1, 1),
    y: Float64Array.of(0, 1, 0, 1),
    z: null,
    labels: [0, 1, 1, 1],
    splits: ['train', 'train', 'validation', null] as const
  }
  it('are wrong where another class is predicted, and counted where they are shown', () => {
    const wrong = wrongOf(surfaceOf(halves, 2), points)
    expect([...wrong!]).toEqual([0, 1, 0, 0])
    expect(countWrong(wrong, points, new Set(['train']))).toEqual({ wrong: 1, all: 2 })
    expect(countWrong(wrong, points, new Set(['train', 'validation', 'test']))).toEqual({ wrong: 1, all: 3 })
    expect(wrongOf(surfaceOf(line(1, [0, 1]), null), points)).toBeNull()
    expect(sameBytes(wrong, Uint8Array.of(0, 1, 0, 0))).toBe(true)
    expect(sameBytes(wrong, null)).toBe(false)
  })
  it('of a line say how high the picture is, so that it does not jump with the line', () => {
    const { x, y } = boundsOf(surfaceOf(line(1, [-1000, 1000]), null), { ...points, labels: null })
    expect(x).toEqual([0, 1])
    expect(y[0]).toBeCloseTo(-0.08)
    expect(y[1]).toBeCloseTo(1.08)
  })
})

describe('the truth', () => {
  const source = (generator: string, config = {}) =>
    syntheticSourceSchema.parse({ format: 'synthetic', generator, config })
  it('is known of what was made up', () => {
    expect(truthOf(source('linear', { w: -1.5, b: 0 }))).toMatchObject({ w: -1.5, b: 0, formula: 'y = −1.5 x' })
    expect(truthOf(source('polynomial'))).toMatchObject({ w: null, formula: 'y = x³ − 2 x' })
    expect(truthOf(source('polynomial', { coefficients: [1, 2] }))).toMatchObject({ w: 2, b: 1 })
    expect(truthOf(source('sine'))!.curve(0.25)).toBeCloseTo(1)
    expect(truthOf(source('circles'))).toBeNull()
    expect(truthOf(example('line').dataset.source)).toBeNull()
  })
  it('is written as a person writes it', () => {
    expect(polynomialText([2, 3])).toBe('y = 3 x + 2')
    expect(polynomialText([-1, 0, -1])).toBe('y = −x² − 1')
    expect(polynomialText([0])).toBe('y = 0')
  })
  it('is held against the weights of one neuron without activation', () => {
    expect(linearLayer(example('line').model)).toBe('dense')
    const neuron = (activation: string) =>
      stack([
        ['Input', { shape: [1] }],
        ['Dense', { units: 1, activation }]
      ])
    expect(linearLayer(neuron('linear') as never)).not.toBeNull()
    expect(linearLayer(neuron('relu') as never)).toBeNull()
    expect(linearLayer(example('circles').model)).toBeNull()
    expect(linearWeights({ 'd/kernel': [[3], [4]], 'd/bias': [2] }, 'd')).toEqual([3, 4, 2])
  })
})

describe('a run', () => {
  const fit = (epoch: number): RunEvent => ({ type: 'fit', time: 2000, ...line(epoch, [epoch, 1]) })
  const learnt = (w: number) => ({ 'dense/kernel': [[w]], 'dense/bias': [2.1] })
  const events = runEvents.flatMap((event): RunEvent[] => {
    if (event.type === 'start') return [{ ...event, initial: { weights: learnt(1.5), loss: 4 } }, fit(0)]
    return event.type === 'epoch' ? [{ ...event, weights: learnt(event.epoch + 2.5) }, fit(event.epoch + 1)] : [event]
  })
  const series = new RunSeries()
  for (const event of events) series.apply(event)

  it('keeps each fit once, also where events come twice', () => {
    for (const event of events) series.apply(event)
    expect(series.fits.map(({ epoch }) => epoch)).toEqual([0, 1, 2])
    expect(series.weights.map(({ epoch }) => epoch)).toEqual([0, 1, 2])
  })
  it('forgets the fits after the checkpoint that it goes on from', () => {
    const resumed = continuous([...events, { type: 'resume', time: 5000, epochs: 2, steps: 2, epoch: 1, first: 2 }])
    expect(resumed.flatMap((event) => (event.type === 'fit' ? [event.epoch] : []))).toEqual([0, 1])
  })
  it('tells w and b by epochs, and copies them with the true ones', () => {
    const truth = truthOf(syntheticSourceSchema.parse({ format: 'synthetic', generator: 'linear' }))
    const columns = weightColumns(['x'], true, truth)
    expect(columns).toEqual([
      { name: 'w', truth: 3 },
      { name: 'b', truth: 2 }
    ])
    expect(weightRows(series, 'dense', new Set([0, 2]))).toEqual([
      { epoch: 0, values: [1.5, 2.1], loss: NaN },
      { epoch: 2, values: [3.5, 2.1], loss: 0.5 }
    ])
    expect(weightsTsv(series, 'dense', columns)).toBe(
      'epoch\tw (true)\tw (predicted)\tb (true)\tb (predicted)\tloss\n0\t3\t1.5\t2\t2.1\t\n1\t3\t2.5\t2\t2.1\t1\n2\t3\t3.5\t2\t2.1\t0.5'
    )
    expect(weightColumns(['a', 'b'], false, null).map(({ name }) => name)).toEqual(['w (a)', 'w (b)'])
  })
})
