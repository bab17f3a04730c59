// The columns that a network is trained on: numbers that are numbers in every row, labels that are there in every row.
import { readFile, stat } from 'node:fs/promises'
import type { ColumnType, ColumnValues, NumberArray } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import type { FloatType } from '../../shared/training'
import { MAX_DATA_BYTES } from './formats'
import { csv } from './formats/csv'
import { plainBytes, type TableColumns, type TableSelection } from './formats/format'
import type { TableFrame } from './frames/table'

/**
 * @throws NetloomError CSV_CELL, CSV_CELL_EMPTY, SAMPLE_WEIGHT, which name the line of a text file; TABLE_CELL,
 *   TABLE_CELL_EMPTY, TABLE_WEIGHT, which name the row (from 1) of other formats
 */
export async function readTable(file: string, frame: TableFrame, selection: TableSelection): Promise<TableColumns> {
  const { numeric, weights, text, floatType } = selection
  const names = [...numeric, ...weights, ...text]
  const values = await frame.read(names, { first: 0, count: frame.rows })
  const wanted = names.map((name, i): Wanted => {
    const type = frame.columns.find((column) => column.name === name)!.type // known for sure once it has been read
    return {
      name,
      type,
      values: values[i]!,
      use: i < numeric.length ? 'number' : i < numeric.length + weights.length ? 'weight' : 'label'
    }
  })
  const faults = wanted.flatMap((column) => faultOf(column, floatType, frame.textPath !== null) ?? [])
  if (faults.length > 0) {
    if (frame.textPath !== null) return readStrictly(file, frame.textPath, selection)
    throw faultError(
      file,
      faults.reduce((first, fault) => (fault.row < first.row ? fault : first))
    )
  }
  return {
    rows: frame.rows,
    numeric: new Map(
      wanted.flatMap(({ name, values, use }) =>
        use !== 'label' && values.kind === 'numbers' ? [[name, values.data]] : []
      )
    ),
    text: new Map(wanted.flatMap((column) => (column.use === 'label' ? [[column.name, labelsOf(column)]] : [])))
  }
}

interface Wanted {
  name: string
  type: ColumnType
  values: ColumnValues
  use: 'number' | 'weight' | 'label'
}
interface Fault {
  row: number
  column: string
  use: Wanted['use']
  found: string
}

/** The first row that cannot be used. `strict`: true and false are no numbers in a text file. */
function faultOf({ name, type, values, use }: Wanted, floatType: FloatType, strict: boolean): Fault | null {
  const fault = (row: number, found: string | null): Fault => ({
    row,
    column: name,
    use,
    found: (found ?? '').slice(0, 80)
  })
  if (values.kind === 'texts') {
    const row = use === 'label' ? values.values.findIndex((text) => (text ?? '').trim() === '') : 0
    return row < 0 ? null : fault(row, values.values[row] ?? null)
  }
  if (values.kind !== 'numbers') return fault(0, type)
  const { data, missing } = values
  if (use === 'label') {
    const row = missing?.indexOf(1) ?? -1
    return row < 0 ? null : fault(row, null)
  }
  if (type === 'time' || (strict && type === 'boolean')) return fault(0, type)
  const row = firstUnusable(data, floatType, use === 'weight' ? 0 : -Infinity)
  const gap = missing?.indexOf(1) ?? -1
  if (gap >= 0 && (row < 0 || gap <= row)) return fault(gap, null)
  return row < 0 ? null : fault(row, String(data[row]))
}

function firstUnusable(data: NumberArray, floatType: FloatType, least: number): number {
  const limit = floatType === 'float32' ? Math.fround(3.4028234663852886e38) : Number.MAX_VALUE
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!
    if (!(value >= least && value <= limit && value >= -limit) && !fits(value, floatType, least)) return i
  }
  return -1
}
// Just beyond the largest float32 are numbers that are rounded to it.
const fits = (value: number, floatType: FloatType, least: number): boolean =>
  value >= least && Number.isFinite(floatType === 'float32' ? Math.fround(value) : value)

function labelsOf({ values, type }: Wanted): string[] {
  if (values.kind === 'texts') return values.values.map((text) => text!.trim())
  if (values.kind !== 'numbers') return []
  if (type === 'boolean') return Array.from(values.data, (value) => String(value === 1))
  if (type === 'time') return Array.from(values.data, (value) => new Date(value).toISOString())
  return Array.from(values.data, String)
}

function faultError(file: string, { row, column, use, found }: Fault): NetloomError {
  if (use === 'label') return new NetloomError('TABLE_CELL_EMPTY', { file, row: row + 1, column })
  return new NetloomError(use === 'weight' ? 'TABLE_WEIGHT' : 'TABLE_CELL', { file, row: row + 1, column, found })
}

/** Slower, but it knows lines and what stands there. It may also find the file right where types were taken for others. */
async function readStrictly(file: string, path: string, selection: TableSelection): Promise<TableColumns> {
  if ((await stat(path)).size > MAX_DATA_BYTES)
    throw new NetloomError('DATA_TOO_LARGE', { file, expected: MAX_DATA_BYTES })
  const opened = await csv.open({ file, bytes: plainBytes(await readFile(path)), maxBytes: MAX_DATA_BYTES })
  if (opened.kind !== 'table') throw new NetloomError('DATA_FORM_TABLE', { file, found: opened.kind })
  return opened.read(selection)
}
