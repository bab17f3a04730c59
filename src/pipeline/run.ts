// The steps of a project, one after the other: what they will make of columns, what they learn, and what they do.
import { rowsOf, takeRows } from '../shared/columns'
import { NetloomError } from '../shared/errors'
import type { FittedStep, Preprocessing } from '../shared/preprocessing'
import { assembledShape } from './assemble'
import type { ColumnShape, Fitted, NamedValues } from './define'
import { inPlace, readStep, type ReadStep } from './read'
import { columnsOf, replaced, type FedRoles, type State } from './state'

export type { FedRoles, State } from './state'

export interface PipelinePlan {
  /** states[0] before the first step, states[i] after step i; they end before the step of `fault`. */
  states: State[]
  /** Of one example as the network gets it; null where it is not known before the steps have learnt, or there is a fault. */
  shape: readonly number[] | null
  dtype: 'uint8' | 'float' | null
  /** What cannot be done; step null: the steps can, but not what they leave for the network. */
  fault: { step: number | null; error: NetloomError } | null
}

/** A fitted step's part of one column; null where nothing has been learnt yet. */
const fittedOf = (fitted: FittedStep | undefined, column: string): Fitted | null =>
  fitted ? ((fitted.fitted[column] ?? {}) as Fitted) : null

/** The step with the columns that it was fitted on, whatever there is now. */
const withColumns = (step: ReadStep, fitted: FittedStep | undefined): ReadStep =>
  fitted ? { ...step, columns: fitted.columns } : step

function planStep(step: ReadStep, state: State, fitted: FittedStep | undefined): State {
  const before = new Map(state.columns.map((column) => [column.name, column]))
  const changes = columnsOf(withColumns(step, fitted), state).map((name): [string, ColumnShape[]] => {
    const column = before.get(name)!
    return [
      name,
      inPlace(
        step,
        (row) => row,
        () => step.step.shapes(column, step.params, fittedOf(fitted, name))
      )
    ]
  })
  return replaced(state, new Map(changes), step)
}

/**
 * What steps make of columns, without their values. Nothing is thrown: the first fault ends the plan.
 * @param fitted where the steps have learnt: then all shapes are known
 * @param first number of the first of these steps in the project, for errors
 */
export function planPipeline(
  columns: readonly ColumnShape[],
  steps: readonly Preprocessing[],
  { features, target }: FedRoles,
  fitted: readonly FittedStep[] = [],
  first = 0
): PipelinePlan {
  const states: State[] = [{ columns, features, target }]
  const ends = (step: number | null, error: unknown): PipelinePlan => {
    if (!(error instanceof NetloomError)) throw error
    return { states, shape: null, dtype: null, fault: { step, error } }
  }
  for (const [i, step] of steps.entries()) {
    try {
      states.push(planStep(readStep(step, first + i), states.at(-1)!, fitted[i]))
    } catch (error) {
      return ends(i, error)
    }
  }
  try {
    const last = states.at(-1)!
    const fed = assembledShape(last.features.map((name) => last.columns.find((column) => column.name === name)!))
    return { states, shape: fed?.shape ?? null, dtype: fed?.dtype ?? null, fault: null }
  } catch (error) {
    return ends(null, error)
  }
}

/**
 * What the steps learn of the training split, each of what those before it leave.
 * @param columns all that the steps need, each as long as the source
 * @param trainRows numbers of the rows of the training split
 * @throws NetloomError PIPELINE_*, those of single rows with the row of the source
 */
export function fitPipeline(
  columns: readonly NamedValues[],
  trainRows: Uint32Array,
  steps: readonly Preprocessing[],
  roles: FedRoles,
  numbering: Numbering = {}
): FittedStep[] {
  const { fitted, fault } = learnPipeline(columns, trainRows, steps, roles, numbering)
  if (fault) throw fault.error
  return fitted
}

/** How errors name steps and rows. */
export interface Numbering {
  /** Number of the first of the steps in the project; 0 without it. */
  first?: number
  /** Numbers in the source of the rows given; without it, they are its first. */
  source?: ArrayLike<number>
}

/** As fitPipeline, but a step that cannot learn ends it without an error: what those before it have learnt is kept. */
export function learnPipeline(
  columns: readonly NamedValues[],
  trainRows: Uint32Array,
  steps: readonly Preprocessing[],
  roles: FedRoles,
  { first = 0, source }: Numbering = {}
): { fitted: FittedStep[]; fault: { step: number; error: NetloomError } | null } {
  const fitted: FittedStep[] = []
  try {
    const read = steps.map((step, i) => readStep(step, first + i))
    const lastLearner = read.findLastIndex(({ step }) => step.fit)
    // Rows are copied only where something is learnt from them.
    const copied = lastLearner < 0 ? [] : rowsFrom(columns, trainRows)
    const numbers = source ? trainRows.map((row) => source[row]!) : trainRows
    let values: Rows = { ...roles, columns: copied, places: placesFor(trainRows.length), source: numbers }
    let shapes: State = { ...roles, columns: columns.map(({ values: _, ...shape }) => shape) }
    for (const [i, step] of steps.entries()) {
      const taken = columnsOf(read[i]!, shapes)
      const learnt: FittedStep = {
        ...step,
        columns: taken,
        fitted: i <= lastLearner ? learn(read[i]!, taken, values) : {}
      }
      shapes = planStep(read[i]!, shapes, learnt)
      if (i < lastLearner) values = applyStep(read[i]!, learnt, values)
      else if (i === lastLearner) values = dropping(read[i]!, learnt, values)
      if (values.places.length === 0 && trainRows.length > 0)
        throw new NetloomError('PIPELINE_NO_ROWS', { className: step.class_name, where: read[i]!.where })
      fitted.push(learnt)
    }
    return { fitted, fault: null }
  } catch (error) {
    if (!(error instanceof NetloomError)) throw error
    return { fitted, fault: { step: fitted.length, error } }
  }
}

