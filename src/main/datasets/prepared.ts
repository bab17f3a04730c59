// A source as the network is fed from it: read, dealt into splits, and put through the steps of the project.
import { applyPipeline, fitPipeline, leaveToGraph, planPipeline, type FedRoles } from '../../pipeline/run'
import { assemble } from '../../pipeline/assemble'
import type { NamedValues } from '../../pipeline/define'
import { readStep } from '../../pipeline/read'
import { rolesOf } from '../../pipeline/roles'
import { dealRows, type Deal } from '../../pipeline/split'
import { encodeTarget, type EncodedTarget } from '../../pipeline/target'
import {
  SPLIT_NAMES,
  sourceName,
  tableOf,
  taskOf,
  type DatasetSource,
  type Examples,
  type OpenDataset,
  type ResolvedDataset,
  type SplitName,
  type SplitView,
  type Task
} from '../../shared/dataset'
import type { FittedStep, Preprocessing } from '../../shared/preprocessing'
import type { RunColumns } from '../../shared/saved-model'
import type { ProjectData } from '../../shared/project'
import type { FloatType } from '../../shared/training'
import { NetloomError } from '../../shared/errors'
import { takeRows } from '../../shared/columns'
import { columnShapeOf, namedValues } from './column-shape'
import type { Frame } from './frame'
import { openDataset } from './open'
import { openFrame } from './open-frame'
import { plainColumns, plainInputs, type PlainInputs } from './plain-inputs'
import { readPictures } from './read-pictures'
import { splitDataset } from './split'

export interface PreparedData {
  /** All examples in `train`, whatever their split; of openPrepared's short way, the source's own test examples in `test`. */
  dataset: OpenDataset
  /** Positions in the examples of each view, in ascending order. */
  splits: Record<SplitName, SplitView>
  /** What the steps have learnt of the training split, in their order. */
  fitted: FittedStep[]
  /** Left for the network to do on every value: x * scale + offset. */
  rescaling: { scale: number; offset: number }
  /** Of each example, its row in the source: rows that a step drops and pictures that cannot be read are left out. */
  rows: Uint32Array<ArrayBuffer>
  /** Pictures and rows of a table that could not be read. */
  unreadable: number
  /** The columns that are read, in their order, and the target's name; null where arrays are read whole. */
  columns: RunColumns | null
  /** What is fed as it was before the steps, where that is one or two numbers. */
  inputs: PlainInputs | null
}

/**
 * As training takes it. What needs nothing but scaling goes the short way: columns of a table are read as numbers at once, with
 * the line of a cell that is none, and a named dataset's arrays stay where they are read to.
 * @param learnt as of prepareFrame
 * @throws NetloomError of the readers, SPLIT_*, PIPELINE_*, TARGET_*
 */
export async function openPrepared(
  resolved: ResolvedDataset,
  data: ProjectData,
  floatType: FloatType = 'float32',
  learnt: readonly FittedStep[] | null = null
): Promise<PreparedData> {
  const rescaling = onlyRescaling(data)
  const isShort = 'name' in data.source || tableOf(data.source) !== null
  if (isShort && rescaling && data.split.column === undefined) {
    const dataset = await openDataset(resolved, { floatType })
    const rows = Uint32Array.from({ length: dataset.train.count }, (_, row) => row)
    const splits = splitDataset(dataset, data.split)
    const features = dataset.columns?.map((name) => ({
      name,
      type: 'number' as const,
      shape: [],
      dtype: 'float64' as const
    }))
    const columns = features ? { features, target: tableOf(data.source)?.target ?? null } : null
    const { unreadable = 0 } = dataset
    return { dataset, splits, fitted: [], rescaling, rows, unreadable, columns, inputs: plainColumns(dataset) }
  }
  const frame = await openFrame(resolved)
  try {
    return await prepareFrame(frame, resolved, data, floatType, learnt)
  } finally {
    await frame.close()
  }
}

/** Steps that together multiply and add one number each to every value; null where there are others. */
export function onlyRescaling({ preprocessing }: ProjectData): { scale: number; offset: number } | null {
  let total = { scale: 1, offset: 0 }
  for (const [i, step] of preprocessing.entries()) {
    const { step: type, params } = readStep(step, i)
    const next = step.columns ? null : (type.inGraph?.(params) ?? null)
    if (!next) return null
    total = { scale: total.scale * next.scale, offset: total.offset * next.scale + next.offset }
  }
  return total
}

