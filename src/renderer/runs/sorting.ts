import type { RunSummary } from '../../shared/run-list'
import type { Setting } from '../../shared/setting'
import type { RunColumn } from './columns'

export interface Sorting {
  column: string
  descending: boolean
}

/** By several columns, the first one first. What is missing or no number comes last, whichever way. */
export function sortRuns(
  runs: readonly RunSummary[],
  columns: ReadonlyMap<string, RunColumn>,
  sorting: readonly Sorting[]
): RunSummary[] {
  const compare = new Intl.Collator(undefined, { numeric: true }).compare
  const keys = sorting.flatMap(({ column: id, descending }) => {
    const column = columns.get(id)
    return column ? [{ ranks: ranksOf(runs.map(column.rank ?? column.value), compare), sign: descending ? -1 : 1 }] : []
  })
  const order = Array.from(runs.keys()).sort((a, b) => {
    for (const { ranks, sign } of keys) {
      const [x, y] = [ranks[a]!, ranks[b]!]
      if (x === y || (Number.isNaN(x) && Number.isNaN(y))) continue
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1
      return sign * (x < y ? -1 : 1)
    }
    return a - b
  })
  return order.map((i) => runs[i]!)
}

/** Numbers in the order of the values: comparing texts is dear. Numbers come before texts; NaN stands for what is missing. */
function ranksOf(values: readonly Setting[], compare: (a: string, b: string) => number): Float64Array {
  const isText = values.some((value) => value !== null && typeof value !== 'number')
  if (!isText) return Float64Array.from(values, (value) => (typeof value === 'number' ? value : NaN))
  const known = [...new Set(values.filter((value) => value !== null && !Number.isNaN(value)))]
  const isNumber = (value: Setting): value is number => typeof value === 'number'
  const numbers = known.filter(isNumber).sort((a, b) => a - b)
  const texts = known.filter((value) => !isNumber(value)).sort((a, b) => compare(String(a), String(b)))
  const rank = new Map<Setting, number>([...numbers, ...texts].map((value, i) => [value, i]))
  return Float64Array.from(values, (value) => rank.get(value) ?? NaN)
}

/**
 * What a click on a column's name makes of it: of one that is sorted by the other way, else by it. With `add` the others stay, and the
 * third click takes it out.
 * @param first whether it begins with the largest
 */
export function clicked(sorting: readonly Sorting[], column: string, first: boolean, add: boolean): Sorting[] {
  const known = sorting.find((one) => one.column === column)
  const turned = { column, descending: known ? !known.descending : first }
  if (!add) return [sorting.length > 1 && known ? { ...known } : turned]
  if (!known) return [...sorting, turned]
  const isDone = known.descending !== first && sorting.length > 1
  return sorting.flatMap((one) => (one !== known ? [one] : isDone ? [] : [turned]))
}
