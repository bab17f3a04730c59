// Parameter schemas: one declaration serves validation, defaults and (later) the form of the inspector.
import { NetloomError } from './errors'
import { expectation, oneOf } from './expectation'
import { NOTHING, type Bilingual, type Words } from './locale'

interface Common<T> {
  /** Absent: the parameter must be given. */
  default?: T
  help: Bilingual
}
interface Range {
  min?: number
  max?: number
}
/** How numbers are chosen without typing them. */
interface Stepped {
  /** Values that people often give, smallest first. */
  usual?: readonly number[]
  /** What - and + go through: quarters of a doubling (8, 10, 12, 14, 16, 20), or 1-2-5 of each decade. */
  steps?: 'quarters' | 'decades'
}
/** Also takes null, Keras's None. */
interface Nullable {
  nullable?: boolean
}
export type ParamSpec =
  | (Common<number | null> & Range & Stepped & Nullable & { kind: 'integer' })
  /** With `terms`, also one of these, as { class_name, config }: a schedule of learning rates. */
  | (Common<number | null> & Range & Stepped & Nullable & { kind: 'number'; terms?: readonly TermSpec[] })
  | (Common<boolean> & { kind: 'boolean' })
  /** One of a list of names. */
  | (Common<string | null> & Nullable & { kind: 'choice'; options: readonly string[] })
  /** A number or a text: what may stand in a column. */
  | (Common<number | string | null> & Nullable & { kind: 'value' })
  /**
   * Whole numbers: a shape, or with `length` a fixed count, where one number stands for all (kernel_size: 3). With
   * `single`, one number is a list of one (axis: -1).
   */
  | (Common<number | readonly number[] | null> &
      Range &
      Stepped &
      Nullable & { kind: 'integers'; length?: number; single?: boolean })
  /** Numbers as Keras's preprocessing layers take them: one, or a list of `least` (1) up to `most`. */
  | (Common<number | readonly number[] | null> &
      Range &
      Stepped &
      Nullable & { kind: 'numbers'; least?: number; most?: number })
  /** Whole numbers before and after, for each of `length` axes: 1, [1, 2] (one for each axis), or [[1, 1], [2, 0]]. */
  | (Common<number | readonly (number | readonly number[])[]> & Range & { kind: 'pairs'; length: number })
  /** A shape in which null stands for the size that the axis has anyway (noise_shape). */
  | (Common<readonly (number | null)[] | null> & Nullable & { kind: 'sizes' })
  /** An initializer, regularizer or constraint: Keras's short name, or { class_name, config }. */
  | (Common<string | null> & Nullable & { kind: 'term'; terms: readonly TermSpec[] })
  /** A layer inside a wrapper: { class_name, config }. */
  | (Common<never> & { kind: 'layer'; options: readonly string[] })
export type ParamSpecs = Record<string, ParamSpec>

/** Something that Keras knows by a class (Adam) and by a function or short name (adam). */
export interface TermSpec {
  className: string
  names: readonly string[]
  params: ParamSpecs
}
export interface ResolvedTerm {
  /** Keras's short name, e.g. 'adam' or 'sparse_categorical_crossentropy'. */
  name: string
  params: Record<string, unknown>
}
/** A layer's class and config inside a wrapper's config. */
export interface WrappedLayer {
  class_name: string
  config: Record<string, unknown>
}

interface Values {
  integer: number
  number: number
  boolean: boolean
  choice: string
  value: number | string
  integers: number[]
  numbers: number[]
  pairs: [number, number][]
  sizes: (number | null)[]
  term: ResolvedTerm
  layer: WrappedLayer
}
type ValueOf<S extends ParamSpec> = S extends { nullable: true } ? Values[S['kind']] | null : Values[S['kind']]
export type ParamValues<P extends ParamSpecs> = { [K in keyof P]: ValueOf<P[K]> }

/** Where a value stands, for the error that names it. */
export interface ParamPlace {
  className: string
  layer: string
  /** JSON path of the config, e.g. model.nodes[2].config */
  where: string
}

/**
 * Validates a config and fills in defaults; short forms (one number for a list, a name for a term) are written out.
 * @throws NetloomError LAYER_PARAM naming the first parameter that does not fit
 */