/** Texts of a named dataset are padded as its own options say, unless a step does it. */
export function stepsOf(resolved: ResolvedDataset, { preprocessing }: ProjectData): Preprocessing[] {
  const { sequences } = resolved
  if (!sequences || preprocessing.some(({ class_name }) => class_name === 'pad_sequences')) return preprocessing
  return [{ class_name: 'pad_sequences', config: { ...sequences } }, ...preprocessing]
}

/**
 * @param learnt what the steps have learnt before, in their order; null to learn it of the training split
 * @throws NetloomError of the readers, SPLIT_*, PIPELINE_*, TARGET_*
 */
export async function prepareFrame(
  frame: Frame,
  resolved: ResolvedDataset,
  data: ProjectData,
  floatType: FloatType = 'float32',
  learnt: readonly FittedStep[] | null = null
): Promise<PreparedData> {
  const { source, split, label_mode } = data
  const preprocessing = stepsOf(resolved, data)
  // Steps that are not the project's own come before its first.
  const first = data.preprocessing.length - preprocessing.length
  const roles = rolesOf(
    source,
    frame.columns.map(({ name }) => name),
    split.column ?? null
  )
  const task: Task = 'name' in source ? resolved.task : taskOf(source)
  const all = { first: 0, count: frame.rows }
  const one = async (column: string | null): Promise<NamedValues | null> =>
    column === null ? null : namedValues(frame, column, (await frame.read([column], all))[0]!)

  const isInput = label_mode === 'input'
  if (!isInput && roles.target === null) throw new NetloomError('TARGET_NONE', { dataset: resolved.title })
  const target = isInput && !split.stratified ? null : await one(roles.target)
  const classified = target && task === 'classification' ? encodeTarget(target, task, { classes: frame.classes }) : null
  const parting = await one(roles.split)
  const deal = dealRows(
    frame.rows,
    frame.parts,
    split.stratified ? (classified?.y ?? null) : null,
    parting?.values ?? null,
    split
  )

  // The steps may change the target only where it is no class: classes are numbered over all rows.
  const steered = target && !classified && !isInput ? target : null
  const shapes = [...roles.features, ...(steered ? [steered.name] : [])].map((name) =>
    columnShapeOf(frame.columns.find((column) => column.name === name)!)
  )
  const asked: FedRoles = { features: roles.features, target: steered?.name ?? null }
  const foreseen = planPipeline(shapes, preprocessing, asked, [], first)
  if (foreseen.fault) throw foreseen.fault.error

  const pictures = await readPictures(frame, roles.features, preprocessing, rowNumbers(frame.rows), first)
  const readable = pictures.rows
  if (readable.length === 0) throw new NetloomError('SPLIT_EMPTY', { part: 'train', total: frame.rows })
  const others = roles.features.filter((name) => name !== pictures.taken)
  const whole = readable.length === frame.rows
  const read = others.length > 0 ? await frame.read(others, whole ? all : readable) : []
  const columns = [
    ...pictures.columns,
    ...others.map((name, i) => namedValues(frame, name, read[i]!)),
    ...(steered ? [whole ? steered : { ...steered, values: takeRows(steered.values, readable) }] : [])
  ]
  const trainRows = positionsAmong(deal.train, readable, frame.rows)
  if (trainRows.length === 0) throw new NetloomError('SPLIT_EMPTY', { part: 'train', total: frame.rows })
  const fed: FedRoles = { features: pictures.features, target: asked.target }
  const numbering = { first: first + pictures.fitted.length, ...(!whole && { source: readable }) }
  const fitted = learnt?.slice(pictures.fitted.length) ?? fitPipeline(columns, trainRows, pictures.rest, fed, numbering)
  const plan = planPipeline(columns, pictures.rest, fed, fitted, numbering.first)
  if (plan.fault) throw plan.fault.error
  const { steps, rescaling } = leaveToGraph(fitted, plan)
  const applied = applyPipeline(columns, steps, fed, numbering)
  const rows = Uint32Array.from(applied.kept, (place) => readable[place]!)
  const { shape, x } = assemble(applied.columns, applied.features, floatType, rows)
  const weights = await one(roles.weight)
  const y = isInput
    ? { classes: null, y: new Uint8Array(rows.length) }
    : targetsOf(classified, applied, rows, floatType)
  const examples: Examples = {
    x,
    y: y.y,
    count: rows.length,
    ...(weights && { w: weightsOf(weights, rows, floatType, source) })
  }
  return {
    dataset: {
      name: resolved.name,
      task,
      shape,
      classes: y.classes ?? (frame.classes && [...frame.classes]),
      train: examples,
      test: null,
      hashes: await frame.hashes()
    },
    splits: splitsAmong(deal, rows, frame.rows, examples),
    fitted: [...pictures.fitted, ...fitted],
    rescaling,
    rows,
    // A table does not count them among its rows.
    unreadable: tableOf(data.source) ? frame.faults.length : frame.rows - readable.length,
    columns: {
      features: shapes.slice(0, roles.features.length).map((column) => ({
        ...column,
        shape: column.shape && [...column.shape]
      })),
      target: roles.target
    },
    inputs: pictures.taken === null ? plainInputs(columns, fed, steps, numbering) : null
  }
}