/** By column. */
function learn(read: ReadStep, taken: readonly string[], state: Rows): FittedStep['fitted'] {
  const { step, params } = read
  if (!step.fit) return {}
  const byName = new Map(state.columns.map((column) => [column.name, column]))
  return Object.fromEntries(
    taken.map((name) => [name, inPlace(read, numberIn(state), () => step.fit!(byName.get(name)!, params))])
  )
}

interface Rows extends State<NamedValues> {
  /** Of each row that is left, its place among those given. */
  places: Uint32Array
  /** Of those given, their numbers in the source; without them, they are its first. */
  source: ArrayLike<number> | undefined
}
const placesFor = (rows: number): Uint32Array => Uint32Array.from({ length: rows }, (_, row) => row)
const numberIn =
  ({ places, source }: Rows) =>
  (row: number): number =>
    source ? source[places[row]!]! : places[row]!
const rowsFrom = (columns: readonly NamedValues[], rows: ArrayLike<number>): NamedValues[] =>
  columns.map((column) => ({ ...column, values: takeRows(column.values, rows) }))

function applyStep(read: ReadStep, learnt: FittedStep, before: Rows): Rows {
  const taken = columnsOf(withColumns(read, learnt), before)
  const state = dropping(read, learnt, before)
  const byName = new Map(state.columns.map((column) => [column.name, column]))
  const changes = taken.map((name): [string, NamedValues[]] => {
    const fitted = fittedOf(learnt, name)!
    return [name, inPlace(read, numberIn(state), () => read.step.apply(byName.get(name)!, read.params, fitted))]
  })
  return { ...state, ...replaced(state, new Map(changes), read) }
}

/** The rows that a step keeps, of all columns. */
function dropping({ step, params }: ReadStep, learnt: FittedStep, state: Rows): Rows {
  if (!step.keeps) return state
  const keep = new Uint8Array(state.places.length).fill(1)
  for (const column of state.columns) {
    if (!learnt.columns.includes(column.name)) continue
    step.keeps(column, params, fittedOf(learnt, column.name)!)?.forEach((kept, row) => (keep[row]! &= kept))
  }
  if (!keep.includes(0)) return state
  const rows = [...keep.keys()].filter((row) => keep[row] === 1)
  return {
    ...state,
    columns: rowsFrom(state.columns, rows),
    places: Uint32Array.from(rows, (row) => state.places[row]!)
  }
}

export interface Applied extends State<NamedValues> {
  /** Of each row that is left, its place among those given; all but those that a step drops. */
  kept: Uint32Array
}

/**
 * Does what steps have learnt to do. Each row comes out the same alone and among others.
 * @param columns of equal length, as those that the steps were fitted on
 * @throws NetloomError PIPELINE_*
 */
export function applyPipeline(
  columns: readonly NamedValues[],
  fitted: readonly FittedStep[],
  { features, target }: FedRoles,
  { first = 0, source }: Numbering = {}
): Applied {
  const count = columns[0] ? rowsOf(columns[0].values) : 0
  const begin: Rows = { columns, features, target, places: placesFor(count), source }
  const end = fitted.reduce((state, learnt, i) => applyStep(readStep(learnt, first + i), learnt, state), begin)
  return { columns: end.columns, features: end.features, target: end.target, kept: end.places }
}

/**
 * A last Rescaling of all features that the network can do itself, so that bytes stay bytes in memory; and the steps that
 * are left to be done before. { scale: 1, offset: 0 } where there is none.
 */
export function leaveToGraph(
  fitted: readonly FittedStep[],
  plan: PipelinePlan
): { steps: FittedStep[]; rescaling: { scale: number; offset: number } } {
  const last = fitted.at(-1)
  const before = plan.states[fitted.length - 1]
  const none = { steps: [...fitted], rescaling: { scale: 1, offset: 0 } }
  if (!last || !before || before.features.some((name) => !last.columns.includes(name))) return none
  if (before.target !== null && last.columns.includes(before.target)) return none
  const bytes = before.features.every(
    (name) => before.columns.find((column) => column.name === name)?.dtype === 'uint8'
  )
  const { step, params } = readStep(last, fitted.length - 1)
  const rescaling = bytes ? (step.inGraph?.(params) ?? null) : null
  return rescaling ? { steps: fitted.slice(0, -1), rescaling } : none
}
