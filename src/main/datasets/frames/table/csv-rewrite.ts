// A CSV through the strict reader, which names what is wrong with it, into one that is well written beyond doubt.
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { NetloomError } from '../../../../shared/errors'
import { CSV_OPTIONS, RaggedRows, syntaxError } from '../../formats/csv'
import type { CsvHead } from './csv-head'
import type { Prepared } from './prepare'

/**
 * Without a header, separated by commas, and without ragged rows.
 * @returns an error for each row that is left out @throws NetloomError CSV_RAGGED, CSV_SYNTAX, CSV_NO_ROWS
 */
export async function rewrite({ file, path }: Prepared, head: CsvHead, to: string): Promise<NetloomError[]> {
  const ragged = new RaggedRows(file, head.names.length)
  let rows = 0
  const parser = parse({
    ...CSV_OPTIONS,
    delimiter: head.delimiter,
    relax_column_count: true, // counted here, to name the line
    from: head.header ? 2 : 1,
    on_record: (row: string[], { lines }) => {
      if (!ragged.keeps(row, lines)) return null
      rows++
      return row
    }
  })
  async function* written(records: AsyncIterable<string[]>): AsyncGenerator<string> {
    for await (const row of records) yield `${row.map(field).join(',')}\n`
  }
  const field = (value: string): string => (value === '' ? '' : `"${value.replaceAll('"', '""')}"`)
  try {
    await pipeline(createReadStream(path), parser, written, createWriteStream(to))
  } catch (error) {
    throw syntaxError(file, error)
  }
  ragged.check(rows)
  if (rows === 0) throw new NetloomError('CSV_NO_ROWS', { file })
  return ragged.errors
}