const rowNumbers = (count: number): Uint32Array<ArrayBuffer> => Uint32Array.from({ length: count }, (_, row) => row)

/** Class numbers or quantities of the rows that are left. */
function targetsOf(
  classified: EncodedTarget | null,
  applied: { columns: readonly NamedValues[]; target: string | null },
  rows: Uint32Array,
  floatType: FloatType
): EncodedTarget {
  if (!classified) {
    const quantities = applied.columns.find(({ name }) => name === applied.target)!
    return encodeTarget(quantities, 'regression', { floatType, rows })
  }
  const { classes, y } = classified
  if (rows.length === y.length) return classified
  return {
    classes,
    y: y instanceof Uint8Array ? Uint8Array.from(rows, (row) => y[row]!) : Float32Array.from(rows, (row) => y[row]!)
  }
}

/** Weights come from tables alone: the first row is in the line after the header. */
const HEADER_LINES = 2

/** @throws NetloomError SAMPLE_WEIGHT for one that is not a finite number of 0 or more */
function weightsOf(
  column: NamedValues,
  rows: Uint32Array,
  floatType: FloatType,
  source: DatasetSource
): Float32Array | Float64Array {
  const file = sourceName(source)
  const values = column.values.kind === 'numbers' ? column.values : null
  const w = floatType === 'float64' ? new Float64Array(rows.length) : new Float32Array(rows.length)
  rows.forEach((row, i) => {
    const weight = values && values.missing?.[row] !== 1 ? values.data[row]! : NaN
    if (!(weight >= 0 && Number.isFinite(weight)))
      throw new NetloomError('SAMPLE_WEIGHT', {
        file,
        row: row + HEADER_LINES,
        column: column.name,
        found: String(weight)
      })
    w[i] = weight
  })
  return w
}

/** Positions of rows (ascending) among those that are left (ascending). */
function positionsAmong(wanted: Uint32Array<ArrayBuffer>, left: Uint32Array, total: number): Uint32Array<ArrayBuffer> {
  if (left.length === total) return wanted
  const position = new Int32Array(total).fill(-1)
  left.forEach((row, i) => (position[row] = i))
  return wanted.filter((row) => position[row]! >= 0).map((row) => position[row]!)
}

/** The deal of the source's rows as positions among the examples that are left. @throws NetloomError SPLIT_EMPTY */
function splitsAmong(deal: Deal, rows: Uint32Array, total: number, examples: Examples): PreparedData['splits'] {
  const split = (name: SplitName) => {
    const indices = positionsAmong(deal[name], rows, total)
    if (deal[name].length > 0 && indices.length === 0) throw new NetloomError('SPLIT_EMPTY', { part: name, total })
    return { examples, indices }
  }
  return Object.fromEntries(SPLIT_NAMES.map((name) => [name, split(name)])) as PreparedData['splits']
}
