// Where a session's examples are: all in the session, where they fit the budget; else those of each call are handed over
// with it, gathered from where the reader keeps them.
import { sizeOf } from '../../layers/define'
import type { Examples } from '../../shared/dataset'
import { exampleInEpoch } from '../../pipeline/augment/replay'
import type { SplitView, TrainingData } from '../engine'
import { epochsOf, type Pass } from '../feed'

/** Examples as they are loaded: x row-major as in the file, y class numbers or numbers, w weights where there are any. */
export type Loaded = Pick<Examples, 'x' | 'y' | 'w'>

/** Where examples of a call are: their source, and their rows in it; `fed` where they come with the call. */
export interface Placed {
  source: number
  rows: Int32Array
  fed: Loaded | null
}
export interface SessionData {
  /**
   * Makes examples of a split ready; what is to be fed is good until the next call.
   * @param positions in the split @param training where they are batches of training, which are augmented
   */
  place(view: SplitView, positions: Uint32Array, training?: Pass): Placed
}

/** Bytes of all examples as they lie in the session. */
export const sessionBytes = (data: TrainingData): number =>
  distinct(data).reduce(
    (sum, { x, y }) => sum + x.byteLength + Math.max(y.byteLength, y.length * 4) * (data.sampleWeights ? 2 : 1),
    0
  )

/** The splits' examples, each once, the training file's first. */
const distinct = ({ splits }: TrainingData): Examples[] => [
  ...new Set([splits.train.examples, splits.validation.examples, splits.test.examples])
]

/** Variable pairs of the graph, with how many examples each holds. */
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
    place: (view, positions) => ({
      source: sources.indexOf(view.examples),
      rows: rowsOf(view, positions),
      fed: null
    })
  }
}

export function fedData(data: TrainingData): SessionData {
  const width = sizeOf(data.shape)
  const [x, y, w] = [new Gathered(width), new Gathered(1), new Gathered(1)]
  return {
    place(view, positions, training) {
      const { examples, indices } = view
      const rows = Int32Array.from(positions, (_position, i) => i)
      const { augmentation } = data
      const fed: Loaded = {
        x: augmentation
          ? x.augmented(data, view, positions, training && epochsOf(training, view, augmentation))
          : x.of(examples.x, indices, positions),
        y: y.of(examples.y, indices, positions)
      }
      if (examples.w) fed.w = w.of(examples.w, indices, positions)
      return { source: 0, rows, fed }
    }
  }
}

interface Values<T> {
  readonly BYTES_PER_ELEMENT: number
  new (memory: ArrayBuffer, offset: number, length: number): T
}

/** Rows one after another, in memory that is used again: new memory costs more than to fill it. */
class Gathered {
  private memory = new ArrayBuffer(0)

  constructor(private readonly width: number) {}

  /** @returns [positions, width] of the type of `values`, padded with whole words of 8 bytes where it ends */
  of<T extends Examples['x']>(values: T, indices: Uint32Array, positions: Uint32Array): T {
    const { width } = this
    const rows = this.room(values.constructor as Values<T>, positions.length)
    for (let i = 0; i < positions.length; i++) {
      const from = indices[positions[i]!]! * width
      if (width === 1) rows[i] = values[from]!
      else rows.set(values.subarray(from, from + width), i * width)
    }
    return rows
  }
  /** Pictures as floats, changed where `changes` tells how; as they stand without it. */
  augmented(
    { shape }: TrainingData,
    { examples: { x }, indices }: SplitView,
    positions: Uint32Array,
    changes: ReturnType<typeof epochsOf> | undefined
  ): Float32Array | Float64Array {
    const { width } = this
    const rows = this.room<Float32Array | Float64Array>(
      x instanceof Float64Array ? Float64Array : Float32Array,
      positions.length
    )
    positions.forEach((position, i) => {
      const into = rows.subarray(i * width, (i + 1) * width)
      exampleInEpoch({ x, shape, row: indices[position]! }, changes?.(i) ?? null, into)
    })
    return rows
  }

  private room<T extends Examples['x']>(Type: Values<T>, count: number): T {
    const bytes = Math.ceil((count * this.width * Type.BYTES_PER_ELEMENT) / 8) * 8
    if (this.memory.byteLength < bytes) this.memory = new ArrayBuffer(bytes)
    return new Type(this.memory, 0, count * this.width)
  }
}

/** Bytes as the int32 words that hold them, padded to whole words; in place where there is room for that. */
export function asWords(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = bytes
  const words = Math.ceil(length / 4)
  if (byteOffset % 4 === 0 && byteOffset + words * 4 <= buffer.byteLength)
    return new Int32Array(buffer, byteOffset, words)
  const padded = new Uint8Array(words * 4)
  padded.set(bytes)
  return new Int32Array(padded.buffer)
}