export function readParams<P extends ParamSpecs>(
  specs: P,
  config: Record<string, unknown>,
  place: ParamPlace
): ParamValues<P> {
  for (const key of Object.keys(config)) {
    if (!Object.hasOwn(specs, key)) {
      throw paramError(place, key, oneOf(Object.keys(specs)), `"${key}"`)
    }
  }
  const values = Object.entries(specs).map(([key, spec]) => {
    const given = config[key] === undefined ? spec.default : config[key]
    if (given === undefined) throw paramError(place, key, expectation(spec), NOTHING)
    const inner = { ...place, where: `${place.where}.${key}` }
    const value = given === null ? readNull(spec) : readValue(spec, given, inner)
    if (value === undefined) throw paramError(place, key, expectation(spec), JSON.stringify(given))
    return [key, value]
  })
  return Object.fromEntries(values) as ParamValues<P>
}

/** The term of a list that a class or short name stands for; undefined where there is none. */
export const findTerm = <T extends TermSpec>(terms: readonly T[], name: string): T | undefined =>
  terms.find((candidate) => candidate.className === name || candidate.names.includes(name))

const paramError = (place: ParamPlace, key: string, expected: Words, found: Words): NetloomError =>
  new NetloomError('LAYER_PARAM', {
    className: place.className,
    layer: place.layer,
    where: `${place.where}.${key}`,
    expected,
    found
  })

const inRange = (value: unknown, { min, max }: Range): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= (min ?? -Infinity) && value <= (max ?? Infinity)
const isWhole = (value: unknown, range: Range): value is number => Number.isInteger(value) && inRange(value, range)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const readNull = (spec: ParamSpec): null | undefined => ('nullable' in spec && spec.nullable ? null : undefined)

/** The value written out; undefined where it does not fit. */
function readValue(spec: ParamSpec, value: unknown, place: ParamPlace): unknown {
  switch (spec.kind) {
    case 'integer':
      return isWhole(value, spec) ? value : undefined
    case 'number':
      if (spec.terms && isRecord(value)) return readTerm(spec.terms, value, place)
      return inRange(value, spec) ? value : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'choice':
      return spec.options.includes(value as string) ? value : undefined
    case 'value':
      return typeof value === 'string' || inRange(value, {}) ? value : undefined
    case 'integers': {
      const count = spec.length ?? (spec.single ? 1 : undefined)
      const list = typeof value === 'number' && count !== undefined ? Array<unknown>(count).fill(value) : value
      if (!Array.isArray(list) || (spec.length !== undefined && list.length !== spec.length)) return undefined
      return list.every((item) => isWhole(item, spec)) ? [...(list as number[])] : undefined
    }
    case 'numbers': {
      const list = Array.isArray(value) ? value : [value]
      if (list.length < (spec.least ?? 1) || list.length > (spec.most ?? Infinity)) return undefined
      return list.every((item) => inRange(item, spec)) ? [...(list as number[])] : undefined
    }
    case 'pairs':
      return readPairs(spec, value)
    case 'sizes':
      return readSizes(value)
    case 'term':
      return readTerm(spec.terms, value, place)
    case 'layer':
      return readLayer(spec.options, value)
  }
}

function readPairs(spec: Range & { length: number }, value: unknown): unknown {
  const list = typeof value === 'number' ? Array<unknown>(spec.length).fill(value) : value
  if (!Array.isArray(list)) return undefined
  // Of one axis, [1, 2] is one pair; of several, each axis has a number or a pair.
  const axes = spec.length === 1 && list.length === 2 && !Array.isArray(list[0]) ? [list] : list
  const pairs = axes.map((axis) => (Array.isArray(axis) ? (axis as unknown[]) : [axis, axis]))
  const fits = pairs.length === spec.length && pairs.every((pair) => pair.length === 2)
  return fits && pairs.flat().every((item) => isWhole(item, spec)) ? pairs : undefined
}

function readSizes(value: unknown): (number | null)[] | undefined {
  const fits = (item: unknown): item is number | null => item === null || isWhole(item, { min: 1 })
  return Array.isArray(value) && value.every(fits) ? [...value] : undefined
}

function readTerm(terms: readonly TermSpec[], value: unknown, place: ParamPlace): ResolvedTerm | undefined {
  const given = isRecord(value) ? value : { class_name: value }
  const config = given.config ?? {}
  const term = typeof given.class_name === 'string' ? findTerm(terms, given.class_name) : undefined
  if (!term || !isRecord(config)) return undefined
  const where = isRecord(value) ? `${place.where}.config` : place.where
  return { name: term.names[0]!, params: readParams(term.params, config, { ...place, where }) }
}

function readLayer(options: readonly string[], value: unknown): WrappedLayer | undefined {
  if (!isRecord(value) || !options.includes(value.class_name as string)) return undefined
  const config = value.config ?? {}
  return isRecord(config) ? { class_name: value.class_name as string, config } : undefined
}
