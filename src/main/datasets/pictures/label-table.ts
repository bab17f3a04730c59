// The table that names pictures and their labels, of any format that tables have.
import type { ColumnValues } from '../../../shared/columns'
import { openFile } from '../formats'
import { unknownColumn } from '../frames/memory'
import { openTableFrame } from '../frames/table'

/**
 * Columns as texts, row by row, null where nothing is. What looks like a number is given as it is written: 007 is a name.
 * @throws NetloomError FRAME_COLUMN, and those of tables
 */
export async function readTableTexts(path: string, columns: readonly string[]): Promise<(string | null)[][]> {
  const frame = await openTableFrame(path)
  try {
    const unknown = columns.find((column) => !frame.columns.some(({ name }) => name === column))
    if (unknown !== undefined) throw unknownColumn(path, unknown, frame.columns)
    const values = await frame.read(columns, { first: 0, count: frame.rows })
    const texts = values.every(({ kind }) => kind === 'texts') ? null : await asWritten(path, columns).catch(() => null)
    return values.map((one, i) => {
      if (one.kind === 'texts') return one.values
      const written = texts?.[i]
      return written?.length === frame.rows ? written : numberTexts(one)
    })
  } finally {
    await frame.close()
  }
}

async function asWritten(path: string, columns: readonly string[]): Promise<string[][] | null> {
  const table = await openFile(path)
  if (table.kind !== 'table') return null
  const { text } = await table.read({ numeric: [], text: [...columns], weights: [], floatType: 'float32' })
  return columns.map((column) => text.get(column)!)
}

function numberTexts(values: ColumnValues): (string | null)[] {
  if (values.kind !== 'numbers') return []
  return Array.from(values.data, (value, row) => (values.missing?.[row] ? null : String(value)))
}
