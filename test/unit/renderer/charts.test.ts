import { describe, expect, it } from 'vitest'
import { endLabels, epochAt, plotX, plotY, type Plot } from '../../../src/renderer/charts/curve-overlay'
import { valueRange, type MetricCurves } from '../../../src/renderer/charts/metric-curves'
import { easeRange, linearTicks, logTicks, niceStep, tickDecimals } from '../../../src/renderer/charts/scale'
import { rgb } from '../../../src/renderer/theme/colours'

const curves = (batch: number[], train: number[], validation: number[] = []): MetricCurves => ({
  batch: batch.map((value, i) => ({ x: i / 100, low: value, high: value, mean: value })),
  train: train.map((value, i) => [i + 1, value]),
  validation: validation.map((value, i) => [i + 1, value]),
  best: null,
  epochs: 5
})

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

describe('the range of values', () => {
  it('is something even without a value', () =>
    expect(valueRange(curves([NaN], []), false, false)).toStrictEqual({ min: 0, max: 1 }))
  it('holds every epoch, but not the first batches of a run', () => {
    const noisy = curves([9, ...Array.from({ length: 400 }, () => 0.5)], [0.6, 0.5], [0.7, 1.4])
    expect(valueRange(noisy, false, false).max).toBeCloseTo(1.454)
    expect(valueRange(noisy, false, true).max).toBeGreaterThan(9)
  })
  it('has no stripe below 0 or far above 1', () => {
    const range = valueRange(curves([], [0.01, 0.99]), false, false)
    expect(range.min).toBe(0)
    expect(range.max).toBeLessThan(1.01)
  })
  it('is of logarithms where asked, without values that have none', () => {
    const { min, max } = valueRange(curves([], [0, 0.1, 1]), true, false)
    expect(min).toBeCloseTo(-1.06)
    expect(max).toBeCloseTo(0.06)
  })
})

describe('places in the plot', () => {
  const plot: Plot = { width: 500, height: 300, epochs: 5, range: { min: 0, max: 1 }, logarithmic: false }
  it('go from epochs to pixels and back', () => expect(epochAt(plot, plotX(plot, 3.5))).toBeCloseTo(3.5))
  it('never overlap two labels', () => {
    const labels = endLabels(curves([], [0.5, 0.5], [0.5, 0.501]), plot, 2)
    expect(Math.abs(labels[0]!.y - labels[1]!.y)).toBeGreaterThanOrEqual(16)
    expect(labels.find(({ split }) => split === 'validation')!.y).toBeLessThan(
      labels.find(({ split }) => split === 'train')!.y
    )
  })
  it('keep labels inside at the edge', () => {
    const labels = endLabels(curves([], [0], [0.001]), plot, 1)
    for (const { y } of labels) expect(y).toBeLessThanOrEqual(plotY(plot, 0))
  })
})
