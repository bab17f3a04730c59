// Rows by conditions and order, for frames that are no database.
import type { ColumnValues } from '../../shared/columns'
import type { Condition, Frame } from '../datasets/frame'
import { isQueryable } from '../datasets/frame'

export interface View {
  where: readonly Condition[]
  order: readonly { column: string; descending: boolean }[]
}

/** Numbers of the rows of a view, in its order; null for all rows as they stand. */
export async function selectRows(frame: Frame, { where, order }: View): Promise<Uint32Array<ArrayBuffer> | null> {
  if (where.length === 0 && order.length === 0) return null
  if (isQueryable(frame)) return Uint32Array.from(await frame.query.select(where, order))
  const names = [...new Set([...where, ...order].map(({ column }) => column))]
  const values = await frame.read(names, { first: 0, count: frame.rows })
  const cellOf = new Map(names.map((name, i) => [name, cells(values[i]!)]))
  const tests = where.map((condition) => test(condition, cellOf.get(condition.column)!))
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

/** A row's value to compare; of what is no single value, its size. */
function cells(values: ColumnValues): (row: number) => Cell {
  switch (values.kind) {
    case 'numbers':
      if (values.shape.length > 0) return () => null
      return (row) => (values.missing?.[row] === 1 || Number.isNaN(values.data[row]) ? null : values.data[row]!)
    case 'texts':
      return (row) => values.values[row]!
    case 'sequences':
      return (row) => values.offsets[row + 1]! - values.offsets[row]!
    case 'pictures':
      return (row) => values.values[row]?.data.length ?? null
  }
}

function test(condition: Condition, cell: (row: number) => Cell): (row: number) => boolean {
  switch (condition.is) {
    case 'missing':
      return (row) => cell(row) === null
    case 'present':
      return (row) => cell(row) !== null
    case 'contains': {
      const part = condition.value.toLowerCase()
      return (row) =>
        String(cell(row) ?? '')
          .toLowerCase()
          .includes(part)
    }
    default: {
      const { is, value } = condition
      return (row) => {
        const found = cell(row)
        if (found === null) return is === '!='
        const wanted = typeof found === 'number' ? Number(value) : String(value)
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
