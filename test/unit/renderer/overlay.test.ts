// Curves of many runs in one plot: their points as columns, differences, groups, labels.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnEdges } from '../../../src/renderer/charts/curve-plot'
import {
  groupItem,
  minus,
  readRun,
  sharedAxis,
  sharedEnd,
  sharedRange,
  spread,
  valueAt,
  type OverlayItem,
  type OverlayRun
} from '../../../src/renderer/charts/overlay-curves'
import { itemAt, itemLabels, LABEL_HEIGHT, pushedApart, shortNames } from '../../../src/renderer/charts/overlay-labels'
import { exactAt, readRuns, windowOf } from '../../../src/renderer/charts/overlay-reading'
import { plotY, type Plot } from '../../../src/renderer/charts/curve-plot'
import { runValues, sortValues } from '../../../src/renderer/compare/curves/run-values'
import type { Reduced } from '../../../src/renderer/series/curve'
import { epochTable, pointLines } from '../../../src/renderer/series/overlay-text'
import { PointsSeries } from '../../../src/renderer/series/points-series'
import { xAxis } from '../../../src/renderer/charts/x-axis'
import type { RunPoints } from '../../../src/shared/run-points'
import { epoch, steps } from '../../support/run-events'

const line = (at: number[], mean: number[]): Reduced => ({
  dense: false,
  at,
  low: mean,
  high: mean,
  mean,
  broken: new Map()
})
const item = (id: string, at: number[], mean: number[]): OverlayItem => ({
  id,
  name: id,
  colour: '#123456',
  runs: 1,
  isGroup: false,
  curves: { drawn: [{ kind: 'train', raw: line(at, mean), smooth: null }], broken: [] }
})
/** `perEpoch` steps an epoch, of `batch` examples, each of `ms`. */
function points(runId: string, losses: number[], epochs: number[], perEpoch: number, batch = 10, ms = 100): RunPoints {
  return {
    runId,
    start: { time: 1000, epochs: epochs.length, steps: perEpoch, batch_size: batch, examples: perEpoch * batch },
    ended: true,
    epochs: epochs.length,
    steps: losses.length,
    clock: { steps: Float64Array.of(0, losses.length), ms: Float64Array.of(0, losses.length * ms) },
    points: [
      { log: 'loss', kind: 'step', at: null, values: Float32Array.from(losses) },
      {
        log: 'val_loss',
        kind: 'epoch',
        at: Float64Array.from(epochs, (_, i) => i + 1),
        values: Float64Array.from(epochs)
      }
    ],
    logs: ['loss', 'val_loss', 'learning_rate']
  }
}
function run(
  id: string,
  ...told: Parameters<typeof points> extends [string, ...infer Rest] ? Rest : never
): OverlayRun {
  const series = new PointsSeries(id)
  series.take(points(id, ...told), 1000)
  return { id, name: id, colour: '#123456', series }
}

describe('points of a run', () => {
  it('become curves over the very arrays that came', () => {
    const { series } = run('a', [3, 2, 1, 0.5], [1.5, 0.75], 2)
    const { all, best } = series.curves('loss')
    expect([...all.keys()]).toStrictEqual(['batch', 'validation'])
    expect(best).toStrictEqual({ split: 'validation', step: 4, epoch: 2, value: 0.75 })
    expect(series.curves('accuracy').all.size).toBe(0)
    expect(series.curves('loss')).toBe(series.curves('loss'))
  })
  it('grow with the events of a run that goes on, whatever was seen of them before', () => {
    const told = { ...points('a', [3, 2], [1.5], 2), ended: false }
    const series = new PointsSeries('a')
    series.take(told, 1200)
    series.curves('loss').follow(0)
    for (let twice = 0; twice < 2; twice++) {
      expect(series.apply(steps(0, 1, [2]))).toBe(true)
      expect(series.apply(steps(1, 2, [1, 0.5]))).toBe(true)
      expect(series.apply(epoch(1, { loss: 0.75, val_loss: 0.7 }))).toBe(true)
    }
    const { all } = series.curves('loss')
    expect([...all.get('batch')!.values.view()]).toStrictEqual([3, 2, 1, 0.5])
    expect([...all.get('validation')!.values.view()]).toStrictEqual([1.5, 0.7])
    expect([series.steps, series.epochs]).toStrictEqual([4, 2])
    // What comes later than what is missing has to be read anew, as has a run that goes on from an earlier place.
    expect(series.apply(steps(4, 9, [1]))).toBe(false)
    expect(series.apply({ type: 'resume', time: 1, epochs: 2, steps: 2, epoch: 0, first: 0 })).toBe(false)
  })
  it('are let go of by chart', () => {
    const { series } = run('a', [3, 2], [1], 2)
    expect(series.size).toBe(3)
    expect(series.keepOnly(['accuracy'])).toStrictEqual(['loss', 'val_loss'])
    expect(series.size).toBe(0)
    expect(series.curves('loss').all.size).toBe(0)
  })
})

