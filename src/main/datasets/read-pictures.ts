// Pictures of files, each brought to its size as soon as it is decoded: all of them whole may be more than the memory holds.
import type { NamedValues } from '../../pipeline/define'
import { readStep } from '../../pipeline/read'
import { applyPipeline, fitPipeline } from '../../pipeline/run'
import { elementsOf, type ColumnValues, type NumberArray, type Picture } from '../../shared/columns'
import type { FittedStep, Preprocessing } from '../../shared/preprocessing'
import { columnShapeOf } from './column-shape'
import type { Frame } from './frame'

export interface ReadPictures {
  /** The column of pictures, which need not be read again; null where there is none among the features. */
  taken: string | null
  /** What has become of it, of the rows that could be read. */
  columns: NamedValues[]
  /** The features in their order, after the steps that were done. */
  features: string[]
  /** The steps that were done, and those that are left. */
  fitted: FittedStep[]
  rest: Preprocessing[]
  /** Rows of the source whose pictures could be read, of those asked for. */
  rows: Uint32Array<ArrayBuffer>
}

/** Decoded pictures are thrown away once they are in the stack: this stands in for them. */
const DONE: Picture = { height: 1, width: 1, channels: 1, data: new Uint8Array(1) }

/**
 * Does the first steps that learn nothing; none where there is no column of pictures. A last one that the network can do itself
 * is left, so that bytes stay bytes.
 * @param rows of the source @param first number of the first step in the project, for errors
 */
export async function readPictures(
  frame: Frame,
  features: readonly string[],
  preprocessing: readonly Preprocessing[],
  rows: Uint32Array<ArrayBuffer>,
  first = 0
): Promise<ReadPictures> {
  const column = frame.columns.find(({ name, type }) => type === 'picture' && features.includes(name))
  if (!column || !frame.pictures)
    return { taken: null, columns: [], features: [...features], fitted: [], rest: [...preprocessing], rows }
  const shape = columnShapeOf(column)
  const roles = { features: [column.name], target: null }
  const done = preprocessing.slice(0, rowwiseSteps(preprocessing, column.name, first))
  const none: ColumnValues = { kind: 'pictures', values: [] }
  const fitted = fitPipeline([{ ...shape, values: none }], new Uint32Array(), done, roles, { first })
  const stack = new Stack(rows.length)
  let names: readonly string[] = [column.name]
  const failed: unknown[] = []
  const { values } = (await frame.pictures(rows, (picture, place) => {
    try {
      const one: NamedValues = { ...shape, values: { kind: 'pictures', values: [picture] } }
      const applied = applyPipeline([one], fitted, roles, { first, source: rows.subarray(place, place + 1) })
      names = applied.features
      stack.put(applied.columns[0]!, place)
    } catch (error) {
      failed.push(error)
    }
    return DONE
  })) as Extract<ColumnValues, { kind: 'pictures' }>
  if (failed.length > 0) throw failed[0]
  const kept = [...values.keys()].filter((place) => values[place] !== null)
  return {
    taken: column.name,
    columns: kept.length > 0 ? [stack.column(kept)] : [],
    features: [...names, ...features.filter((name) => name !== column.name)],
    fitted,
    rest: preprocessing.slice(done.length),
    rows: Uint32Array.from(kept, (place) => rows[place]!)
  }
}

/** How many of the first steps work on each picture by itself. */
function rowwiseSteps(preprocessing: readonly Preprocessing[], column: string, first: number): number {
  const learning = preprocessing.findIndex((given, i) => {
    const { step, columns } = readStep(given, first + i)
    return !step.rowwise || columns?.some((name) => name !== column)
  })
  const count = learning < 0 ? preprocessing.length : learning
  if (count === 0 || count < preprocessing.length) return count
  const { step, params, columns } = readStep(preprocessing[count - 1]!, first + count - 1)
  return columns === undefined && step.inGraph?.(params) ? count - 1 : count
}

/** One column's rows, in any order. Pictures of one size become a tensor; others stay as they are. */
class Stack {
  #data: NumberArray | null = null
  readonly #pictures: (Picture | null)[] = []
  #shape: readonly number[] = []
  #like: NamedValues | null = null

  constructor(private readonly rows: number) {}

  put(column: NamedValues, row: number): void {
    this.#like ??= column
    const { values } = column
    if (values.kind === 'numbers') this.#set(values.data, values.shape, row)
    if (values.kind !== 'pictures') return
    const [picture] = values.values
    if (column.shape) this.#set(picture!.data, column.shape, row)
    else this.#pictures[row] = picture!
  }

  #set(data: NumberArray, shape: readonly number[], row: number): void {
    const size = elementsOf(shape)
    this.#shape = shape
    this.#data ??= new (data.constructor as new (length: number) => NumberArray)(this.rows * size)
    this.#data.set(data, row * size)
  }

  /** Of the rows kept, in ascending order: they move together in place, so that there is never a second copy. */
  column(kept: readonly number[]): NamedValues {
    const { values: _, ...like } = this.#like!
    const data = this.#data
    if (!data) return { ...like, values: { kind: 'pictures', values: kept.map((row) => this.#pictures[row]!) } }
    const size = elementsOf(this.#shape)
    kept.forEach((row, to) => row !== to && data.copyWithin(to * size, row * size, (row + 1) * size))
    return {
      ...like,
      type: 'tensor',
      shape: this.#shape,
      values: { kind: 'numbers', shape: this.#shape, data: data.subarray(0, kept.length * size), missing: null }
    }
  }
}
