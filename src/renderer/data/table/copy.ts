// A selection as text for spreadsheets.
import type { DataView } from '../../../shared/data-contract'
import { cellText, tsvField } from './cells'
import type { Column } from './roles'
import type { ReadRows } from './use-rows'

/** A clipboard takes more; what pastes it does not. */
export const MOST_COPIED = 1_000_000
const CHUNK = 4096

/** Rows `first .. last` of a view, both included, with names above where all columns are taken. */
export async function asTsv(
  read: ReadRows,
  view: DataView,
  columns: readonly Column[],
  rows: { first: number; last: number },
  named: boolean
): Promise<{ text: string; rows: number }> {
  const lines = named ? [columns.map(({ name }) => tsvField(name)).join('\t')] : []
  const most = Math.max(1, Math.floor(MOST_COPIED / columns.length))
  const end = Math.min(rows.last + 1, rows.first + most)
  for (let first = rows.first; first < end; first += CHUNK) {
    const count = Math.min(CHUNK, end - first)
    const page = await read({ columns: columns.map(({ name }) => name), first, count, view })
    for (let row = 0; row < page.rows.length; row++)
      lines.push(columns.map(({ type }, i) => tsvField(cellText(page.values[i]!, row, type))).join('\t'))
  }
  return { text: lines.join('\n'), rows: end - rows.first }
}