describe('one axis for runs of other batch sizes and speeds', () => {
  const a = run('a', [4, 3, 2, 1], [2, 1], 2, 10, 100)
  const b = run('b', [4, 3.5, 3, 2.5, 2, 1.5, 1, 0.5], [2, 1], 4, 5, 200)
  it('puts the same epoch, time or number of samples at the same place', () => {
    const at = (one: OverlayRun, unit: Parameters<typeof readRun>[2], end: number): number[] =>
      readRun(one, 'loss', unit, { min: 0, max: end }, 400, 'both').curves.drawn.find(
        ({ kind }) => kind === 'validation'
      )!.raw.at
    expect([at(a, 'epoch', 2), at(b, 'epoch', 2)]).toStrictEqual([
      [1, 2],
      [1, 2]
    ])
    expect([at(a, 'step', 8), at(b, 'step', 8)]).toStrictEqual([
      [2, 4],
      [4, 8]
    ])
    expect([at(a, 'time', 2), at(b, 'time', 2)]).toStrictEqual([
      [0.2, 0.4],
      [0.8, 1.6]
    ])
    expect([at(a, 'samples', 40), at(b, 'samples', 40)]).toStrictEqual([
      [20, 40],
      [20, 40]
    ])
    expect(sharedEnd([a, b], 'step')).toBe(8)
    expect(sharedEnd([a, b], 'time')).toBeCloseTo(1.6)
    expect(sharedEnd([], 'time')).toBe(1)
  })
  it('reads exact values and differences at a place, the highest first', () => {
    const kinds = new Set(['validation', 'batch'] as const)
    const rows = readRuns([a, b], 'loss', 'epoch', 2, kinds, a)
    expect(rows.map(({ id, leading, values }) => [id, leading, values.batch])).toStrictEqual([
      ['a', 1, 1],
      ['b', 1, 0.5]
    ])
    expect(rows[1]!.difference).toBe(0)
    expect(rows[0]!.difference).toBeNaN()
    const batches = readRuns([a, b], 'loss', 'epoch', 1.5, new Set(['batch']), a)
    expect(batches.map(({ leading, difference }) => [leading, difference])).toStrictEqual([
      [2, NaN],
      [1.5, -0.5]
    ])
  })
  it('reads between points, and nothing beyond the ends', () => {
    const curve = a.series.curves('loss').all.get('validation')!
    expect([1.9, 2, 3, 4, 4.1].map((step) => exactAt(curve, step))).toStrictEqual([NaN, 2, 1.5, 1, NaN])
  })
})

describe('differences to a baseline', () => {
  it('are those of straight lines between its points', () => {
    const base = item('base', [0, 2, 4], [4, 2, 2])
    const { curves } = minus(item('a', [0, 1, 2, 3, 5], [5, 5, 5, 5, 5]), base)
    expect(curves.drawn[0]!.raw.mean).toStrictEqual([1, 2, 3, 3, NaN])
    expect(minus(base, base).curves.drawn[0]!.raw.mean).toStrictEqual([0, 0, 0])
  })
  it('of a curve and itself are 0, and with the baseline give the curve again', () => {
    const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(values, values, (ours, theirs) => {
        const at = (many: number[]): number[] => many.map((_, i) => i)
        const base = item('base', at(theirs), theirs)
        const difference = minus(item('a', at(ours), ours), base).curves.drawn[0]!.raw.mean
        difference.forEach((value, i) => {
          if (i < theirs.length) expect(value + theirs[i]!).toBeCloseTo(ours[i]!, 8)
          else expect(value).toBeNaN()
        })
        expect(minus(base, base).curves.drawn[0]!.raw.mean.every((value) => value === 0)).toBe(true)
      }),
      { numRuns: 50 }
    )
  })
  it('leave out what the baseline does not have', () => {
    const other = item('base', [0], [1])
    other.curves.drawn[0]!.kind = 'validation'
    expect(minus(item('a', [0], [1]), other).curves.drawn).toStrictEqual([])
  })
})

