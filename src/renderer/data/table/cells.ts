// Values of a table as they are read and copied.
import type { ColumnType, ColumnValues } from '../../../shared/columns'

/** Digits that a float32 and a float64 hold for certain, less those that only show how the sum was rounded. */
const DIGITS = { float32: 7, float64: 15 }

/** ISO 8601 without a zone (UTC); only the date where all the rest is 0. */
export function timeText(ms: number): string {
  if (Math.abs(ms) > 8.64e15) return String(ms)
  const [date, time] = new Date(ms).toISOString().slice(0, -1).split('T') as [string, string]
  const short = time.replace(/\.000$/, '')
  return short === '00:00:00' ? date : `${date} ${short}`
}

/** The value of one row; null where there is none. */
export function cellText(values: ColumnValues, row: number, type: ColumnType): string | null {
  if (values.kind === 'texts') return values.values[row] ?? null
  if (values.kind !== 'numbers' || values.shape.length > 0 || values.missing?.[row] === 1) return null
  const value = values.data[row]!
  if (type === 'boolean') return value === 1 ? 'true' : 'false'
  if (type === 'time') return Number.isNaN(value) ? null : timeText(value)
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value)
  const digits = values.data instanceof Float32Array ? DIGITS.float32 : DIGITS.float64
  return String(Number(value.toPrecision(digits)))
}

export const isRight = (type: ColumnType): boolean => type === 'number' || type === 'integer'

/** As spreadsheets take it: a field that would break the table is quoted. */
export const tsvField = (text: string | null): string =>
  text === null ? '' : /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
