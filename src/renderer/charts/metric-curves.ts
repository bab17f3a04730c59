// Chart: one metric of one run. Accepts the run's columns, draws train solid and validation dashed in the run's colour,
// batches thin and light (each stretch's mean, in a band from its lowest to its highest value, so that no spike is
// lost), epochs bold with points, the best ringed.
import { bestRow, VALIDATION, type RunSeries } from '../series/run-series'
import type { ChartOption } from './echarts'
import { linearTicks, logTicks, quantile, type Range, type Tick } from './scale'

export interface MetricCurves {
  /** Batches in stretches: x in epochs since the start, 1 at the end of the first. */
  batch: { x: number; low: number; high: number; mean: number }[]
  /** [epoch, value], counted from 1. */
  train: [number, number][]
  validation: [number, number][]
  best: { split: 'train' | 'validation'; point: [number, number] } | null
  /** Epochs on the x axis. */
  epochs: number
}
export interface CurveStyle {
  colour: string
  /** The same colour, light enough to lie behind. */
  batchColour: string
  bandColour: string
  axis: string
  grid: string
  panel: string
  font: string
}
export const MARGIN = { left: 46, right: 104, top: 14, bottom: 26 }

const PIXELS_PER_STRETCH = 3
/** With this many stretches, the outermost of them no longer count for the bounds of the axis. */
const ROBUST_FROM = 30
const OUTER = 0.03
/** Bounds of the axis leave this share of the span free. */
const PADDING = 0.06

/** `width`: pixels that the batches may take; each of their points gets a few. */
export function readCurves(series: RunSeries, metric: string, width: number): MetricCurves {
  const steps = series.stepsPerEpoch
  const stretches = series.batches.get(metric)?.reduced.read(width / PIXELS_PER_STRETCH) ?? []
  const batch = stretches.map(({ index, ...values }) => ({ x: (index + 1) / steps, ...values }))
  const points = (name: string): [number, number][] =>
    [...(series.epochLogs.get(name)?.view() ?? [])].map((value, epoch): [number, number] => [epoch + 1, value])
  const split = bestRow(series.epochLogs.get(VALIDATION + metric), metric) >= 0 ? 'validation' : 'train'
  const column = series.epochLogs.get(split === 'validation' ? VALIDATION + metric : metric)
  const row = bestRow(column, metric)
  return {
    batch,
    train: points(metric),
    validation: points(VALIDATION + metric),
    best: row < 0 ? null : { split, point: [row + 1, column!.at(row)] },
    epochs: epochsShown(series)
  }
}

/** All planned epochs where they are few or done, else room for as many again as there are by now. */
function epochsShown(series: RunSeries): number {
  const planned = series.start?.epochs ?? 1
  if (series.end) return Math.max(1, Math.ceil(series.steps / series.stepsPerEpoch), series.epochs)
  if (planned <= 20) return planned
  let shown = 10
  while (shown < series.epochs * 1.2) shown *= 2
  return Math.min(planned, shown)
}

/**
 * Bounds of the y axis: every epoch's value, and the batches' means but for the outermost, for noise and the first
 * batches of a run would otherwise press the curves flat; with `everything`, every single batch.
 */
export function valueRange(curves: MetricCurves, logarithmic: boolean, everything: boolean): Range {
  const plot = (value: number): number => (logarithmic ? Math.log10(value) : value)
  const usable = (value: number): boolean => Number.isFinite(value) && (!logarithmic || value > 0)
  const epochs = [...curves.train, ...curves.validation].map(([, value]) => value).filter(usable)
  const batches = curves.batch.flatMap(({ low, high, mean }) => (everything ? [low, high] : [mean])).filter(usable)
  const outer = everything || epochs.length === 0 || batches.length < ROBUST_FROM ? 0 : OUTER
  const bounds = batches.length > 0 ? [quantile(batches, outer), quantile(batches, 1 - outer)] : []
  const values = [...epochs, ...bounds].map(plot)
  if (values.length === 0) return logarithmic ? { min: -1, max: 0 } : { min: 0, max: 1 }
  const [min, max] = [Math.min(...values), Math.max(...values)]
  const span = max - min || Math.abs(max) * 0.1 || 1
  const padded = { min: min - span * PADDING, max: max + span * PADDING }
  if (logarithmic) return padded
  // A loss or an accuracy is never below 0, an accuracy never above 1: no empty stripe beyond.
  return {
    min: min >= 0 ? Math.max(0, padded.min) : padded.min,
    max: max <= 1 && max > 0.9 ? Math.min(1.004, padded.max) : padded.max
  }
}

