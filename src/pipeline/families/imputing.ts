// What SimpleImputer puts in the place of missing values, place by place.
import { elementsOf, rowsOf } from '../../shared/columns'
import type { NamedValues } from '../define'
import { countCategories, sortedCategories, type Category } from './categories'
import { finite, isMissing, numbersOf, plain, someOf } from './numbers'

/** By place of a row's numbers, the values that are not missing. */
function present(column: NamedValues): Float64Array[] {
  const values = numbersOf(column)
  const size = elementsOf(values.shape)
  const rows = rowsOf(values)
  return Array.from({ length: size }, (_, place) => {
    const found = new Float64Array(rows)
    let count = 0
    for (let row = 0; row < rows; row++) {
      const value = values.data[row * size + place]!
      if (!Number.isNaN(value) && !isMissing(values, row)) found[count++] = plain(value)
    }
    return found.subarray(0, count)
  })
}

const STATISTICS = {
  mean: (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length,
  median: (values: Float64Array): number => {
    const sorted = values.toSorted()
    const middle = sorted.length >> 1
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  },
  most_frequent: (values: Float64Array): number => {
    const counts = new Map<number, number>()
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
    return mostFrequent(counts) as number
  }
} as const
export type Statistic = keyof typeof STATISTICS

/** Of equally frequent ones the first in sorted order. */
function mostFrequent(counts: ReadonlyMap<Category, number>): Category {
  const most = [...counts.values()].reduce((a, b) => Math.max(a, b))
  return sortedCategories([...counts].flatMap(([value, count]) => (count === most ? [value] : [])))[0]!
}

/**
 * One value for each place, of a text column one text.
 * @throws NetloomError PIPELINE_NO_VALUES, PIPELINE_NOT_FINITE
 */
export function learnFilling(className: string, column: NamedValues, statistic: Statistic): Category[] {
  if (column.values.kind === 'texts') {
    const counts = countCategories(column.values, rowsOf(column.values))
    someOf(className, column.name, [counts.size])
    return [mostFrequent(counts)]
  }
  const places = present(column)
  someOf(
    className,
    column.name,
    places.map((values) => values.length)
  )
  return finite(
    className,
    column.name,
    places.map((values) => STATISTICS[statistic](values))
  )
}

/** 1 where a row has all of its values. */
export function completeRows({ values }: NamedValues): Uint8Array {
  const rows = rowsOf(values)
  if (values.kind === 'sequences') return new Uint8Array(rows).fill(1)
  if (values.kind !== 'numbers')
    return Uint8Array.from({ length: rows }, (_, row) => Number(values.values[row] !== null))
  const size = elementsOf(values.shape)
  const complete = (row: number): boolean =>
    !isMissing(values, row) && !values.data.subarray(row * size, (row + 1) * size).some(Number.isNaN)
  return Uint8Array.from({ length: rows }, (_, row) => Number(complete(row)))
}
