// Pictures of files, decoded and brought to one size in stretches: all of them as they are may be more than the memory holds.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NamedValues } from '../../pipeline/define'
import { readStep } from '../../pipeline/read'
import { applyPipeline, fitPipeline } from '../../pipeline/run'
import { elementsOf, type ColumnValues, type NumberArray } from '../../shared/columns'
import type { FittedStep, Preprocessing } from '../../shared/preprocessing'
import { columnShapeOf } from './column-shape'
import type { Frame } from './frame'

const STRETCH = 128

export interface ReadPictures {
  /** Columns of pictures among the features, which need not be read again. */
  taken: string[]
  /** What has become of them. */
  columns: NamedValues[]
  /** The features in their order, after the steps that were done. */
  features(before: readonly string[]): string[]
  /** The steps that were done, and those that are left. */
  fitted: FittedStep[]
  rest: Preprocessing[]
  /** [rows] 1 where a picture could not be read; null where all could. */
  missing: Uint8Array<ArrayBuffer> | null
}

/** Does the first steps that learn nothing; none where there is no column of pictures. */
export async function readPictures(
  frame: Frame,
  features: readonly string[],
  preprocessing: readonly Preprocessing[]
): Promise<ReadPictures> {
  const taken = features.filter((name) => frame.columns.find((column) => column.name === name)?.type === 'picture')
  if (taken.length === 0) {
    return {
      taken,
      columns: [],
      features: (before) => [...before],
      fitted: [],
      rest: [...preprocessing],
      missing: null
    }
  }
  const learning = preprocessing.findIndex((step, i) => !readStep(step, i).step.rowwise)
  const first = learning < 0 ? preprocessing : preprocessing.slice(0, learning)
  const roles = { features: taken, target: null }
  const none: ColumnValues = { kind: 'pictures', values: [] }
  const shapes = taken.map((name) => columnShapeOf(frame.columns.find((column) => column.name === name)!))
  const fitted = fitPipeline(
    shapes.map((shape) => ({ ...shape, values: none })),
    new Uint32Array(),
    first,
    roles
  )
  const missing = new Uint8Array(frame.rows)
  const stacks = new Map<string, Stack>()
  let names: readonly string[] = taken
  for (let start = 0; start < frame.rows; start += STRETCH) {
    const count = Math.min(STRETCH, frame.rows - start)
    const read = await frame.read(taken, { first: start, count })
    const stretch = shapes.map((shape, i) => ({ ...shape, values: withoutGaps(read[i]!, missing, start) }))
    const rows = Uint32Array.from({ length: count }, (_, i) => start + i)
    const applied = applyPipeline(stretch, fitted, roles, rows)
    names = applied.features
    for (const column of applied.columns) {
      const stack = stacks.get(column.name) ?? new Stack(column, frame.rows)
      stacks.set(column.name, stack)
      stack.put(column.values, start)
    }
    await nextTurn()
  }
  return {
    taken,
    columns: [...stacks.values()].map((stack) => stack.column()),
    features: (before) => [...names, ...before.filter((name) => !taken.includes(name))],
    fitted,
    rest: preprocessing.slice(first.length),
    missing: missing.includes(1) ? missing : null
  }
}

/** Unreadable pictures are marked, and stand in as one black pixel: their rows are left out later. */
function withoutGaps(values: ColumnValues, missing: Uint8Array, start: number): ColumnValues {
  if (values.kind !== 'pictures' || !values.values.includes(null)) return values
  const like = values.values.find((picture) => picture !== null)
  const [height, width, channels] = like ? [like.height, like.width, like.channels] : [1, 1, 3]
  return {
    kind: 'pictures',
    values: values.values.map((picture, i) => {
      if (picture) return picture
      missing[start + i] = 1
      return { height, width, channels, data: new Uint8Array(height * width * channels) }
    })
  }
}

/** One column's rows, stretch after stretch. */
class Stack {
  #data: NumberArray | null = null
  readonly #pictures: Extract<ColumnValues, { kind: 'pictures' }>['values'] = []
  #shape: readonly number[] = []

  constructor(
    private readonly like: NamedValues,
    private readonly rows: number
  ) {}

  put(values: ColumnValues, start: number): void {
    if (values.kind === 'pictures') this.#pictures.push(...values.values)
    if (values.kind !== 'numbers') return
    const size = elementsOf(values.shape)
    this.#shape = values.shape
    this.#data ??= new (values.data.constructor as new (length: number) => NumberArray)(this.rows * size)
    this.#data.set(values.data, start * size)
  }

  column(): NamedValues {
    const { values: _, ...shape } = this.like
    if (!this.#data) return { ...shape, values: { kind: 'pictures', values: this.#pictures } }
    return {
      ...shape,
      shape: this.#shape,
      values: { kind: 'numbers', shape: this.#shape, data: this.#data, missing: null }
    }
  }
}