export const valueTicks = (range: Range, logarithmic: boolean, height: number): Tick[] => {
  const count = Math.max(2, Math.floor(height / 38))
  return logarithmic ? logTicks(range, count) : linearTicks(range, count)
}

export function epochTicks(epochs: number, width: number): Tick[] {
  const ticks = linearTicks({ min: 0, max: epochs }, Math.max(2, Math.min(12, Math.floor(width / 34))))
  return ticks.filter(({ at }) => Number.isInteger(at))
}

export function curvesOption(
  curves: MetricCurves,
  range: Range,
  ticks: { x: Tick[]; y: Tick[] },
  logarithmic: boolean,
  style: CurveStyle,
  label: (tick: Tick) => string
): ChartOption {
  const plot = (points: [number, number][]): [number, number][] =>
    logarithmic ? points.map(([x, value]) => [x, value > 0 ? Math.log10(value) : NaN]) : points
  const upper = plot(curves.batch.map(({ x, high }) => [x, high]))
  const lower = plot(curves.batch.map(({ x, low }) => [x, low]))
  const outline = [...upper, ...lower.reverse()].filter(([, value]) => Number.isFinite(value))
  const labels = new Map(ticks.y.map((tick) => [tick.at, label(tick)]))
  const [few, many] = [
    { symbolSize: 6, showSymbol: true },
    { symbolSize: 4, showSymbol: false }
  ]
  const points = curves.train.length > 60 ? many : few
  const axisLabel = { color: style.axis, fontFamily: style.font, fontSize: 11 }
  const epochLine = { type: 'line' as const, clip: true, silent: true, symbol: 'circle', z: 3, ...points }
  return {
    animation: false,
    grid: { ...MARGIN, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: 0,
      max: curves.epochs,
      axisLine: { show: true, onZero: false, lineStyle: { color: style.grid } },
      axisTick: { show: false, customValues: ticks.x.map(({ at }) => at) },
      axisLabel: { ...axisLabel, customValues: ticks.x.map(({ at }) => at) },
      splitLine: { show: false }
    },
    yAxis: {
      type: 'value',
      min: range.min,
      max: range.max,
      axisLine: { show: false },
      axisTick: { show: false, customValues: ticks.y.map(({ at }) => at) },
      axisLabel: {
        ...axisLabel,
        customValues: ticks.y.map(({ at }) => at),
        formatter: (at: number) => labels.get(at) ?? ''
      },
      splitLine: { lineStyle: { color: style.grid } }
    },
    series: [
      {
        id: 'spread',
        type: 'custom',
        data: [[0, 0]],
        silent: true,
        clip: true,
        z: 1,
        renderItem: (_params, api) => ({
          type: 'polygon',
          shape: { points: outline.map((point) => api.coord(point)) },
          style: { fill: style.bandColour }
        })
      },
      {
        id: 'batch',
        type: 'line',
        data: plot(curves.batch.map(({ x, mean }) => [x, mean])),
        showSymbol: false,
        silent: true,
        clip: true,
        z: 2,
        lineStyle: { width: 1, color: style.batchColour, join: 'round' }
      },
      {
        ...epochLine,
        id: 'train',
        data: plot(curves.train),
        lineStyle: { width: 2.25, color: style.colour },
        itemStyle: { color: style.colour, borderColor: style.panel, borderWidth: 1 }
      },
      {
        ...epochLine,
        id: 'validation',
        data: plot(curves.validation),
        lineStyle: { width: 2.25, color: style.colour, type: [5, 4] },
        itemStyle: { color: style.panel, borderColor: style.colour, borderWidth: 1.75 }
      },
      {
        id: 'best',
        type: 'scatter',
        data: curves.best ? plot([curves.best.point]) : [],
        symbol: 'circle',
        symbolSize: 15,
        silent: true,
        z: 4,
        itemStyle: { color: 'transparent', borderColor: style.colour, borderWidth: 1.5 }
      }
    ]
  }
}
