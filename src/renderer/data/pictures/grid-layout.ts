export interface GridLayout {
  columns: number
  rows: number
  /** Size of a cell: picture, label and the space around, in CSS pixels. */
  cell: { width: number; height: number }
  /** Side of the square that holds the picture. */
  picture: number
  /** Whether there is room for the label. */
  labelled: boolean
  height: number
}
export const PICTURE_SIDES = { min: 24, max: 128, usual: 56 }
const [LABEL, WIDEST_LABEL] = [18, 40]

/** As many columns as fit, evenly spread. */
export function layOutGrid(width: number, count: number, picture: number): GridLayout {
  const space = picture < WIDEST_LABEL ? 4 : 16
  const labelled = picture >= WIDEST_LABEL
  const columns = Math.max(1, Math.floor(width / (picture + space)))
  const cell = { width: width / columns, height: picture + (labelled ? LABEL : 0) + Math.min(space, 10) }
  const rows = Math.ceil(count / columns)
  return { columns, rows, cell, picture, labelled, height: rows * cell.height }
}

/** The place under a point, from 0; -1 outside the columns. */
export function cellAt(layout: GridLayout, x: number, y: number): number {
  const column = Math.floor(x / layout.cell.width)
  if (column < 0 || column >= layout.columns) return -1
  return Math.floor(y / layout.cell.height) * layout.columns + column
}

/** The place that a key leads to; null for any other key. */
export function placeAfter(key: string, place: number, layout: GridLayout, count: number, view: number): number | null {
  const page = Math.max(1, Math.floor(view / layout.cell.height) - 1) * layout.columns
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -layout.columns,
    ArrowDown: layout.columns,
    PageUp: -page,
    PageDown: page
  }
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  if (step === undefined) return null
  const next = place + step
  // Up and down stay in their column where there is nothing more.
  if (Math.abs(step) > 1 && (next < 0 || next >= count) && !key.startsWith('Page')) return place
  return Math.max(0, Math.min(count - 1, next))
}