describe('groups', () => {
  const columns = columnEdges(sharedAxis('epoch'), { min: 0, max: 4 }, 8)
  it('have the mean and the standard deviation of a sample, or the extremes', () => {
    const curves = [line([1, 2], [1, 10]), line([1, 2], [3, 20]), line([1, 2], [5, 60])]
    const std = spread(curves, 'std', columns)
    expect([std.at, std.mean]).toStrictEqual([
      [1, 2],
      [3, 30]
    ])
    expect([std.low[0], std.high[0]]).toStrictEqual([1, 5])
    expect(std.high[1]! - 30).toBeCloseTo(Math.sqrt((400 + 100 + 900) / 2))
    const extremes = spread(curves, 'range', columns)
    expect([extremes.low, extremes.high]).toStrictEqual([
      [1, 10],
      [5, 60]
    ])
  })
  it('count only runs that have got so far, and what is a number', () => {
    const grouped = spread([line([1, 2, 3], [1, 1, 1]), line([1, 2], [3, NaN])], 'std', columns)
    expect(grouped.mean).toStrictEqual([2, 1, 1])
    expect(grouped.high).toStrictEqual([2 + Math.SQRT2, 1, 1])
  })
  it('of one run are that run, its band of no height', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 40 }), (values) => {
        const only = line(
          values.map((_, i) => i),
          values
        )
        const grouped = spread([only], 'std', columns)
        expect(grouped.mean).toStrictEqual(values.map((value) => value + 0))
        expect(grouped.low).toStrictEqual(grouped.high)
      }),
      { numRuns: 40 }
    )
  })
  it('keep the mean between the extremes, at places of their own or of pixels', () => {
    const many = Array.from({ length: 5 }, (_, run) => {
      const at = Array.from({ length: 200 }, (_, i) => (i + run / 5) / 50)
      return line(
        at,
        at.map((x) => Math.sin(x) + run)
      )
    })
    const grouped = spread(many, 'range', columns)
    expect(grouped.at).toHaveLength(8)
    grouped.mean.forEach((mean, i) => {
      expect(mean).toBeGreaterThanOrEqual(grouped.low[i]!)
      expect(mean).toBeLessThanOrEqual(grouped.high[i]!)
    })
  })
  it('are drawn by epochs where there are any', () => {
    const told = [run('a', [4, 3, 2, 1], [2, 1], 2), run('b', [4, 4, 4, 4], [4, 3], 2)]
    const members = told.map((one) => readRun(one, 'loss', 'epoch', { min: 0, max: 2 }, 400, 'both'))
    const group = groupItem({ id: 'g', name: 'g', colour: '#000000', members: ['a', 'b'] }, members, 'range', columns)
    expect(group.runs).toBe(2)
    expect(group.curves.drawn.map(({ kind, raw }) => [kind, raw.mean])).toStrictEqual([['validation', [3, 2]]])
  })
})

describe('the y axis of many runs', () => {
  it('is not pressed flat by one that went astray, unless outliers are asked for', () => {
    const items = Array.from({ length: 10 }, (_, i) => item(`${i}`, [0, 1, 2], [1, 0.5, 0.1 + i / 100]))
    items.push(item('astray', [0, 1, 2], [1, 1e4, 1e6]))
    expect(sharedRange(items, { min: 0, max: 2 }, false, false).max).toBeLessThan(2)
    expect(sharedRange(items, { min: 0, max: 2 }, false, true).max).toBeGreaterThan(1e6)
    expect(sharedRange([], { min: 0, max: 2 }, true, false)).toStrictEqual({ min: -1, max: 0 })
  })
})

