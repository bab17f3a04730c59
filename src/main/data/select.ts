// Rows by conditions and order, for frames that are no database.
import type { ColumnType } from '../../shared/columns'
import { isQueryable, type Condition, type Frame } from '../datasets/frame'
import { comparedNumber } from '../datasets/frames/condition'

export interface View {
  where: readonly Condition[]
  order: readonly { column: string; descending: boolean }[]
}

/** Numbers of the rows of a view, in its order; null for all rows as they stand. */
export async function selectRows(frame: Frame, { where, order }: View): Promise<Uint32Array<ArrayBuffer> | null> {
  if (where.length === 0 && order.length === 0) return null
  if (isQueryable(frame)) return Uint32Array.from(await frame.query.select(where, order))
  const names = [...new Set([...where, ...order].map(({ column }) => column))]
  const cellOf = new Map<string, (row: number) => Cell>()
  for (const name of names) cellOf.set(name, await cellsOf(frame, name))
  const typeOf = (name: string): ColumnType => frame.columns.find((column) => column.name === name)!.type
  const tests = where.map((condition) => test(condition, typeOf(condition.column), cellOf.get(condition.column)!))
  const rows: number[] = []
  for (let row = 0; row < frame.rows; row++) if (tests.every((holds) => holds(row))) rows.push(row)
  const keys = order.map(({ column, descending }) => ({ cell: cellOf.get(column)!, sign: descending ? -1 : 1 }))
  rows.sort((a, b) => {
    for (const { cell, sign } of keys) {
      const difference = compare(cell(a), cell(b), sign)
      if (difference !== 0) return difference
    }
    return a - b
  })
  return Uint32Array.from(rows)
}

type Cell = number | string | null

/** Missing values last, whichever way the others go. */
function compare(a: Cell, b: Cell, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a < b ? -sign : a > b ? sign : 0
}

/** No picture is held for it. */
const LOOKED_AT_PIXELS = 8

/** A row's value to compare: of sequences their length; tensors and pictures are there, or missing. */
async function cellsOf(frame: Frame, name: string): Promise<(row: number) => Cell> {
  const all = { first: 0, count: frame.rows }
  const isPicture = frame.columns.some((column) => column.name === name && column.type === 'picture')
  const values =
    isPicture && frame.thumbnails ? await frame.thumbnails(all, LOOKED_AT_PIXELS) : (await frame.read([name], all))[0]!
  switch (values.kind) {
    case 'numbers': {
      const { shape, data, missing } = values
      if (shape.length > 0) return (row) => (missing?.[row] === 1 ? null : 0)
      return (row) => (missing?.[row] === 1 || Number.isNaN(data[row]) ? null : data[row]!)
    }
    case 'texts':
      return (row) => values.values[row]!
    case 'sequences':
      return (row) => values.offsets[row + 1]! - values.offsets[row]!
    case 'pictures':
      return (row) => (values.values[row] ? 0 : null)
  }
}

/** As a database compares: a missing value is another one than any, and contains nothing. @throws NetloomError FRAME_VALUE */
function test(condition: Condition, type: ColumnType, cell: (row: number) => Cell): (row: number) => boolean {
  switch (condition.is) {
    case 'missing':
      return (row) => cell(row) === null
    case 'present':
      return (row) => cell(row) !== null
    case 'contains': {
      const part = condition.value.toLowerCase()
      return (row) => {
        const found = cell(row)
        return found !== null && String(found).toLowerCase().includes(part)
      }
    }
    default: {
      const { is, value } = condition
      const wanted = type === 'text' ? String(value) : comparedNumber(condition.column, type, value)
      return (row) => {
        const found = cell(row)
        if (found === null) return is === '!='
        switch (is) {
          case '=':
            return found === wanted
          case '!=':
            return found !== wanted
          case '<':
            return found < wanted
          case '<=':
            return found <= wanted
          case '>':
            return found > wanted
          case '>=':
            return found >= wanted
        }
      }
    }
  }
}
