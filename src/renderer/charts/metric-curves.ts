// Chart: one metric of one run (or its learning rate, or its speed). Reads the run's curves for what is in sight.
import type { CurveKind, RunCurves } from '../series/run-curves'
import type { Reduced } from '../series/curve'
import { columnEdges } from './curve-plot'
import { linearTicks, logTicks, quantile, type Range, type Tick } from './scale'
import type { XAxis } from './x-axis'

/** Which curves of a metric are drawn. */
export const DETAILS = ['both', 'epochs', 'batches'] as const
export type Detail = (typeof DETAILS)[number]

export interface DrawnCurve {
  kind: CurveKind
  raw: Reduced
  /** Where curves are smoothed; the raw one is drawn faintly behind. */
  smooth: Reduced | null
}
/** A stretch whose values are no numbers. */
export interface BrokenSpan {
  /** In steps; `first` is the first such point. */
  from: number
  to: number
  first: number
  /** That point's value: NaN or an infinity. */
  value: number
}
export interface MetricCurves {
  drawn: DrawnCurve[]
  broken: BrokenSpan[]
}

/** Single columns of pixels would make of a noisy curve one grey. */
const PIXELS_PER_COLUMN = 2
/** With this many points, the outermost of them no longer count for the bounds of the axis. */
const ROBUST_FROM = 30
const OUTER = 0.03
/** An epoch's value is an outlier this many times as far off as most lie apart. */
const FAR = 20
/** Bounds of the axis leave this share of the span free. */
const PADDING = 0.06

/**
 * @param width pixels: every other column of them gets a low and a high
 * @param loosely see Curve.read: for many curves at once
 */
export function readCurves(
  curves: Pick<RunCurves, 'all'>,
  axis: XAxis,
  shown: Range,
  width: number,
  detail: Detail,
  loosely = false
): MetricCurves {
  const edges = columnEdges(axis, shown, width / PIXELS_PER_COLUMN)
  const drawn: DrawnCurve[] = []
  const broken: BrokenSpan[] = []
  for (const [kind, curve] of curves.all) {
    if ((kind === 'batch' && detail === 'epochs') || (kind !== 'batch' && kind !== 'single' && detail === 'batches'))
      continue
    const raw = curve.read(edges, loosely)
    drawn.push({ kind, raw, smooth: curve.readSmoothed(edges, loosely) })
    let before = -2
    for (const [index, first] of raw.broken) {
      if (index === before + 1) broken.at(-1)!.to = raw.at[index]!
      else {
        const at = raw.at[index]!
        broken.push({ from: at, to: at, first: curve.positions.at(first), value: curve.values.at(first) })
      }
      before = index
    }
  }
  return { drawn, broken }
}

/**
 * Bounds of the y axis for what is in sight. Without outliers: of batches without the outermost, for noise and the first
 * of them would press the curves flat; of epochs without those that are far off all others.
 */
export function valueRange(curves: MetricCurves, sight: Range, logarithmic: boolean, outliers: boolean): Range {
  const plot = (value: number): number => (logarithmic ? Math.log10(value) : value)
  const usable = (value: number): boolean => Number.isFinite(value) && (!logarithmic || value > 0)
  const bounds: number[] = []
  for (const { kind, raw, smooth } of curves.drawn) {
    const inSight = (reduced: Reduced, values: number[]): number[] =>
      values.filter((value, i) => usable(value) && reduced.at[i]! >= sight.min && reduced.at[i]! <= sight.max)
    if (outliers) bounds.push(...inSight(raw, raw.low), ...inSight(raw, raw.high))
    else if (kind === 'batch' || kind === 'single') bounds.push(...without(inSight(raw, raw.mean), OUTER))
    else bounds.push(...near(inSight(raw, raw.low)), ...near(inSight(raw, raw.high)))
    if (smooth) bounds.push(...without(inSight(smooth, smooth.mean), outliers ? 0 : OUTER / 3))
  }
  let [min, max] = [Infinity, -Infinity]
  for (const value of bounds) {
    min = Math.min(min, plot(value))
    max = Math.max(max, plot(value))
  }
  if (min > max) return logarithmic ? { min: -1, max: 0 } : { min: 0, max: 1 }
  const span = max - min || Math.abs(max) * 0.1 || 1
  const padded = { min: min - span * PADDING, max: max + span * PADDING }
  if (logarithmic) return padded
  // A loss or an accuracy is never below 0, an accuracy never above 1: no empty stripe beyond.
  return {
    min: min >= 0 ? Math.max(0, padded.min) : padded.min,
    max: max <= 1 && max > 0.9 ? Math.min(1.004, padded.max) : padded.max
  }
}

/** Lowest and highest but for a share at either end. */
function without(values: number[], share: number): number[] {
  if (values.length === 0) return []
  if (values.length < ROBUST_FROM || share === 0) return [values.reduce(lower), values.reduce(higher)]
  const sorted = Float64Array.from(values).sort() // as typed numbers, several times as fast
  const outer = Math.round(share * (sorted.length - 1))
  return [sorted[outer]!, sorted[sorted.length - 1 - outer]!]
}
const lower = (a: number, b: number): number => (b < a ? b : a)
const higher = (a: number, b: number): number => (b > a ? b : a)

/** Lowest and highest of those that are not far off. */
function near(values: number[]): number[] {
  if (values.length < 8) return values
  const [low, high] = [quantile(values, 0.1), quantile(values, 0.9)]
  const far = FAR * (high - low || Math.abs(high) || 1)
  return values.filter((value) => value >= low - far && value <= high + far)
}

export const valueTicks = (range: Range, logarithmic: boolean, height: number): Tick[] => {
  const count = Math.max(2, Math.floor(height / 38))
  return logarithmic ? logTicks(range, count) : linearTicks(range, count)
}

export function epochTicks(epochs: number, width: number): Tick[] {
  const ticks = linearTicks({ min: 0, max: epochs }, Math.max(2, Math.min(12, Math.floor(width / 34))))
  return ticks.filter(({ at }) => Number.isInteger(at))
}
