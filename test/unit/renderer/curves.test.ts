// What is drawn of long curves: smoothing, reduction, and curves as text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coarseOf } from '../../../src/shared/coarse-values'
import { CoarseColumn } from '../../../src/renderer/series/coarse-column'
import { columnEdges } from '../../../src/renderer/charts/curve-plot'
import { xAxis, X_UNITS } from '../../../src/renderer/charts/x-axis'
import { Column, lowerBound } from '../../../src/shared/column'
import { Curve, evenly, told } from '../../../src/renderer/series/curve'
import { batchLines, epochLines, fileName, gather } from '../../../src/renderer/series/curve-text'
import { MinMaxPyramid } from '../../../src/renderer/series/min-max'
import { Smoothed } from '../../../src/renderer/series/smoothing'
import { continuous } from '../../../src/shared/run'
import { epoch, read, start, steps } from '../../support/run-events'

const columnOf = (values: readonly number[]): Column => {
  const column = new Column(4)
  for (const value of values) column.push(value)
  return column
}
/** Values as runs have them: mostly numbers, now and then none. */
const values = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
    fc.constantFrom(NaN, Infinity, -Infinity)
  ),
  { maxLength: 3000, size: 'max' }
)

/** Written as in TensorBoard (vz_line_chart2, resmoothDataset), over the whole of a curve. */
function tensorBoard(data: readonly number[], weight: number): number[] {
  let [last, count] = [0, 0]
  const finite = data.filter(Number.isFinite)
  const constant = finite.every((value) => value === finite[0])
  return data.map((next) => {
    if (constant || !Number.isFinite(next)) return next
    last = last * weight + (1 - weight) * next
    count++
    return last / (weight === 1 ? 1 : 1 - weight ** count)
  })
}

describe('smoothing', () => {
  it("is TensorBoard's, in one go and as points come in", () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(3000), (all, weight, cut) => {
        const source = columnOf(all.slice(0, cut))
        const smoothed = new Smoothed(source, weight)
        smoothed.follow()
        for (const value of all.slice(cut)) source.push(value)
        smoothed.follow()
        const expected = tensorBoard(all, weight)
        expect(smoothed.values.length).toBe(all.length)
        all.forEach((value, i) => {
          const got = smoothed.values.at(i)
          if (Number.isFinite(value)) expect(Math.abs(got - expected[i]!)).toBeLessThanOrEqual(1e-9 * 1e6)
          else expect(got).toBe(value)
        })
      })
    )
  })
  it('begins at the first value and keeps a constant to the last bit', () => {
    const [first, constant] = [new Smoothed(columnOf([3, 5]), 0.9), new Smoothed(columnOf(Array(99).fill(0.1)), 0.7)]
    first.follow()
    constant.follow()
    expect(first.values.at(0)).toBe(3)
    expect(first.values.at(1)).toBeCloseTo((0.9 * 0.1 * 3 + 0.1 * 5) / (1 - 0.81), 12)
    expect(new Set(constant.values.view())).toStrictEqual(new Set([0.1]))
  })
})

const extent = (all: readonly number[]) => {
  const finite = all.filter(Number.isFinite)
  return { low: Math.min(...finite), high: Math.max(...finite), finite: finite.length }
}

describe('lows and highs', () => {
  it('of any stretch are those of its values, however they came in', () => {
    fc.assert(
      fc.property(values, fc.nat(3000), fc.nat(3000), fc.nat(3000), (all, cut, a, b) => {
        const column = columnOf(all.slice(0, cut))
        const pyramid = new MinMaxPyramid(column)
        pyramid.follow()
        for (const value of all.slice(cut)) column.push(value)
        if (a % 2 === 0) pyramid.follow() // what it has not taken in it reads itself
        const [first, end] = [Math.min(a, b), Math.max(a, b)]
        expect(pyramid.range(first, end)).toMatchObject(extent(all.slice(first, end)))
      })
    )
  })
  it('of a long run are found', () => {
    const column = columnOf(Array.from({ length: 300_000 }, (_, i) => Math.sin(i)))
    column.set(123_456, 99)
    const pyramid = new MinMaxPyramid(column)
    pyramid.follow()
    expect(pyramid.range(1, 299_999).high).toBe(99)
    expect(pyramid.range(123_457, 300_000).high).toBeLessThan(1.01)
  })
})

