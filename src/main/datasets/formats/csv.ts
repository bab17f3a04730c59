// Comma-, semicolon- or tab-separated values in UTF-8, with a header line; or numbers alone, whose columns are named x0, x1 ...
// The strict reader, which names line and column of whatever is wrong; frames/table reads large files faster, and asks here
// where something is.
import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parse, type CsvError, type Options } from 'csv-parse'
import { parse as parseSync } from 'csv-parse/sync'
import { NetloomError } from '../../../shared/errors'
import { startsWith, type Format, type FormatInput, type TableColumns, type TableSelection } from './format'

const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff]
]
const DELIMITERS = [',', ';', '\t', '|']
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const CHUNK_BYTES = 1 << 18
export const MAX_ROW_BYTES = 1 << 24
export const CSV_OPTIONS: Options = {
  bom: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'], // also mixed, as files are that were put together
  max_record_size: MAX_ROW_BYTES
}

export const csv: Format = {
  name: 'csv',
  title: 'CSV',
  // Text has no control characters but tab, line feed, form feed and carriage return.
  matches: (head) =>
    head.length > 0 &&
    (UTF16_MARKS.some((mark) => startsWith(head, mark)) ||
      head.every((byte) => (byte >= 32 && byte !== 127) || byte === 9 || byte === 10 || byte === 12 || byte === 13)),
  async open(input) {
    const { file, bytes } = input
    if (!isUtf8(bytes)) throw new NetloomError('CSV_ENCODING', { file })
    const options = { ...CSV_OPTIONS, delimiter: delimiterOf(bytes) }
    const first = firstRow(input, options)
    const headerless = first.every(isNumber)
    const columns = headerless ? first.map((_, i) => `x${i}`) : first
    if (!headerless) checkHeader(file, columns)
    return {
      kind: 'table',
      columns,
      read: (selection) => readColumns(input, columns, { ...options, from: headerless ? 1 : 2 }, selection)
    }
  }
}

export const isNumber = (cell: string): boolean => NUMBER.test(cell.trim())

// The separator that is most frequent on the first line, outside quotes.
export function delimiterOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, MAX_ROW_BYTES)).toString('utf8').trimStart()
  const line = /^.*/.exec(text)![0].replace(/"[^"]*"/g, '')
  const count = (delimiter: string): number => line.split(delimiter).length
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

function firstRow({ file, bytes }: FormatInput, options: Options): string[] {
  let rows: string[][]
  try {
    rows = parseSync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), { ...options, to: 1, columns: false })
  } catch (error) {
    throw syntaxError(file, error)
  }
  if (!rows[0]) throw new NetloomError('CSV_NO_ROWS', { file })
  return rows[0].map((name) => name.trim())
}

/** @throws NetloomError CSV_HEADER_EMPTY, CSV_HEADER_NUMBER, CSV_HEADER_TWICE */
export function checkHeader(file: string, names: string[]): void {
  names.forEach((name, i) => {
    if (name === '') throw new NetloomError('CSV_HEADER_EMPTY', { file, column: i + 1 })
    // A file without a header whose labels are words would lose its first example to the header.
    if (isNumber(name)) throw new NetloomError('CSV_HEADER_NUMBER', { file, column: i + 1, found: name })
    if (names.indexOf(name) !== i) throw new NetloomError('CSV_HEADER_TWICE', { file, found: name })
  })
}

/** So many lines are told one by one. */
const TOLD = 1000
/** Where more rows than this share of the others are ragged, it is not they that are wrong: the delimiter is, or the first line. */
const MOST_RAGGED = 0.5

/** Rows with more or fewer values than there are columns: each is left out and told, as long as they are the exception. */
export class RaggedRows {
  /** `row`: the line. */
  readonly errors: NetloomError[] = []
  #count = 0

  constructor(
    private readonly file: string,
    private readonly columns: number
  ) {}

  /** Whether a row is kept. */
  keeps(row: readonly string[], line: number): boolean {
    if (row.length === this.columns) return true
    const args = { file: this.file, row: line, expected: this.columns, found: row.length }
    if (this.#count++ < TOLD) this.errors.push(new NetloomError('CSV_LEFT_OUT', args))
    return false
  }

  /** To be called once all rows were seen. @throws NetloomError CSV_RAGGED, of the first such row, where they are too many */
  check(kept: number): void {
    if (this.#count > Math.max(0, kept) * MOST_RAGGED) throw new NetloomError('CSV_RAGGED', this.errors[0]!.args)
  }
}

export const syntaxError = (file: string, error: unknown): NetloomError => {
  if (error instanceof NetloomError) return error
  const { message, lines } = error as CsvError & { lines?: number }
  return new NetloomError('CSV_SYNTAX', { file, row: lines ?? '?', reason: message }, { cause: error })
}

async function readColumns(
  { file, bytes }: FormatInput,
  columns: string[],
  options: Options,
  selection: TableSelection
): Promise<TableColumns> {
  const column = (name: string) => ({ name, at: columns.indexOf(name), values: new GrowingArray() })
  const numeric = [
    ...selection.numeric.map((name) => ({ ...column(name), least: -Infinity, otherwise: 'CSV_CELL' as const })),
    ...selection.weights.map((name) => ({ ...column(name), least: 0, otherwise: 'SAMPLE_WEIGHT' as const }))
  ]
  const text = selection.text.map((name) => ({ name, at: columns.indexOf(name), values: [] as string[] }))
  let rows = 0
  const ragged = new RaggedRows(file, columns.length)
  const parser = parse({
    ...options,
    columns: false,
    relax_column_count: true, // counted below, to name the line
    on_record: (row: string[], { lines }) => {
      if (!ragged.keeps(row, lines)) return null
      for (const { name, at, values, least, otherwise } of numeric) {
        const cell = row[at]!.trim()
        const value = NUMBER.test(cell) ? Number(cell) : NaN
        const held = selection.floatType === 'float32' ? Math.fround(value) : value
        if (!Number.isFinite(held) || value < least) {
          throw new NetloomError(otherwise, { file, row: lines, column: name, found: cell.slice(0, 80) })
        }
        values.push(value)
      }
      for (const { name, at, values } of text) {
        const cell = row[at]!.trim()
        if (cell === '') throw new NetloomError('CSV_CELL_EMPTY', { file, row: lines, column: name })
        values.push(cell)
      }
      rows++
      return null // nothing is passed on: the values are in the columns
    }
  })
  parser.resume()
  try {
    await pipeline(Readable.from(inChunks(bytes)), parser)
  } catch (error) {
    throw syntaxError(file, error)
  }
  ragged.check(rows)
  if (rows === 0) throw new NetloomError('CSV_NO_ROWS', { file })
  return {
    rows,
    numeric: new Map(numeric.map(({ name, values }) => [name, values.finish()])),
    text: new Map(text.map(({ name, values }) => [name, values]))
  }
}

async function* inChunks(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    await nextTurn() // parsing is synchronous: let others have their turn
    yield Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(CHUNK_BYTES, bytes.length - start))
  }
}

class GrowingArray {
  #values = new Float64Array(1024)
  #length = 0

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Float64Array(this.#values.length * 2)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.#length++] = value
  }
  finish(): Float64Array<ArrayBuffer> {
    return this.#values.slice(0, this.#length)
  }
}
