// Tables as text for spreadsheets: full numbers, names above.
import { tsvField } from '../data/table/cells'

export interface TextTable {
  names: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}
const csvField = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const lines = ({ names, rows }: TextTable, field: (text: string) => string, between: string): string[] =>
  [names, ...rows].map((row) => row.map((value) => field(String(value))).join(between))

export const asTsv = (table: TextTable): string => lines(table, tsvField, '\t').join('\n')
/** RFC 4180. */
export const asCsv = (table: TextTable): string => `${lines(table, csvField, ',').join('\r\n')}\r\n`

/** Hands a text to the browser as a file to keep. */
export function saveText(name: string, text: string, type = 'text/csv'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
/** What every system takes as the name of a file. */
export const fileName = (...parts: string[]): string => `${parts.join('-').replace(/[^\p{L}\p{N}._-]+/gu, '_')}.csv`
