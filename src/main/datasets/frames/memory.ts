// What frames whose columns are in memory have in common.
import { elementsOf, takeRows, type ColumnValues } from '../../../shared/columns'
import { NetloomError } from '../../../shared/errors'
import type { RowSelection } from '../frame'

/** @param file or what else the data are called */
export const unknownColumn = (file: string, found: string, columns: readonly { name: string }[]): NetloomError =>
  new NetloomError('FRAME_COLUMN', { file, found, known: columns.map(({ name }) => name).join(', ') })

/** Consecutive numbers are views, not copies. */
export function selected(values: ColumnValues, rows: RowSelection): ColumnValues {
  if (rows instanceof Uint32Array) return takeRows(values, rows)
  const { first, count } = rows
  if (values.kind === 'numbers') {
    const size = elementsOf(values.shape)
    return {
      ...values,
      data: values.data.subarray(first * size, (first + count) * size),
      missing: values.missing && values.missing.subarray(first, first + count)
    }
  }
  return takeRows(
    values,
    Uint32Array.from({ length: count }, (_, i) => first + i)
  )
}