describe('a curve reduced to columns of pixels', () => {
  it('keeps every extreme inside each column, at any zoom and on any axis', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 50, maxLength: 2000, size: 'max' }),
        fc.integer({ min: 2, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(...X_UNITS),
        (all, pixels, a, b, unit) => {
          const half = Math.floor(all.length / 2)
          const perEpoch = Math.max(1, Math.ceil(all.length / 3))
          const series = read([
            start({
              epochs: 3,
              steps: perEpoch,
              batch_size: 10,
              examples: { train: perEpoch * 10 - 3, validation: 0, test: 0 }
            }),
            steps(0, 0, all.slice(0, half), 2000),
            steps(1, half, all.slice(half), 9000)
          ])
          const axis = xAxis(series, unit)
          const whole = axis.toX(all.length)
          const shown = { min: Math.min(a, b) * whole, max: Math.max(a, b) * whole }
          const edges = columnEdges(axis, shown, pixels)
          const curve = new Curve(series.batches.get('loss')!.values, evenly(1), 'loss')
          curve.follow(0)
          const reduced = curve.read(edges)
          const inSight = all
            .map((value, i) => [i + 1, value] as const)
            .filter(([step]) => step >= edges[0]! - 1e-9 && step <= edges[pixels]! + 1e-6)
          expect(reduced.at.length).toBeLessThanOrEqual(2 * pixels + 2)
          expect(reduced.dense).toBe(inSight.length > 2 * pixels)
          // Each point lies within the stretch that is drawn over its column, or is drawn itself.
          for (let column = 0; column < pixels; column++) {
            const own = inSight.filter(
              ([step]) => step >= edges[column]! - 1e-9 && (step < edges[column + 1]! - 1e-9 || column === pixels - 1)
            )
            if (own.length === 0) continue
            const { low, high } = extent(own.map(([, value]) => value))
            const drawn = reduced.at
              .map((at, i) => ({ at, low: reduced.low[i]!, high: reduced.high[i]! }))
              .filter(({ at }) => at >= own[0]![0] - 1e-6 && at <= own.at(-1)![0] + 1e-6)
            expect(Math.min(...drawn.map((one) => one.low))).toBe(low)
            expect(Math.max(...drawn.map((one) => one.high))).toBe(high)
          }
        }
      )
    )
  })
  it('loses no extreme where borders are rounded, or only buckets of it are known', () => {
    const most = 60_000
    const noise = Float32Array.from({ length: most }, (_, i) => Math.sin(i * 1.7) + Math.sin(i * 0.013))
    fc.assert(
      fc.property(
        fc.integer({ min: 16_384, max: most }),
        fc.array(fc.tuple(fc.nat(most - 1), fc.constantFrom(50, -50, NaN)), { maxLength: 20 }),
        fc.integer({ min: 5, max: 300 }),
        fc.nat(most),
        fc.nat(most),
        (length, spikes, pixels, a, b) => {
          const all = noise.slice(0, length)
          for (const [at, value] of spikes) if (at < length) all[at] = value + (at % 7)
          const shown = { min: Math.min(a, b, length - 1000), max: Math.min(length, Math.max(a, b)) }
          const edges = columnEdges({ unit: 'step', toX: (x) => x, toStep: (x) => x }, shown, pixels)
          const finite = all
            .subarray(Math.max(0, Math.ceil(shown.min) - 1), Math.floor(shown.max))
            .filter((value) => Number.isFinite(value))
          const known = extent([...finite])
          for (const values of [Column.over(all), new CoarseColumn(coarseOf(all)!)]) {
            const curve = new Curve(values, evenly(1), 'loss')
            curve.follow(0)
            const { at, low, high, broken } = curve.read(edges, true)
            expect(Math.min(...low)).toBeLessThanOrEqual(known.low)
            expect(Math.max(...high)).toBeGreaterThanOrEqual(known.high)
            const width = Math.max(curve.isCoarse ? 64 : 0, (shown.max - shown.min) / pixels)
            for (const [spike, value] of spikes) {
              const step = spike + 1
              if (spike >= length || step < shown.min || step > shown.max) continue
              const near = [...at.keys()].filter((i) => Math.abs(at[i]! - step) <= width + 1)
              if (Number.isNaN(value)) expect(near.some((i) => broken.has(i))).toBe(true)
              else if (value > 0) expect(Math.max(...near.map((i) => high[i]!))).toBeGreaterThanOrEqual(all[spike]!)
              else expect(Math.min(...near.map((i) => low[i]!))).toBeLessThanOrEqual(all[spike]!)
            }
          }
        }
      ),
      { numRuns: 40 }
    )
  })
  it('is not drawn again where nothing of it is in sight', () => {
    const curve = new Curve(columnOf([1, 2, 3]), told(columnOf([10, 20, 30])), 'loss')
    curve.follow(0)
    expect(curve.read(Float64Array.of(50, 60)).at).toStrictEqual([30])
    expect(curve.read(Float64Array.of(15, 25)).at).toStrictEqual([10, 20, 30])
    expect([0, 14, 16, 99].map((step) => curve.nearest(step))).toStrictEqual([0, 0, 1, 2])
  })
  it('knows its best value as points come in', () => {
    const column = columnOf([3, NaN, 2])
    const curve = new Curve(column, evenly(1), 'val_loss')
    curve.follow(0)
    expect(curve.best).toBe(2)
    column.push(1)
    curve.follow(0.5)
    expect(curve.best).toBe(3)
  })
  it('finds places in a column by halves', () =>
    expect([0, 1, 2, 3, 9].map((value) => lowerBound(columnOf([1, 2, 2, 5]), value))).toStrictEqual([0, 0, 1, 3, 4]))
})

