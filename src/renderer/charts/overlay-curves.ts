// Curves of many runs in one plot, all in the unit of its x axis: as they are, as differences to one of them, or as means and
// bands of groups of them.
import type { Reduced } from '../series/curve'
import type { PointsSeries } from '../series/points-series'
import type { CurveKind } from '../series/run-curves'
import type { Detail, DrawnCurve, MetricCurves } from './metric-curves'
import { readCurves, valueRange } from './metric-curves'
import type { Range } from './scale'
import { axisEnd, xAxis, type XAxis, type XUnit } from './x-axis'

export interface OverlayRun {
  id: string
  name: string
  /** A CSS variable or '#rrggbb'. */
  colour: string
  series: PointsSeries
}
export interface OverlayGroup {
  id: string
  name: string
  colour: string
  /** Ids of its runs. */
  members: readonly string[]
}
export const BANDS = ['std', 'range'] as const
/** What a group's band shows: one standard deviation either way, or from the lowest to the highest. */
export type Band = (typeof BANDS)[number]

/** A run or a group as it is drawn; places are in the unit of the axis. */
export interface OverlayItem {
  id: string
  name: string
  colour: string
  /** How many runs. */
  runs: number
  isGroup: boolean
  curves: MetricCurves
}

/** More runs than this are drawn without bands of extremes and without the raw curve behind the smoothed one. */
export const FEW_RUNS = 4

/** An axis that counts in its own unit: runs with other batch sizes have no steps in common. */
export const sharedAxis = (unit: XUnit): XAxis => ({ unit, toX: (x) => x, toStep: (x) => x })

/** Where the longest of them ends, in the unit. */
export const sharedEnd = (runs: readonly OverlayRun[], unit: XUnit): number =>
  runs.reduce((end, { series }) => Math.max(end, series.start ? axisEnd(series, xAxis(series, unit)) : 0), 0) || 1

export function readRun(
  run: OverlayRun,
  chart: string,
  unit: XUnit,
  shown: Range,
  width: number,
  detail: Detail
): OverlayItem {
  const axis = xAxis(run.series, unit)
  const curves = readCurves(run.series.curves(chart), axis, shown, width, detail, true)
  for (const { raw, smooth } of curves.drawn) for (const reduced of [raw, smooth]) place(reduced, axis)
  const broken = curves.broken.map((span) => ({ ...span, from: axis.toX(span.from), to: axis.toX(span.to) }))
  return { id: run.id, name: run.name, colour: run.colour, runs: 1, isGroup: false, curves: { ...curves, broken } }
}
function place(reduced: Reduced | null, axis: XAxis): void {
  if (!reduced || axis.unit === 'step') return
  for (let i = 0; i < reduced.at.length; i++) reduced.at[i] = axis.toX(reduced.at[i]!)
}

/** The value of a curve at x, on the straight line between its neighbours; NaN beyond its ends. `at` never falls. */
export function valueAt(at: ArrayLike<number>, values: ArrayLike<number>, x: number): number {
  const { length } = at
  if (length === 0 || !(x >= at[0]! - 1e-9) || x > at[length - 1]! + 1e-9) return NaN
  let [low, high] = [0, length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at[middle]! < x) low = middle + 1
    else high = middle
  }
  if (low === 0 || at[low]! <= x) return values[low]!
  const share = (x - at[low - 1]!) / (at[low]! - at[low - 1]!)
  // Between two equal values nothing is rounded.
  return values[low - 1]! + share * (values[low]! - values[low - 1]!)
}

/** Every curve minus the same of another item, where both are. */
export function minus(item: OverlayItem, base: OverlayItem): OverlayItem {
  const drawn = item.curves.drawn.flatMap(({ kind, raw, smooth }): DrawnCurve[] => {
    const other = base.curves.drawn.find((one) => one.kind === kind)
    if (!other) return []
    return [{ kind, raw: less(raw, other.raw), smooth: smooth && other.smooth && less(smooth, other.smooth) }]
  })
  return { ...item, curves: { drawn, broken: [] } }
}
function less(curve: Reduced, base: Reduced): Reduced {
  const by = curve.at.map((x) => valueAt(base.at, base.mean, x))
  const minusBase = (values: number[]): number[] => values.map((value, i) => value - by[i]!)
  return {
    ...curve,
    low: minusBase(curve.low),
    high: minusBase(curve.high),
    mean: minusBase(curve.mean)
  }
}

