// Where a session's examples are: all in the session, where they fit the budget; else those of each call are handed over
// with it, gathered from where the reader keeps them.
import { sizeOf } from '../../layers/define'
import type { Examples } from '../../shared/dataset'
import type { SplitView, TrainingData } from '../engine'

/** Examples as they are loaded: x row-major as in the file, y class numbers or numbers. */
export type Loaded = Pick<Examples, 'x' | 'y'>

export interface SessionData {
  /** Makes examples of a split ready. @param positions in the split @returns their source, and their rows in it */
  place(view: SplitView, positions: Uint32Array): { source: number; rows: Int32Array }
}

/** Bytes of all examples as they lie in the session. */
export const sessionBytes = (data: TrainingData): number =>
  distinct(data).reduce((sum, { x, y }) => sum + x.byteLength + Math.max(y.byteLength, y.length * 4), 0)

/** The splits' examples, each once, the training file's first. */
const distinct = ({ splits }: TrainingData): Examples[] => [
  ...new Set([splits.train.examples, splits.validation.examples, splits.test.examples])
]

/** Variable pairs of the graph, with how many examples each holds; null: as many as were loaded last. */
export const residentSources = (data: TrainingData): { count: number }[] =>
  distinct(data).map(({ count }) => ({ count }))
export const FED_SOURCES = [{ count: null }] as const

const rowsOf = ({ indices }: SplitView, positions: Uint32Array): Int32Array =>
  Int32Array.from(positions, (position) => indices[position]!)

/** @param load called for each source at once */
export function residentData(data: TrainingData, load: (source: number, examples: Loaded) => void): SessionData {
  const sources = distinct(data)
  sources.forEach((examples, i) => load(i, examples))
  return {
    place: (view, positions) => ({ source: sources.indexOf(view.examples), rows: rowsOf(view, positions) })
  }
}

/** @param load called for the one source whenever examples are wanted */
export function fedData(data: TrainingData, load: (source: number, examples: Loaded) => void): SessionData {
  const width = sizeOf(data.shape)
  return {
    place(view, positions) {
      const { x, y } = view.examples
      const wanted = rowsOf(view, positions)
      load(0, { x: gathered(x, wanted, width), y: gathered(y, wanted, 1) })
      return { source: 0, rows: Int32Array.from(wanted, (_row, i) => i) }
    }
  }
}

/** Rows of `width` values each, one after another, of the same type. */
function gathered<T extends Examples['x']>(values: T, rows: Int32Array, width: number): T {
  const picked = new (values.constructor as new (length: number) => T)(rows.length * width)
  rows.forEach((row, i) => picked.set(values.subarray(row * width, (row + 1) * width), i * width))
  return picked
}