describe('curves as text', () => {
  const series = read([
    start({ epochs: 3, steps: 2, time: 0 }),
    steps(0, 0, [0.1 + 0.2, NaN], 1000),
    epoch(0, { loss: 1 / 3, val_loss: NaN }, 1500),
    steps(1, 2, [Infinity, 1e-9], 2500),
    epoch(1, { loss: 0.25 }, 2600)
  ])
  const axis = xAxis(series, 'samples')
  const at = { samplesAt: axis.toX }
  it('have every batch in full precision', () =>
    expect([...batchLines(series, 'loss', at)].join('')).toBe(
      'step,epoch,samples,seconds,loss\n' +
        '1,1,32,0.500,0.30000000000000004\n' +
        '2,1,64,1.000,NaN\n' +
        '3,2,96,2.000,Infinity\n' +
        '4,2,128,2.500,1e-9\n'
    ))
  it('tell a value that is no number from one that was never there', () =>
    expect([...epochLines(series, 'loss', at, ',')].join('')).toBe(
      'epoch,step,samples,seconds,loss,val_loss\n1,2,64,1.000,0.3333333333333333,NaN\n2,4,128,2.500,0.25,\n'
    ))
  it('have learning rate and speed of their own', () => {
    expect([...epochLines(series, 'learning_rate', at, '\t')].slice(0, 2)).toStrictEqual([
      'epoch\tstep\tsamples\tseconds\tlearning_rate\n',
      '1\t2\t64\t1.000\t0.001\n'
    ])
    expect([...batchLines(series, 'samples_per_second', at)][1]).toBe('2,1,64,1.000,100\n')
  })
  it('are put together whole', async () => {
    const lines = Array.from({ length: 45_000 }, (_, i) => `${i}\n`)
    expect(await (await gather(lines, 'text/csv')).text()).toBe(lines.join(''))
  })
  it('go into files that any system takes', () => {
    expect(fileName(['a/b: "c"', 'loss', 'epochs'], 'csv')).toBe('a-b-c-loss-epochs.csv')
    expect(fileName(['手写数字', 'loss'], 'png')).toBe('手写数字-loss.png')
  })
})

it('time in which a run lay still before it went on does not count', () => {
  const log = continuous([
    start({ epochs: 2, steps: 2, time: 0 }),
    steps(0, 0, [1, 1], 2000),
    epoch(0, { loss: 1 }, 2500),
    steps(1, 2, [9], 3000), // after the checkpoint: done anew
    { type: 'resume', time: 100_000, epochs: 2, steps: 2, epoch: 1, first: 2 },
    steps(1, 2, [1, 1], 102_000),
    epoch(1, { loss: 1 }, 102_500)
  ])
  const series = read(log)
  expect([2, 4].map((step) => series.clock.timeAt(step))).toStrictEqual([2000, 4500])
  expect([...series.batches.get('loss')!.values.view()]).toStrictEqual([1, 1, 1, 1])
})
