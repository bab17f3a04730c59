import { describe, expect, it } from 'vitest'
import { brokenWords, endLabels, readAt } from '../../../src/renderer/charts/curve-overlay'
import { MARGIN, plotX, plotY, stepAt, type Plot } from '../../../src/renderer/charts/curve-plot'
import { curveShapes, type CurveStyle, type Shape } from '../../../src/renderer/charts/curve-shapes'
import { DEFAULT_CURVES, parseSettings, withinRun } from '../../../src/renderer/charts/curve-view'
import { readCurves, valueRange, type MetricCurves } from '../../../src/renderer/charts/metric-curves'
import {
  clockTicks,
  easeRange,
  linearTicks,
  logTicks,
  niceStep,
  tickDecimals
} from '../../../src/renderer/charts/scale'
import { axisEnd, clockLabel, shortNumber, xAxis, X_UNITS } from '../../../src/renderer/charts/x-axis'
import { allCharts, isShown, moved } from '../../../src/renderer/curves/panels'
import { LEARNING_RATE, RunCurves, SPEED } from '../../../src/renderer/series/run-curves'
import { rgb } from '../../../src/renderer/theme/colours'
import { epoch, read, start, steps } from '../../support/run-events'

/** A run of epochs of 100 steps: batches, then each epoch's values. */
function charted(batch: number[], train: number[], validation: number[] = []): RunCurves {
  const events = [start({ epochs: Math.max(1, train.length), steps: 100 })]
  if (batch.length > 0) events.push(steps(0, 0, batch))
  train.forEach((loss, i) => events.push(epoch(i, { loss, ...(i in validation && { val_loss: validation[i]! }) })))
  const curves = new RunCurves(read(events), 'loss')
  curves.follow(0)
  return curves
}
const WIDTH = 1000
const all = { min: -Infinity, max: Infinity }
function seen(curves: RunCurves): MetricCurves {
  const axis = xAxis(curves.series, 'step')
  return readCurves(curves, axis, { min: 0, max: axisEnd(curves.series, axis) }, WIDTH, 'both')
}
const rangeOf = (curves: RunCurves, logarithmic: boolean, outliers: boolean) =>
  valueRange(seen(curves), all, logarithmic, outliers)

it('colours are read as a build shortens them', () =>
  expect([rgb('#fff'), rgb('#3b47b5')]).toStrictEqual([
    [255, 255, 255],
    [59, 71, 181]
  ]))

describe('axes', () => {
  it('take round steps', () => expect([0.7, 1, 1.2, 3, 6, 0.03].map(niceStep)).toStrictEqual([1, 1, 2, 5, 10, 0.05]))
  it('label round values inside the range', () => {
    expect(linearTicks({ min: 0.13, max: 1.02 }, 5).map(({ label }) => label)).toStrictEqual([0.2, 0.4, 0.6, 0.8, 1])
    expect(linearTicks({ min: 1, max: 1 }, 5)).toStrictEqual([])
    expect(tickDecimals(linearTicks({ min: 0, max: 0.2 }, 5))).toBe(2)
  })
  it('label 1, 2, 5 on a logarithmic axis, and something even within a part of a decade', () => {
    expect(logTicks({ min: -1, max: 0 }, 6).map(({ label }) => label)).toStrictEqual([0.1, 0.2, 0.5, 1])
    expect(logTicks({ min: Math.log10(0.61), max: Math.log10(0.9) }, 5).length).toBeGreaterThan(1)
  })
  it('label time as clocks do', () => {
    expect(clockTicks({ min: 0, max: 150 }, 5).map(({ label }) => clockLabel(label))).toStrictEqual([
      '0s',
      '30s',
      '1:00',
      '1:30',
      '2:00',
      '2:30'
    ])
    expect([0.25, 61.5, 3660].map(clockLabel)).toStrictEqual(['0.25s', '1:01.5', '1:01:00'])
  })
  it('shorten numbers only where nothing is lost', () =>
    expect([999, 1000, 20_000, 1_500_000, 1_234_567].map(shortNumber)).toStrictEqual([
      '999',
      '1k',
      '20k',
      '1.5M',
      '1,234,567'
    ]))
  it('ease towards a range and arrive', () => {
    let range = { min: 0, max: 1 }
    let frames = 0
    for (
      let next = easeRange(range, { min: 0.5, max: 3 }, 16);
      next;
      next = easeRange(range, { min: 0.5, max: 3 }, 16)
    ) {
      expect(next.max).toBeGreaterThan(range.max)
      range = next
      frames++
    }
    expect(frames).toBeLessThan(60)
  })
})

