import { VALIDATION, type RunSeries } from '../series/run-series'
import { MARGIN, type MetricCurves } from './metric-curves'
import type { Range } from './scale'

export interface Plot {
  width: number
  height: number
  epochs: number
  range: Range
  logarithmic: boolean
}

export const plotX = (plot: Plot, x: number): number =>
  MARGIN.left + (x / plot.epochs) * (plot.width - MARGIN.left - MARGIN.right)

export const plotY = (plot: Plot, value: number): number => {
  const at = plot.logarithmic ? Math.log10(value) : value
  const share = (at - plot.range.min) / (plot.range.max - plot.range.min)
  return plot.height - MARGIN.bottom - share * (plot.height - MARGIN.top - MARGIN.bottom)
}

export const epochAt = (plot: Plot, pixel: number): number => {
  const share = (pixel - MARGIN.left) / (plot.width - MARGIN.left - MARGIN.right)
  return Math.min(1, Math.max(0, share)) * plot.epochs
}

export interface EndLabel {
  split: 'train' | 'validation'
  x: number
  y: number
  value: number
}
const LABEL_HEIGHT = 16

/** A label for each curve, right of all that is drawn (`done` epochs), pushed apart where two would overlap and kept inside the plot. */
export function endLabels(curves: MetricCurves, plot: Plot, done: number): EndLabel[] {
  const labels = (['train', 'validation'] as const).flatMap((split): EndLabel[] => {
    const last = curves[split].at(-1)
    if (!last || !Number.isFinite(last[1])) return []
    return [{ split, x: plotX(plot, Math.max(done, last[0])) + 12, y: plotY(plot, last[1]), value: last[1] }]
  })
  const [a, b] = labels
  if (a && b && Math.abs(a.y - b.y) < LABEL_HEIGHT) {
    const middle = (a.y + b.y) / 2
    const aAbove = a.y <= b.y
    a.y = middle + (aAbove ? -LABEL_HEIGHT : LABEL_HEIGHT) / 2
    b.y = middle + (aAbove ? LABEL_HEIGHT : -LABEL_HEIGHT) / 2
  }
  const [top, bottom] = [MARGIN.top, plot.height - MARGIN.bottom - LABEL_HEIGHT / 2]
  const over = Math.max(0, ...labels.map((label) => label.y - bottom))
  const under = Math.max(0, ...labels.map((label) => top - label.y))
  for (const label of labels) label.y += under - over
  return labels
}

export interface Reading {
  /** The epoch (from 1) whose end is nearest; 0 before the first has ended. */
  epoch: number
  /** The step (from 1) under the crosshair, of the whole run; 0 before the first. */
  step: number
  batch: number
  train: number
  validation: number
}

/** The exact values under the crosshair. */
export function readAt(series: RunSeries, metric: string, x: number): Reading {
  const step = Math.min(Math.max(1, Math.round(x * series.stepsPerEpoch)), series.steps)
  const epoch = Math.min(Math.max(1, Math.round(x)), series.epochs)
  return {
    epoch,
    step,
    batch: series.batches.get(metric)?.values.at(step - 1) ?? NaN,
    train: series.epochLogs.get(metric)?.at(epoch - 1) ?? NaN,
    validation: series.epochLogs.get(VALIDATION + metric)?.at(epoch - 1) ?? NaN
  }
}
