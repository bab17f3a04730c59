// Frames whose columns are put together of pieces, one for each array or file that holds some of the rows. A piece is opened when
// a row of it is first asked for, and kept.
import { elementsOf, type ColumnValues, type NumberArray, type SequenceValues } from '../../../shared/columns'
import type { Frame, FrameColumn, RowSelection } from '../frame'
import { unknownColumn } from './memory'

/** Values `first .. first + count` of a piece, into `out` from element `at`. */
export type CopyRows = (first: number, count: number, out: NumberArray, at: number) => void

export interface NumberPiece {
  rows: number
  open(): Promise<CopyRows>
}
export interface SequencePiece {
  rows: number
  open(): Promise<SequenceValues>
}
export interface TextPiece {
  rows: number
  /** Values of these rows of the piece, in their order. */
  read(rows: readonly number[]): Promise<(string | null)[]>
}

export type AssembledColumn = FrameColumn &
  (
    | { kind: 'numbers'; shape: readonly number[]; create: (length: number) => NumberArray; pieces: NumberPiece[] }
    | { kind: 'sequences'; pieces: SequencePiece[] }
    | { kind: 'texts'; pieces: TextPiece[] }
  )

/** What is opened once, however often it is asked for; a failure is not kept. */
export function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = null
      throw error
    })
    return opened
  }
}

/** Copies rows as they lie in `data`: [rows, ...shape] row-major. */
export const copyingFrom =
  (data: NumberArray, size: number): CopyRows =>
  (first, count, out, at) => {
    if (count === 1 && size === 1) out[at] = data[first]!
    else out.set(data.subarray(first * size, (first + count) * size), at)
  }

/** A piece that is in memory already. */
export const inMemory = (data: NumberArray, size = 1): NumberPiece => ({
  rows: data.length / size,
  open: async () => copyingFrom(data, size)
})

export type FrameFacts = Pick<Frame, 'format' | 'rows' | 'parts' | 'classes' | 'notes' | 'faults' | 'hashes'>

/** @param file named where a column is asked for that is not there */
export function assembledFrame(file: string, facts: FrameFacts, columns: readonly AssembledColumn[]): Frame {
  let held: readonly AssembledColumn[] = columns
  return {
    ...facts,
    columns: columns.map(({ name, type, dtype, shape }) => ({ name, type, dtype, shape })),
    async read(names, selection) {
      const chosen = names.map((name) => {
        const column = held.find((one) => one.name === name)
        if (column) return column
        throw unknownColumn(file, name, held)
      })
      const values: ColumnValues[] = []
      for (const column of chosen) values.push(await valuesOf(column, checked(selection, facts.rows)))
      return values
    },
    close: async () => void (held = [])
  }
}

/** Cut at the end, as a page at the end of a table is. */
function checked(rows: RowSelection, total: number): RowSelection {
  if (rows instanceof Uint32Array) {
    const wrong = rows.find((row) => row >= total)
    if (wrong !== undefined) throw new RangeError(`row ${wrong} of ${total}`)
    return rows
  }
  const first = Math.min(rows.first, total)
  return { first, count: Math.min(rows.count, total - first) }
}

interface Stretch {
  piece: number
  /** Within the piece. */
  first: number
  count: number
  /** Where the rows go. */
  at: number
}

const countOf = (rows: RowSelection): number => (rows instanceof Uint32Array ? rows.length : rows.count)

/** The selection as stretches of consecutive rows within one piece each. */
function stretchesOf(pieces: readonly { rows: number }[], rows: RowSelection): Stretch[] {
  const starts = [0]
  for (const piece of pieces) starts.push(starts.at(-1)! + piece.rows)
  const pieceOf = (row: number): number => starts.findIndex((_, i) => row < starts[i + 1]!)
  const stretches: Stretch[] = []
  if (!(rows instanceof Uint32Array)) {
    pieces.forEach((_, i) => {
      const first = Math.max(rows.first, starts[i]!)
      const end = Math.min(rows.first + rows.count, starts[i + 1]!)
      if (end > first)
        stretches.push({ piece: i, first: first - starts[i]!, count: end - first, at: first - rows.first })
    })
    return stretches
  }
  let last: Stretch | undefined
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!
    const piece = pieceOf(row)
    const first = row - starts[piece]!
    if (last && last.piece === piece && last.first + last.count === first) last.count++
    else stretches.push((last = { piece, first, count: 1, at }))
  }
  return stretches
}

async function valuesOf(column: AssembledColumn, rows: RowSelection): Promise<ColumnValues> {
  const stretches = stretchesOf(column.pieces, rows)
  const used = [...new Set(stretches.map(({ piece }) => piece))]
  const count = countOf(rows)
  switch (column.kind) {
    case 'numbers': {
      const size = elementsOf(column.shape)
      const data = column.create(count * size)
      const opened = new Map<number, CopyRows>()
      for (const piece of used) opened.set(piece, await column.pieces[piece]!.open())
      for (const { piece, first, count, at } of stretches) opened.get(piece)!(first, count, data, at * size)
      return { kind: 'numbers', shape: column.shape, data, missing: null }
    }
    case 'sequences': {
      const opened = new Map<number, SequenceValues>()
      for (const piece of used) opened.set(piece, await column.pieces[piece]!.open())
      return joined(stretches, opened, count)
    }
    case 'texts': {
      const values = new Array<string | null>(count).fill(null)
      for (const piece of used) {
        const own = stretches.filter((stretch) => stretch.piece === piece)
        const wanted = own.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i))
        const targets = own.flatMap(({ at, count }) => Array.from({ length: count }, (_, i) => at + i))
        const read = await column.pieces[piece]!.read(wanted)
        targets.forEach((target, i) => (values[target] = read[i]!))
      }
      return { kind: 'texts', values }
    }
  }
}

function joined(stretches: Stretch[], opened: Map<number, SequenceValues>, count: number): SequenceValues {
  const offsets = new Uint32Array(count + 1)
  for (const { piece, first, count, at } of stretches) {
    const from = opened.get(piece)!.offsets
    for (let i = 0; i < count; i++) offsets[at + i + 1] = offsets[at + i]! + from[first + i + 1]! - from[first + i]!
  }
  const data = new Int32Array(offsets[count]!)
  for (const { piece, first, count, at } of stretches) {
    const from = opened.get(piece)!
    data.set(from.data.subarray(from.offsets[first], from.offsets[first + count]), offsets[at])
  }
  return { kind: 'sequences', offsets, data }
}