describe('the x axis', () => {
  // 250 examples in batches of 100: three steps an epoch, the last of 50. One second a step, validation for two.
  const series = read([
    start({ epochs: 2, steps: 3, batch_size: 100, examples: { train: 250, validation: 9, test: 0 }, time: 1000 }),
    steps(0, 0, [1, 1, 1], 4000),
    epoch(0, { loss: 1 }, 6000),
    steps(1, 3, [1, 1, 1], 9000),
    epoch(1, { loss: 1 }, 11_000)
  ])
  it('counts epochs, steps, examples and seconds', () => {
    expect(X_UNITS.map((unit) => [0, 1, 3, 4, 6].map(xAxis(series, unit).toX))).toStrictEqual([
      [0, 1 / 3, 1, 4 / 3, 2],
      [0, 1, 3, 4, 6],
      [0, 1, 3, 6, 8],
      [0, 100, 250, 350, 500]
    ])
  })
  it('leads back to the step', () => {
    for (const unit of X_UNITS)
      for (const step of [0, 0.5, 1, 2, 2.5, 3, 3.5, 4, 6]) {
        const { toX, toStep } = xAxis(series, unit)
        // Within the last, smaller batch of an epoch examples do not tell steps apart.
        if (unit !== 'samples' || step % 3 <= 2) expect(toStep(toX(step))).toBeCloseTo(step)
      }
  })
  it('counts whole batches where the number of steps is given', () => {
    const given = read([
      start({ epochs: 1, steps: 5, batch_size: 100, examples: { train: 250, validation: 0, test: 0 } })
    ])
    expect(xAxis(given, 'samples').toX(5)).toBe(500)
  })
  it('leaves out the time in which the run was paused', () => {
    const paused = read([
      start({ epochs: 1, steps: 4, time: 0 }),
      steps(0, 0, [1, 1], 2000),
      { type: 'pause', time: 2500 },
      { type: 'continue', time: 60_000 },
      steps(0, 2, [1, 1], 62_000),
      epoch(0, { loss: 1 }, 62_500)
    ])
    expect([2, 4].map(xAxis(paused, 'time').toX)).toStrictEqual([2, 4.5])
    expect(paused.clock.last).toBe(5000)
  })
  it('ends where the run did, or leaves room for what is to come', () => {
    const live = read([
      start({ epochs: 100, steps: 10 }),
      ...Array.from({ length: 12 }, (_, i) => epoch(i, { loss: 1 }))
    ])
    expect(axisEnd(live, xAxis(live, 'epoch'))).toBe(20)
    live.apply({ type: 'end', time: 9, status: 'stopped' })
    expect(axisEnd(live, xAxis(live, 'epoch'))).toBe(12)
  })
})

describe('the range of values', () => {
  it('is something even without a value', () =>
    expect(rangeOf(charted([NaN], []), false, false)).toStrictEqual({ min: 0, max: 1 }))
  it('holds every epoch, but not the first batches of a run', () => {
    const noisy = charted([9, ...Array.from({ length: 99 }, () => 0.5)], [0.6, 0.5], [0.7, 1.4])
    expect(rangeOf(noisy, false, false).max).toBeCloseTo(1.454)
    expect(rangeOf(noisy, false, true).max).toBeGreaterThan(9)
  })
  it('leaves out an epoch that is far off, unless outliers count', () => {
    const far = charted([], [1, 0.9, 0.8, 0.7, 0.6, 1e6, 0.5, 0.4, 0.3, 0.2])
    expect(rangeOf(far, false, false).max).toBeLessThan(2)
    expect(rangeOf(far, false, true).max).toBeGreaterThan(1e6)
  })
  it('has no stripe below 0 or far above 1', () => {
    const range = rangeOf(charted([], [0.01, 0.99]), false, false)
    expect(range.min).toBe(0)
    expect(range.max).toBeLessThan(1.01)
  })
  it('is of logarithms where asked, without values that have none', () => {
    const { min, max } = rangeOf(charted([], [0, 0.1, 1]), true, false)
    expect(min).toBeCloseTo(-1.06)
    expect(max).toBeCloseTo(0.06)
  })
})

const style: CurveStyle = {
  colour: '#0072b2',
  panel: '#ffffff',
  bad: '#b0281c',
  axis: '#666666',
  grid: '#dddddd',
  font: 'serif',
  dark: false
}
const plotOf = (curves: RunCurves, change: Partial<Plot> = {}): Plot => {
  const axis = xAxis(curves.series, 'epoch')
  return {
    width: 500,
    height: 300,
    axis,
    shown: { min: 0, max: 2 },
    range: { min: 0, max: 1 },
    logarithmic: false,
    ...change
  }
}

describe('places in the plot', () => {
  it('go from steps to pixels and back', () => {
    const plot = plotOf(charted([], [1, 1]))
    expect(stepAt(plot, plotX(plot, 135))).toBeCloseTo(135)
    const zoomed = { ...plot, shown: { min: 0.5, max: 1 } }
    expect(plotX(zoomed, 50)).toBeCloseTo(MARGIN.left)
  })
  it('never overlap two labels', () => {
    const curves = charted([], [0.5, 0.5], [0.5, 0.501])
    const labels = endLabels(seen(curves), plotOf(curves), 200)
    expect(Math.abs(labels[0]!.y - labels[1]!.y)).toBeGreaterThanOrEqual(16)
    expect(labels.find(({ split }) => split === 'validation')!.y).toBeLessThan(
      labels.find(({ split }) => split === 'train')!.y
    )
  })
  it('keep labels inside at the edge', () => {
    const curves = charted([], [0], [0.001])
    const plot = plotOf(curves)
    for (const { y } of endLabels(seen(curves), plot, 100)) expect(y).toBeLessThanOrEqual(plotY(plot, 0))
  })
})

