export interface GridLayout {
  columns: number
  /** Size of a cell: picture, label and the space around, in CSS pixels. */
  cell: { width: number; height: number }
  /** Side of the picture. */
  picture: number
  left: number
  height: number
}
const PICTURE = 56
const [LABEL, SPACE] = [22, 10]

/** As many columns as fit, evenly spread. */
export function layOutGrid(width: number, count: number): GridLayout {
  const columns = Math.max(1, Math.floor(width / (PICTURE + 2 * SPACE)))
  const cell = { width: width / columns, height: PICTURE + LABEL + SPACE }
  return { columns, cell, picture: PICTURE, left: 0, height: Math.ceil(count / columns) * cell.height }
}

/** The place under a point, from 0; -1 outside the columns. */
export function cellAt(layout: GridLayout, x: number, y: number): number {
  const column = Math.floor((x - layout.left) / layout.cell.width)
  if (column < 0 || column >= layout.columns) return -1
  return Math.floor(y / layout.cell.height) * layout.columns + column
}
