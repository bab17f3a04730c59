// The beginning of a CSV: how it is written, what its columns are, and its first rows.
import { open } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { NetloomError } from '../../../../shared/errors'
import {
  checkHeader,
  CSV_OPTIONS,
  delimiterOf,
  isNumber,
  MAX_ROW_BYTES,
  RaggedRows,
  syntaxError
} from '../../formats/csv'
import { TypeFinder } from './cells'
import { HEAD_BYTES, type Prepared } from './prepare'

/** Rows that are kept for the first page, and whose cells tell the types of columns. */
const HEAD_ROWS = 2000
/** Where else in a large file types are looked at: what begins with whole numbers may go on with others. */
const PROBES = 8
const PROBE_BYTES = 1 << 15

export interface CsvHead {
  delimiter: string
  header: boolean
  names: string[]
  /** Lines before the first one that is not empty. */
  skip: number
  /** Lines end with carriage returns alone. */
  cr: boolean
  rows: string[][]
  /** There are no more rows than these. */
  whole: boolean
  types: TypeFinder[]
  /** Of rows that are left out; the last row of a head that is cut is not among them. */
  ragged: NetloomError[]
}

/** @throws NetloomError CSV_SYNTAX, CSV_RAGGED, CSV_HEADER_*, CSV_NO_ROWS */
export async function readCsvHead(prepared: Prepared): Promise<CsvHead> {
  const { file, size } = prepared
  let { head } = prepared
  const delimiter = delimiterOf(head)
  let { rows, ragged, ended } = await firstRows(file, head, delimiter, head.length < size)
  if (rows.length < 2 && head.length < size) {
    head = await bytesAt(prepared.path, 0, Math.min(size, 4 * MAX_ROW_BYTES)) // very long rows
    ;({ rows, ragged, ended } = await firstRows(file, head, delimiter, head.length < size))
  }
  const first = rows[0]?.map((name) => name.trim())
  if (!first) throw new NetloomError('CSV_NO_ROWS', { file })
  const header = !first.every(isNumber)
  if (header) checkHeader(file, first)
  const data = header ? rows.slice(1) : rows
  if (data.length === 0) throw new NetloomError('CSV_NO_ROWS', { file })
  const types = first.map(() => new TypeFinder())
  const see = (row: string[]): void => types.forEach((type, i) => type.see(row[i]!))
  data.forEach(see)
  for (const row of await probe(prepared, delimiter, head)) if (row.length === first.length) see(row)
  return {
    delimiter,
    header,
    names: header ? first : first.map((_, i) => `x${i}`),
    skip: /^\ufeff?((\r\n|\n|\r)*)/.exec(head.toString('utf8', 0, 4096))![1]!.split(/\r\n|\n|\r/).length - 1,
    cr: head.includes(13) && !head.includes(10),
    rows: data,
    whole: head.length === size && ended,
    types,
    ragged: ragged.errors
  }
}

// The first rows; of a head that is cut, those that end in it.
async function firstRows(
  file: string,
  head: Buffer,
  delimiter: string,
  cut: boolean
): Promise<{ rows: string[][]; ragged: RaggedRows; ended: boolean }> {
  const rows: string[][] = []
  let seen = 0
  let ragged = new RaggedRows(file, 0)
  let late: [string[], number] | null = null // The last row of a head may be cut anywhere: one is looked at when another follows.
  const look = ([row, line]: [string[], number]): void => {
    if (rows.length === 0) ragged = new RaggedRows(file, row.length)
    if (ragged.keeps(row, line)) rows.push(row)
  }
  const parser = parse({
    ...CSV_OPTIONS,
    delimiter,
    relax_column_count: true, // counted here, to name the line
    to: HEAD_ROWS + 1,
    on_record: (row: string[], { lines }) => {
      seen++
      if (late) look(late)
      late = [row, lines]
      return null
    }
  })
  try {
    parser.resume()
    parser.end(head)
    await finished(parser)
  } catch (error) {
    if (!cut || rows.length < 2) throw syntaxError(file, error)
    late = null
  }
  const ended = seen <= HEAD_ROWS
  if (late && (!cut || !ended || rows.length === 0)) look(late)
  ragged.check(rows.length - 1) // but for the header
  return { rows, ragged, ended }
}

export async function bytesAt(path: string, at: number, length: number): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

// Rows from all over a large file. Where values are quoted, a line break need not end a row: then the head has to do.
async function probe({ path, size }: Prepared, delimiter: string, head: Buffer): Promise<string[][]> {
  const rows: string[][] = []
  if (size <= HEAD_BYTES || head.includes(34)) return rows
  for (let i = 1; i <= PROBES; i++) {
    const at = head.length + Math.floor(((size - head.length - PROBE_BYTES) * i) / PROBES)
    if (at <= head.length) continue
    const text = (await bytesAt(path, at, PROBE_BYTES)).toString('utf8')
    if (text.includes('"')) continue
    for (const line of text.split(/\r\n|\n|\r/).slice(1, -1)) rows.push(line.split(delimiter))
  }
  return rows
}
