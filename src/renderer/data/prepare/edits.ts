// Changes of a project's list of steps. All return a new list, or the same one where there is nothing to do.
import type { ColumnShape, Step } from '../../../pipeline'
import type { ErrorPayload } from '../../../shared/errors'
import type { Preprocessing } from '../../../shared/preprocessing'

type Steps = readonly Preprocessing[]
export type StepConfig = Preprocessing['config']

export const inserted = (steps: Steps, at: number, step: Preprocessing): Preprocessing[] => [
  ...steps.slice(0, at),
  step,
  ...steps.slice(at)
]
export const removed = (steps: Steps, at: number): Preprocessing[] => steps.filter((_, i) => i !== at)

/** The step at `from` comes to stand at `to`, as counted without it. */
export function moved(steps: Steps, from: number, to: number): Preprocessing[] {
  const step = steps[from]
  if (!step || to < 0 || to >= steps.length || to === from) return steps as Preprocessing[]
  return inserted(removed(steps, from), to, step)
}
export const changed = (steps: Steps, at: number, change: (step: Preprocessing) => Preprocessing): Preprocessing[] =>
  steps.map((step, i) => (i === at ? change(step) : step))

/** undefined: the default again. */
export function withParam(step: Preprocessing, key: string, value: StepConfig[string] | undefined): Preprocessing {
  const { [key]: _, ...rest } = step.config
  return { ...step, config: value === undefined ? rest : { ...step.config, [key]: value } }
}
/** No column named: all that fit. */
export function withColumns({ columns: _, ...step }: Preprocessing, columns: readonly string[]): Preprocessing {
  return columns.length === 0 ? step : { ...step, columns: [...columns] }
}

const SIDE = 64
/** What a new step begins with where it has no default. `input`: shape of what the design takes. */
function firstConfig(className: string, input: readonly number[] | null): StepConfig {
  switch (className) {
    case 'Rescaling':
      return { scale: 1 / 255 }
    case 'Resizing':
      return input && input.length >= 2 ? { height: input[0]!, width: input[1]! } : { height: SIDE, width: SIDE }
    case 'Clip':
      return { min: 0 }
    default:
      return {}
  }
}
export const newStep = (className: string, input: readonly number[] | null, columns?: string[]): Preprocessing => ({
  class_name: className,
  ...(columns && { columns }),
  config: firstConfig(className, input)
})

/** Steps that an error asks for, and before which one they have to stand; `at` null: behind all. */
export interface Remedy {
  className: string
  at: number | null
  columns?: string[]
  config?: StepConfig
}

/**
 * What mends a fault of the steps.
 * @param at the step that cannot be done; null: the steps can, but not what they leave
 * @param columns as they are where the fault is
 */
export function remediesOf({ code, args }: ErrorPayload, at: number | null, columns: readonly ColumnShape[]): Remedy[] {
  const name = typeof args.column === 'string' ? args.column : null
  const column = columns.find((one) => one.name === name)
  const here = name === null ? {} : { columns: [name] }
  switch (code) {
    case 'PIPELINE_TYPE':
      return (FOR_TYPE[column?.type ?? ''] ?? []).map((className) => ({ className, at: null, ...here }))
    case 'PIPELINE_MISSING': {
      const text = column?.type === 'text'
      return [{ className: 'SimpleImputer', at, ...here, ...(text && { config: { strategy: 'most_frequent' } }) }]
    }
    case 'PIPELINE_NO_VALUES':
      return [{ className: 'SimpleImputer', at, ...here, config: { strategy: 'constant' } }]
    case 'PIPELINE_INFINITE':
    case 'PIPELINE_NOT_FINITE':
    case 'PIPELINE_DOMAIN':
      return [{ className: 'Clip', at, ...here, ...(code === 'PIPELINE_DOMAIN' ? {} : { config: FINITE }) }]
    default:
      return []
  }
}
const FINITE = { min: -1e6, max: 1e6 }
const FOR_TYPE: Record<string, string[]> = {
  text: ['TextVectorization', 'OneHotEncoder', 'OrdinalEncoder'],
  sequence: ['pad_sequences'],
  picture: ['Resizing']
}

/** Whether a step can do something with one of the columns. */
export const fitsSome = (step: Step, columns: readonly ColumnShape[]): boolean =>
  columns.some((column) => {
    try {
      return step.accepts(column, defaultsOf(step))
    } catch {
      return true
    }
  })
const defaultsOf = (step: Step): Parameters<Step['accepts']>[1] =>
  Object.fromEntries(Object.entries(step.params).map(([key, spec]) => [key, spec.default ?? null])) as Parameters<
    Step['accepts']
  >[1]
