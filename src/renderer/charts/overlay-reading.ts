// What the curves of many runs say at one place of the x axis: exact values, not those of pixels.
import type { Curve } from '../series/curve'
import type { CurveKind } from '../series/run-curves'
import { LEADING, valueAt, type OverlayItem, type OverlayRun } from './overlay-curves'
import { xAxis, type XUnit } from './x-axis'

export interface ReadRow {
  id: string
  name: string
  colour: string
  runs: number
  values: Partial<Record<CurveKind, number>>
  /** The one that rows are sorted by. */
  leading: number
  /** To the baseline, of the leading value; NaN without. */
  difference: number
  /** Of a group: where its band lies. */
  band: readonly [low: number, high: number] | null
}

/** The value of a curve at a step, on the line between the points beside it; NaN beyond its ends. */
export function exactAt({ values, positions, smoothed }: Curve, step: number): number {
  const { length } = values
  const shown = smoothed ?? values
  if (length === 0 || step > positions.at(length - 1) + 1e-6) return NaN
  const after = positions.firstFrom(step)
  const [x0, x1] = [positions.at(after - 1), positions.at(after)]
  if (after === 0) return step >= x1 - 1e-6 ? shown.at(0) : NaN
  if (after >= length) return shown.at(length - 1)
  return shown.at(after - 1) + ((step - x0) / (x1 - x0)) * (shown.at(after) - shown.at(after - 1))
}

/** The point of a curve that is nearest to a step: of a run that has ended before, -1. */
function nearestPoint(curve: Curve, step: number, reach: number): number {
  const index = curve.nearest(step)
  return index < 0 || Math.abs(curve.positions.at(index) - step) > reach ? -1 : index
}

const leadOf = (values: ReadRow['values']): CurveKind | undefined =>
  LEADING.find((kind) => Number.isFinite(values[kind])) ?? LEADING.find((kind) => values[kind] !== undefined)

/**
 * Rows of runs at x, the highest first.
 * @param kinds the curves that are drawn
 */
export function readRuns(
  runs: readonly OverlayRun[],
  chart: string,
  unit: XUnit,
  x: number,
  kinds: ReadonlySet<CurveKind>,
  baseline: OverlayRun | null
): ReadRow[] {
  const baseCurves = baseline?.series.curves(chart).all
  const baseAxis = baseline && xAxis(baseline.series, unit)
  const rows = runs.map((run): ReadRow => {
    const axis = xAxis(run.series, unit)
    const { all } = run.series.curves(chart)
    const step = axis.toStep(x)
    const values: ReadRow['values'] = {}
    const places = new Map<CurveKind, number>()
    for (const [kind, curve] of all) {
      if (!kinds.has(kind)) continue
      const index = nearestPoint(curve, step, kind === 'batch' ? 1 : run.series.stepsPerEpoch)
      values[kind] = (curve.smoothed ?? curve.values).at(index)
      places.set(kind, curve.positions.at(index))
    }
    const lead = leadOf(values)
    const value = lead ? values[lead]! : NaN
    // Where that point lies, not where the pointer does: between them the baseline goes on.
    const base = lead && run !== baseline ? baseCurves?.get(lead) : undefined
    const difference = base && lead ? value - exactAt(base, baseAxis!.toStep(axis.toX(places.get(lead)!))) : NaN
    return { id: run.id, name: run.name, colour: run.colour, runs: 1, values, leading: value, difference, band: null }
  })
  return highestFirst(rows)
}

/** Rows of groups at x: their means and bands as they are drawn. */
export function readGroups(items: readonly OverlayItem[], x: number): ReadRow[] {
  const rows = items.map(({ id, name, colour, runs, curves }): ReadRow => {
    const values: ReadRow['values'] = {}
    for (const { kind, raw } of curves.drawn) values[kind] = valueAt(raw.at, raw.mean, x)
    const lead = leadOf(values)
    const raw = curves.drawn.find(({ kind }) => kind === lead)?.raw
    const band = raw ? ([valueAt(raw.at, raw.low, x), valueAt(raw.at, raw.high, x)] as const) : null
    return { id, name, colour, runs, values, leading: lead ? values[lead]! : NaN, difference: NaN, band }
  })
  return highestFirst(rows)
}

const highestFirst = (rows: ReadRow[]): ReadRow[] => {
  const rank = (value: number): number => (Number.isFinite(value) ? value : -Infinity)
  return rows.sort((a, b) => rank(b.leading) - rank(a.leading) || 0)
}

/** As many rows as there is room for, those around the `centre`th. */
export function windowOf<T>(
  rows: readonly T[],
  centre: number,
  room: number
): { shown: T[]; above: number; below: number } {
  const first = Math.max(0, Math.min(rows.length - room, Math.round(centre - (room - 1) / 2)))
  const shown = rows.slice(first, first + room)
  return { shown, above: first, below: rows.length - first - shown.length }
}
