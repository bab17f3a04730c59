// Of each run and a chart's metric: the best with its epoch, the last, and how far the best is from the baseline's.
import type { PointsSeries } from '../../series/points-series'

export interface RunValue {
  id: string
  name: string
  best: number
  /** After how many epochs; NaN where there is no best. */
  epoch: number
  last: number
  /** Of the best, to that of the baseline. */
  difference: number
}
export const VALUE_COLUMNS = ['name', 'best', 'epoch', 'last', 'difference'] as const
export type ValueColumn = (typeof VALUE_COLUMNS)[number]

export interface ValueRow {
  id: string
  name: string
  series: PointsSeries | undefined
}

/** Of validation where a run has any. Rows without points have NaN in all of them. */
export function runValues(rows: readonly ValueRow[], chart: string, baseline: string | null): RunValue[] {
  const values = rows.map(({ id, name, series }): RunValue => {
    const curves = series?.curves(chart)
    const best = curves?.best
    const lead =
      curves?.all.get('validation') ?? curves?.all.get('train') ?? curves?.all.get('single') ?? curves?.all.get('batch')
    return {
      id,
      name,
      best: best?.value ?? NaN,
      epoch: best?.epoch ?? NaN,
      last: lead?.values.last ?? NaN,
      difference: NaN
    }
  })
  const base = values.find(({ id }) => id === baseline)?.best ?? NaN
  return values.map((row) => ({ ...row, difference: row.id === baseline ? 0 : row.best - base }))
}

/** Runs without a value stand last, either way. */
export function sortValues(values: readonly RunValue[], column: ValueColumn, descending: boolean): RunValue[] {
  const way = descending ? -1 : 1
  return [...values].sort((a, b) => {
    if (column === 'name') return way * a.name.localeCompare(b.name, 'en', { numeric: true })
    const [x, y] = [a[column], b[column]]
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y))
    return way * (x - y)
  })
}