describe('what is drawn', () => {
  const linesOf = (shapes: Shape[]) => shapes.filter((shape) => shape.type === 'polyline')
  it('is train solid, validation dashed, and the best ringed', () => {
    const curves = charted([], [0.5, 0.4, 0.3], [0.6, 0.4, 0.5])
    const plot = plotOf(curves, { shown: { min: 0, max: 3 } })
    const { clipped, free } = curveShapes(seen(curves), curves.best, plot, style)
    expect(linesOf(clipped).map(({ style: { lineDash } }) => lineDash)).toStrictEqual(['solid', [5, 4]])
    const rings = free.filter((shape) => shape.type === 'circle' && shape.shape.r === 7.5)
    expect(rings).toMatchObject([{ shape: { cx: plotX(plot, 200), cy: plotY(plot, 0.4) } }])
  })
  it('breaks at what is no number, marks it, and says where', () => {
    const curves = charted([0.5, 0.4, NaN, NaN, 0.3, 0.2, Infinity], [0.5])
    const drawn = seen(curves)
    expect(drawn.broken.map(({ first, to, value }) => [first, to, value])).toStrictEqual([
      [3, 4, NaN],
      [7, 7, Infinity]
    ])
    const { clipped } = curveShapes(drawn, null, plotOf(curves), style)
    expect(linesOf(clipped)).toHaveLength(2)
    expect(clipped.filter(({ type }) => type === 'rect')).toHaveLength(2)
    expect(brokenWords(drawn.broken, plotOf(curves)).map(({ span }) => span.value)).toStrictEqual([NaN])
  })
  it('is a dot where there is one point alone', () => {
    const { clipped } = curveShapes(seen(charted([0.5], [])), null, plotOf(charted([0.5], [])), style)
    expect(clipped.map(({ type }) => type)).toStrictEqual(['circle'])
  })
  it('is smoothed with the measured curve behind', () => {
    const curves = charted([], [0.5, 0.1, 0.5])
    curves.follow(0.9)
    const shapes = linesOf(curveShapes(seen(curves), null, plotOf(curves), style).clipped)
    expect(shapes.map(({ style: { lineWidth } }) => lineWidth)).toStrictEqual([1.25, 2.25])
  })
  it('tells the values under the crosshair', () => {
    const curves = charted([0.9, 0.8, 0.7], [0.5, 0.4], [0.6])
    expect(readAt(curves, seen(curves), 2.2)).toStrictEqual({
      step: 2,
      epoch: 1,
      rows: [
        { kind: 'train', value: 0.5, smoothed: NaN, at: 100 },
        { kind: 'validation', value: 0.6, smoothed: NaN, at: 100 },
        { kind: 'batch', value: 0.8, smoothed: NaN, at: 2 }
      ]
    })
  })
})

describe('charts of a run', () => {
  const series = charted([1], [1]).series
  it('are the metrics unless hidden, and others where they are asked for', () => {
    const charts = allCharts(['loss', 'mae'], { ...DEFAULT_CURVES, order: ['mae', 'gone'] })
    expect(charts).toStrictEqual(['mae', 'loss', LEARNING_RATE, SPEED])
    const settings = { ...DEFAULT_CURVES, hidden: ['mae'], shown: [SPEED] }
    expect(charts.filter((chart) => isShown(chart, settings, series))).toStrictEqual(['loss', SPEED])
  })
  it('have the learning rate among them where it changes', () => {
    const changing = read([
      start({ epochs: 2, steps: 1 }),
      epoch(0, { loss: 1 }, 3000, 0.1),
      epoch(1, { loss: 1 }, 4000, 0.05)
    ])
    expect([series, changing].map((one) => isShown(LEARNING_RATE, DEFAULT_CURVES, one))).toStrictEqual([false, true])
    const curves = new RunCurves(changing, LEARNING_RATE)
    curves.follow(0)
    expect([...curves.all.get('single')!.values.view()]).toStrictEqual([0.1, 0.05])
  })
  it('change places', () => {
    expect(moved(['a', 'b', 'c'], 'a', 'c')).toStrictEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 'c', 'a')).toStrictEqual(['c', 'a', 'b'])
  })
  it('are drawn as was kept, whatever else is in the storage', () => {
    expect(parseSettings(null)).toStrictEqual(DEFAULT_CURVES)
    expect(parseSettings('[1')).toStrictEqual(DEFAULT_CURVES)
    expect(parseSettings('{"smoothing":7,"x":"time","size":"vast","order":["loss",3]}')).toStrictEqual({
      ...DEFAULT_CURVES,
      smoothing: 0.999,
      x: 'time',
      order: ['loss']
    })
  })
  it('zoom within the run, and no closer than a step', () => {
    expect(withinRun({ from: -5, to: 5 }, 100)).toStrictEqual({ from: 0, to: 10 })
    expect(withinRun({ from: 99.9, to: 99.95 }, 100)).toStrictEqual({ from: 99, to: 100 })
    expect(withinRun({ from: -5, to: 200 }, 100)).toBeNull()
  })
})
