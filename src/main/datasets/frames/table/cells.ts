// What the cells of a CSV are, by their text: the types of its columns, and values for the first page.
import type { ColumnType, ColumnValues } from '../../../../shared/columns'
import type { FrameColumn } from '../../frame'
import { arrayFor } from './vectors'

/** Besides nothing at all, what stands for a missing value in columns that are no texts: as R, pandas and SQL write it. */
export const MISSING = ['NA', 'N/A', '#N/A', 'n/a', '<NA>', 'NULL', 'null', 'None']
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const INTEGER = /^[+-]?\d+$/
const NOT_FINITE = /^[+-]?(nan|inf|infinity)$/i
const BOOLEAN = /^(true|false)$/i
/** Of ISO 8601. */
export const TIME = /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:\d\d)?)?)?$/

export type CellType = Extract<ColumnType, 'integer' | 'number' | 'boolean' | 'time' | 'text'>

export const DTYPES: Record<CellType, string> = {
  integer: 'int64',
  number: 'float64',
  boolean: 'bool',
  time: 'datetime64',
  text: 'str'
}
export const columnOf = (name: string, type: CellType): FrameColumn => ({ name, type, dtype: DTYPES[type], shape: [] })

const isMissing = (cell: string): boolean => cell === '' || MISSING.includes(cell)

const milliseconds = (cell: string): number => {
  if (cell.length <= 10) return Date.parse(cell)
  const text = cell.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)
}
const isTime = (cell: string): boolean => TIME.test(cell) && !Number.isNaN(milliseconds(cell))

const cellType = (cell: string): CellType => {
  if (INTEGER.test(cell)) return 'integer'
  if (NUMBER.test(cell) || NOT_FINITE.test(cell)) return 'number'
  if (BOOLEAN.test(cell)) return 'boolean'
  return isTime(cell) ? 'time' : 'text'
}

/** Finds the type of a column from as many cells as it is shown. A column of nothing but missing values is one of numbers. */
export class TypeFinder {
  #type: CellType | null = null
  /** Missing values are written out somewhere ('NA'). */
  marked = false
  #exact = true

  see(raw: string): void {
    if (this.#type === 'text') return
    const cell = raw.trim()
    if (isMissing(cell)) {
      this.marked ||= cell !== ''
      return
    }
    const type = cellType(cell)
    if (type === 'integer' && !Number.isSafeInteger(Number(cell))) this.#exact = false
    if (this.#type === null || this.#type === type) this.#type = type
    else this.#type = isNumeric(this.#type) && isNumeric(type) ? 'number' : 'text'
  }
  /** Whole numbers that float64 cannot tell apart are names rather than quantities. */
  get type(): CellType {
    return this.#type === 'integer' && !this.#exact ? 'text' : (this.#type ?? 'number')
  }
}
const isNumeric = (type: CellType): boolean => type === 'integer' || type === 'number'

/** The cells of one column as values; a cell that is not of the column's type is missing here. */
export function cellValues(cells: readonly string[], { type, dtype }: FrameColumn): ColumnValues {
  if (type === 'text') return { kind: 'texts', values: cells.map((cell) => (cell === '' ? null : cell)) }
  const data = new (arrayFor(dtype))(cells.length)
  let missing: Uint8Array<ArrayBuffer> | null = null
  cells.forEach((raw, i) => {
    const cell = raw.trim()
    const value = isMissing(cell) ? null : valueOf(cell, type as CellType)
    if (value === null) {
      missing ??= new Uint8Array(cells.length)
      missing[i] = 1
    }
    data[i] = value ?? (type === 'boolean' ? 0 : NaN)
  })
  return { kind: 'numbers', shape: [], data, missing }
}

function valueOf(cell: string, type: CellType): number | null {
  switch (type) {
    case 'boolean':
      return BOOLEAN.test(cell) ? Number(cell.toLowerCase() === 'true') : null
    case 'time':
      return isTime(cell) ? milliseconds(cell) : null
    default:
      if (NUMBER.test(cell)) return Number(cell)
      if (!NOT_FINITE.test(cell)) return null
      return /nan/i.test(cell) ? NaN : cell.startsWith('-') ? -Infinity : Infinity
  }
}

const missingList = MISSING.map((word) => `'${word}'`).join(', ')
/** SQL for a cell that was read as text, NULL where that stands for a missing value. */
export const presentSql = (cell: string): string =>
  `CASE WHEN trim(${cell}) IN ('', ${missingList}) THEN NULL ELSE trim(${cell}) END`

/** SQL for a cell that was read as text; an error where it is not of the type, or NULL if `lenient`. */
export function castSql(cell: string, type: CellType, lenient = false): string {
  const cast = lenient ? 'TRY_CAST' : 'CAST'
  switch (type) {
    case 'text':
      return cell
    case 'boolean': {
      const otherwise = lenient ? 'NULL' : "error('Conversion Error: not a boolean')"
      const word = `lower(${presentSql(cell)})`
      return `CASE ${word} WHEN 'true' THEN 1::UTINYINT WHEN 'false' THEN 0::UTINYINT ELSE CASE WHEN ${word} IS NULL THEN NULL ELSE ${otherwise} END END`
    }
    case 'time':
      return `CAST(epoch_ms(${cast}(${presentSql(cell)} AS TIMESTAMPTZ)) AS DOUBLE)`
    default:
      return `${cast}(${presentSql(cell)} AS DOUBLE)`
  }
}
