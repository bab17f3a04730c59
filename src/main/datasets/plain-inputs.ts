// What a network of one or two numbers is asked about: any values of its features, as they are before the steps.
import { assemble } from '../../pipeline/assemble'
import type { ColumnShape, NamedValues } from '../../pipeline/define'
import { applyPipeline, type FedRoles, type Numbering } from '../../pipeline/run'
import type { OpenDataset } from '../../shared/dataset'
import type { FittedStep } from '../../shared/preprocessing'
import type { FloatType } from '../../shared/training'

/** Least and greatest value of a column, without gaps. */
export type Range = readonly [min: number, max: number]

export interface PlainInputs {
  /** One or two, in the order in which they are put together. */
  features: readonly (ColumnShape & { range: Range })[]
  /** Where the steps may change the target: what it is before them. */
  target: (ColumnShape & { range: Range }) | null
  /** Those that the network does not do itself. */
  steps: readonly FittedStep[]
  numbering: Numbering
}

const MOST_FEATURES = 2
const isPlain = ({ type, shape }: ColumnShape): boolean =>
  (type === 'number' || type === 'integer') && shape?.length === 0

/** Null where the features are no one or two columns of numbers. @param columns features and target, as they were read */
export function plainInputs(
  columns: readonly NamedValues[],
  { features, target }: FedRoles,
  steps: readonly FittedStep[],
  numbering: Numbering
): PlainInputs | null {
  const named = (name: string) => columns.find((column) => column.name === name)
  const fed = features.map(named)
  if (fed.length > MOST_FEATURES || !fed.every((column) => column !== undefined && isPlain(column))) return null
  const steered = target === null ? null : named(target)!
  if (steered && !isPlain(steered)) return null
  const found = [...fed, ...(steered ? [steered] : [])].flatMap((column) => {
    const { values, ...shape } = column!
    const range = values.kind === 'numbers' ? rangeOf(values.data) : null
    // Grids have fractions, also of whole numbers.
    return range ? [{ ...shape, dtype: 'float64' as const, range }] : []
  })
  if (found.length < fed.length + (steered ? 1 : 0)) return null
  return {
    features: found.slice(0, fed.length),
    target: steered ? found.at(-1)! : null,
    steps,
    numbering
  }
}

/** The same of a table whose numbers are fed as they stand. */
export function plainColumns({ columns, shape, train }: OpenDataset): PlainInputs | null {
  if (!columns || columns.length > MOST_FEATURES || shape.length !== 1) return null
  const features = columns.flatMap((name, i) => {
    const range = rangeOf(train.x, i, columns.length)
    return range ? [{ name, type: 'number' as const, shape: [], dtype: 'float64' as const, range }] : []
  })
  return features.length < columns.length ? null : { features, target: null, steps: [], numbering: {} }
}

function rangeOf(values: ArrayLike<number>, first = 0, every = 1): Range | null {
  let [min, max] = [Infinity, -Infinity]
  for (let i = first; i < values.length; i += every) {
    const value = values[i]!
    if (!Number.isFinite(value)) continue
    if (value < min) min = value
    if (value > max) max = value
  }
  return min <= max ? [min, max] : null
}

/**
 * What the network is fed for values of its features.
 * @param values of each feature, of equal length @param targets as many, where the steps may change the target
 * @returns x [count, ...], and targets as the steps leave them (null where they are not theirs to change); null where steps
 * leave out rows
 * @throws NetloomError PIPELINE_* where a step cannot take such values
 */
export function throughSteps(
  { features, target, steps, numbering }: PlainInputs,
  values: readonly Float64Array<ArrayBuffer>[],
  targets: Float64Array<ArrayBuffer> | null,
  floatType: FloatType
): { x: ArrayLike<number>; targets: Float64Array | null } | null {
  const column = ({ range: _, ...shape }: PlainInputs['features'][number], data: Float64Array<ArrayBuffer>) => ({
    ...shape,
    values: { kind: 'numbers' as const, shape: [], data, missing: null }
  })
  const given: NamedValues[] = features.map((feature, i) => column(feature, values[i]!))
  if (target) given.push(column(target, targets!))
  const roles = { features: features.map(({ name }) => name), target: target?.name ?? null }
  const applied = applyPipeline(given, steps, roles, numbering.first === undefined ? {} : { first: numbering.first })
  if (applied.kept.length < values[0]!.length) return null
  const { x } = assemble(applied.columns, applied.features, floatType)
  const made = applied.columns.find(({ name }) => name === applied.target)?.values
  return { x, targets: made?.kind === 'numbers' ? Float64Array.from(made.data) : null }
}