/** Mean and band of a group's runs at each x where any of them has a value; one `null` where it has no curves at all. */
export function groupItem(
  group: OverlayGroup,
  members: readonly OverlayItem[],
  band: Band,
  columns: Float64Array
): OverlayItem {
  const kinds = new Set(members.flatMap(({ curves }) => curves.drawn.map(({ kind }) => kind)))
  if (kinds.has('train') || kinds.has('validation')) kinds.delete('batch')
  const drawn = [...kinds].map((kind): DrawnCurve => {
    const curves = members.flatMap(({ curves: { drawn } }) => drawn.find((one) => one.kind === kind) ?? [])
    const smoothed = curves.every(({ smooth }) => smooth)
    return {
      kind,
      raw: spread(
        curves.map(({ raw, smooth }) => (smoothed ? smooth! : raw)),
        band,
        columns
      ),
      smooth: null
    }
  })
  const { id, name, colour } = group
  return { id, name, colour, runs: members.length, isGroup: true, curves: { drawn, broken: [] } }
}

/** More places than this are brought to the columns of the plot. */
const MOST_PLACES = 400

/**
 * Mean and band at the places that the curves themselves have (epochs, where the axis counts them), or in the middle of each
 * column of pixels where those are too many. The standard deviation is that of a sample (n - 1); that of one run is 0.
 */
export function spread(curves: readonly Reduced[], band: Band, columns: Float64Array): Reduced {
  const own = new Set(curves.flatMap(({ at }) => at.map((x) => Number(x.toPrecision(12)))))
  const places =
    own.size <= MOST_PLACES
      ? [...own].sort((a, b) => a - b)
      : Array.from(columns.subarray(1), (x, i) => (x + columns[i]!) / 2)
  const result: Reduced = { dense: true, at: [], low: [], high: [], mean: [], broken: new Map() }
  for (const x of places) {
    let [n, mean, squares, low, high] = [0, 0, 0, Infinity, -Infinity]
    for (const curve of curves) {
      const value = valueAt(curve.at, curve.mean, x)
      if (!Number.isFinite(value)) continue
      // Welford's way: it loses no digits where values lie close together.
      n++
      const before = value - mean
      mean += before / n
      squares += before * (value - mean)
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    if (n === 0) continue
    const deviation = n > 1 ? Math.sqrt(squares / (n - 1)) : 0
    result.at.push(x)
    result.mean.push(mean)
    result.low.push(band === 'std' ? mean - deviation : low)
    result.high.push(band === 'std' ? mean + deviation : high)
  }
  return result
}

/** With as many curves, one that is far off all others no longer counts for the bounds of the axis. */
const ROBUST_FROM = 8
const FAR = 4

/** Bounds of the y axis for all of them together. */
export function sharedRange(
  items: readonly OverlayItem[],
  shown: Range,
  logarithmic: boolean,
  outliers: boolean
): Range {
  const sight = { min: shown.min - 1e-9, max: shown.max + 1e-9 }
  const ranges = items
    .filter(({ curves }) =>
      curves.drawn.some(({ raw }) => raw.mean.some((y) => Number.isFinite(y) && (!logarithmic || y > 0)))
    )
    .map((item) => valueRange(item.curves, sight, logarithmic, outliers))
  if (ranges.length === 0) return valueRange({ drawn: [], broken: [] }, sight, logarithmic, outliers)
  let kept = ranges
  if (!outliers && ranges.length >= ROBUST_FROM) {
    const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!
    const [low, high] = [median(ranges.map(({ min }) => min)), median(ranges.map(({ max }) => max))]
    const far = FAR * (high - low || Math.abs(high) || 1)
    kept = ranges.filter(({ min, max }) => max <= high + far && min >= low - far)
  }
  return { min: Math.min(...kept.map(({ min }) => min)), max: Math.max(...kept.map(({ max }) => max)) }
}

/** Which of a run's curves speaks for it in a list. */
export const LEADING: readonly CurveKind[] = ['validation', 'train', 'single', 'batch']
export const leading = ({ curves }: OverlayItem): DrawnCurve | null =>
  LEADING.flatMap((kind) => curves.drawn.find((one) => one.kind === kind && one.raw.at.length > 0) ?? [])[0] ?? null
