// Where columns stand, what lies between two cells, and where keys lead.
import type { Column } from './roles'
import type { Place, TableState } from './table-state'

export const LEAST_WIDTH = 64
const USUAL = { text: 180, time: 168 } as const
const OTHERS = 144
/** Of one letter of a name in the header; beside it stand the sort arrow and the menu. */
const LETTER = 7.5
const BESIDE = 62

const usualWidth = ({ name, type }: Column): number =>
  Math.round(
    Math.min(260, Math.max(type in USUAL ? USUAL[type as keyof typeof USUAL] : OTHERS, name.length * LETTER + BESIDE))
  )

/** Left edges of all columns, and the right edge of the last one. */
export function offsetsOf(columns: readonly Column[], widths: Readonly<Record<string, number>>): number[] {
  const offsets = [0]
  for (const column of columns) offsets.push(offsets.at(-1)! + (widths[column.name] ?? usualWidth(column)))
  return offsets
}

/** The first and last column of which something is in sight. */
export function columnWindow(offsets: readonly number[], left: number, width: number): { first: number; last: number } {
  const columns = offsets.length - 1
  let first = 0
  while (first < columns - 1 && offsets[first + 1]! <= left) first++
  let last = first
  while (last < columns - 1 && offsets[last + 1]! < left + width) last++
  return { first, last: columns === 0 ? -1 : last }
}

export function rangeOf({
  active,
  anchor
}: Pick<TableState, 'active' | 'anchor'>): { top: number; bottom: number; left: number; right: number } | null {
  if (!active) return null
  const other = anchor ?? active
  return {
    top: Math.min(active.row, other.row),
    bottom: Math.max(active.row, other.row),
    left: Math.min(active.column, other.column),
    right: Math.max(active.column, other.column)
  }
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>
/** null for a key that leads nowhere. */
export function moved(
  from: Place | null,
  { key, ctrlKey, metaKey }: Press,
  { rows, columns, page }: { rows: number; columns: number; page: number }
): Place | null {
  const mod = ctrlKey || metaKey
  const { row, column } = from ?? { row: 0, column: 0 }
  const [lastRow, lastColumn] = [rows - 1, columns - 1]
  const places: Record<string, Place> = {
    ArrowUp: { row: mod ? 0 : row - 1, column },
    ArrowDown: { row: mod ? lastRow : row + 1, column },
    ArrowLeft: { row, column: mod ? 0 : column - 1 },
    ArrowRight: { row, column: mod ? lastColumn : column + 1 },
    PageUp: { row: row - page, column },
    PageDown: { row: row + page, column },
    Home: { row: mod ? 0 : row, column: 0 },
    End: { row: mod ? lastRow : row, column: lastColumn }
  }
  const to = places[key]
  if (!to) return null
  if (!from) return { row: 0, column: 0 }
  return { row: Math.max(0, Math.min(lastRow, to.row)), column: Math.max(0, Math.min(lastColumn, to.column)) }
}
