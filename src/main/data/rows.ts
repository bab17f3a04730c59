// A stretch of rows of a view, ready to be shown.
import { rowsOf, type ColumnValues } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import type { Frame, RowSelection } from '../datasets/frame'
import { fitInto } from '../datasets/pictures/resize'

/** Characters of a text that a page of rows shows. */
const TEXT_CHARACTERS = 2000

export interface RowsPage {
  total: number
  rows: Uint32Array<ArrayBuffer>
  values: ColumnValues[]
}

/** @param selected rows of the view in its order; null for all as they stand */
export async function pageOf(
  frame: Frame,
  columns: readonly string[],
  selected: Uint32Array<ArrayBuffer> | null,
  first: number,
  count: number,
  thumbnail: number | null = null
): Promise<RowsPage> {
  const total = selected?.length ?? frame.rows
  const from = Math.min(first, total)
  const to = Math.min(first + count, total)
  const rows = selected ? selected.slice(from, to) : Uint32Array.from({ length: to - from }, (_, i) => from + i)
  if (to === from) return { total, rows, values: [] }
  const chosen = selected ? rows : { first: from, count: to - from }
  const small = thumbnail === null ? [] : columns.filter((name) => isPicture(frame, name))
  const plain = columns.filter((name) => !small.includes(name))
  const read = plain.length > 0 ? await frame.read(plain, chosen) : []
  const pictures = small.length > 0 ? await thumbnailsOf(frame, small[0]!, chosen, thumbnail!) : null
  const values = columns.map((name) => (small.includes(name) ? pictures! : read[plain.indexOf(name)]!))
  return { total, rows, values: values.map(shortened) }
}

const isPicture = (frame: Frame, name: string): boolean =>
  frame.columns.find((column) => column.name === name)?.type === 'picture'

/** A frame has at most one column of pictures of files. */
async function thumbnailsOf(frame: Frame, column: string, rows: RowSelection, pixels: number): Promise<ColumnValues> {
  if (frame.thumbnails) return frame.thumbnails(rows, pixels)
  const [values] = await frame.read([column], rows)
  if (values?.kind !== 'pictures') return values!
  return { kind: 'pictures', values: values.values.map((picture) => picture && fitInto(picture, pixels)) }
}

/** Long texts are cut for a page: the whole is read when one row is looked at. */
function shortened(values: ColumnValues): ColumnValues {
  if (values.kind !== 'texts') return values
  const cut = (text: string | null): string | null =>
    text !== null && text.length > TEXT_CHARACTERS ? `${text.slice(0, TEXT_CHARACTERS)}…` : text
  return { kind: 'texts', values: values.values.map(cut) }
}

/** @throws NetloomError DATA_ROW */
export async function valueOf(frame: Frame, column: string, row: number): Promise<ColumnValues> {
  checkRow(frame, row)
  const [values] = await frame.read([column], { first: row, count: 1 })
  return values!
}

/** @throws NetloomError DATA_ROW */
export function checkRow(frame: Frame, row: number): void {
  if (row >= frame.rows) throw new NetloomError('DATA_ROW', { found: row, rows: frame.rows })
}

/** At most `most` of the rows, evenly drawn, in their order. */
export const evenly = (rows: number, most: number): Uint32Array<ArrayBuffer> => {
  const count = Math.min(rows, most)
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count))
}

/** One number a row, NaN where there is none. */
export function asDoubles(values: ColumnValues): Float64Array<ArrayBuffer> {
  if (values.kind !== 'numbers' || values.shape.length > 0) return new Float64Array(rowsOf(values)).fill(NaN)
  const doubles = Float64Array.from(values.data)
  values.missing?.forEach((flag, row) => flag === 1 && (doubles[row] = NaN))
  return doubles
}
