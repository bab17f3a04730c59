// What a condition compares the values of a column with.
import type { ColumnType } from '../../../shared/columns'
import { NetloomError } from '../../../shared/errors'

/** Of a column that holds no texts. @throws NetloomError FRAME_VALUE */
export function comparedNumber(column: string, type: ColumnType, value: number | string): number {
  const number = typeof value === 'number' ? value : fromText(type, value.trim())
  if (Number.isNaN(number) || value === '') throw new NetloomError('FRAME_VALUE', { column, found: String(value) })
  return number
}

function fromText(type: ColumnType, text: string): number {
  if (type === 'boolean') return text === 'true' ? 1 : text === 'false' ? 0 : Number(text)
  if (type !== 'time') return Number(text)
  return Date.parse(/^\d{4}-\d\d-\d\d[ T][\d:.]+$/.test(text) ? `${text.replace(' ', 'T')}Z` : text)
}