describe('labels', () => {
  const plot: Plot = {
    width: 500,
    height: 200,
    axis: sharedAxis('epoch'),
    shown: { min: 0, max: 2 },
    range: { min: 0, max: 1 },
    logarithmic: false
  }
  it('lie apart, in the order of the curves, inside the plot', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { maxLength: 10 }), (places) => {
        const apart = pushedApart(
          places.map((y) => ({ y })),
          14,
          174
        )
        apart.forEach(({ y }, i) => {
          expect(y).toBeGreaterThanOrEqual(14 - 1e-9)
          expect(y).toBeLessThanOrEqual(174 + 1e-9)
          if (i > 0) expect(y - apart[i - 1]!.y).toBeGreaterThanOrEqual(LABEL_HEIGHT - 1e-9)
        })
      }),
      { numRuns: 60 }
    )
  })
  it('give way to a list where they are too many', () => {
    const items = Array.from({ length: 13 }, (_, i) => item(`${i}`, [0, 2], [0, i / 12]))
    expect(itemLabels(items, plot)).toBeNull()
    expect(itemLabels(items.slice(0, 5), plot)!.map(({ id }) => id)).toStrictEqual(['4', '3', '2', '1', '0'])
  })
  it('are what tells names apart, from a whole word on', () => {
    expect([...shortNames(['mlp lr=0.01', 'mlp lr=0.001']).values()]).toStrictEqual(['lr=0.01', 'lr=0.001'])
    expect([...shortNames(['mlp', 'mlp-2']).values()]).toStrictEqual(['mlp', 'mlp-2'])
    expect([...shortNames(['only one']).values()]).toStrictEqual(['only one'])
  })
  it('find the curve under the pointer', () => {
    const items = [item('low', [0, 2], [0.2, 0.2]), item('high', [0, 2], [0.8, 0.8])]
    expect(itemAt(items, plot, 200, plotY(plot, 0.8) + 3)?.id).toBe('high')
    expect(itemAt(items, plot, 200, plotY(plot, 0.5))).toBeNull()
  })
  it('show those around the one that is meant', () => {
    expect(windowOf([0, 1, 2, 3, 4], 3, 3)).toStrictEqual({ shown: [2, 3, 4], above: 2, below: 0 })
    expect(windowOf([0, 1], 0, 3)).toStrictEqual({ shown: [0, 1], above: 0, below: 0 })
  })
})

describe('values of runs', () => {
  const rows = ['a', 'b', 'c'].map((id, i) => ({
    id,
    name: id,
    series: i < 2 ? run(id, [1, 1], [0.5 - i / 4, 0.6 - i / 4], 1).series : undefined
  }))
  it('are the best with its epoch, the last, and the difference to the baseline', () => {
    const [a, b, c] = runValues(rows, 'loss', 'a')
    expect(a).toStrictEqual({ id: 'a', name: 'a', best: 0.5, epoch: 1, last: 0.6, difference: 0 })
    expect([b!.best, b!.difference]).toStrictEqual([0.25, -0.25])
    expect(c!.best).toBeNaN()
  })
  it('are sorted with those that have none last', () => {
    const values = runValues(rows, 'loss', 'a')
    expect(sortValues(values, 'best', false).map(({ id }) => id)).toStrictEqual(['b', 'a', 'c'])
    expect(sortValues(values, 'best', true).map(({ id }) => id)).toStrictEqual(['a', 'b', 'c'])
    expect(sortValues(values, 'name', true).map(({ id }) => id)).toStrictEqual(['c', 'b', 'a'])
  })
  it('become text, a point a line or an epoch a line', () => {
    const told = rows
      .slice(0, 2)
      .map(({ name, series }) => ({ name, series: series!, samplesAt: xAxis(series!, 'samples').toX }))
    const lines = [...pointLines(told, 'loss', 'epochs')]
    expect(lines[0]).toBe('run,log,step,epoch,samples,seconds,value\n')
    expect(lines[1]).toBe('a,val_loss,1,1,10,0.100,0.5\n')
    expect(lines).toHaveLength(5)
    expect([...pointLines(told, 'loss', 'batches')].at(-1)).toBe('b,loss,2,2,20,0.200,1\n')
    expect([...epochTable(told, 'loss')]).toStrictEqual([
      'epoch\ta val_loss\tb val_loss\n',
      '1\t0.5\t0.25\n',
      '2\t0.6\t0.35\n'
    ])
  })
})

it('valueAt is exact at points and NaN beyond', () => {
  expect([-1, 0, 1, 3, 4].map((x) => valueAt([0, 2, 3], [1, 3, 7], x))).toStrictEqual([NaN, 1, 2, 7, NaN])
  expect(valueAt([], [], 0)).toBeNaN()
})
