// Categories: the distinct values of a column in sorted order, as scikit-learn's encoders learn them.
import type { ColumnValues } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import type { ColumnShape, NamedValues } from '../define'
import { isMissing, isScalar, plain } from './numbers'

export type Category = number | string

export const CATEGORICAL = words('texts or single numbers', '文本或单个数值')

export const isCategorical = (column: ColumnShape): boolean => column.type === 'text' || isScalar(column)
export const isText = ({ type }: ColumnShape): boolean => type === 'text'

/** The value of a row; null where it is missing. */
export function categoryOf(values: ColumnValues, row: number): Category | null {
  if (values.kind === 'texts') return values.values[row]!
  if (values.kind !== 'numbers' || isMissing(values, row)) return null
  return plain(values.data[row]!)
}

/** The order of Unicode's code points, that of UTF-8 bytes and of Python; JavaScript's own puts emoji before some letters. */
export function byCodePoint(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i] !== b[i]) {
      // The rest of a surrogate pair decides only between two pairs with the same first half.
      const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
      return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1
    }
  }
  return a.length - b.length
}
const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xe000

/** Numbers by value, texts by character. */
export function sortedCategories(categories: Iterable<Category>): Category[] {
  const list = [...categories]
  return list.every((category) => typeof category === 'number')
    ? list.sort((a, b) => a - b)
    : list.map(String).sort(byCodePoint)
}

/** How often each value occurs, in the order of their first rows. */
export function countCategories(values: ColumnValues, rows: number): Map<Category, number> {
  const counts = new Map<Category, number>()
  for (let row = 0; row < rows; row++) {
    const category = categoryOf(values, row)
    if (category !== null) counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  return counts
}

/** @throws NetloomError PIPELINE_NO_VALUES, PIPELINE_NOT_FINITE */
export function learnCategories(className: string, column: NamedValues, rows: number): Category[] {
  const categories = sortedCategories(countCategories(column.values, rows).keys())
  if (categories.length === 0) throw new NetloomError('PIPELINE_NO_VALUES', { className, column: column.name })
  const infinite = categories.find((category) => typeof category === 'number' && !Number.isFinite(category))
  if (infinite !== undefined) {
    throw new NetloomError('PIPELINE_NOT_FINITE', { className, column: column.name, found: String(infinite) })
  }
  return categories
}
