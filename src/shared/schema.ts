// Parameter schemas: one declaration serves validation, defaults and (later) the form of the inspector.
import { NetloomError } from './errors'
import type { Bilingual } from './locale'

interface Common<T> {
  /** Absent: the parameter must be given. */
  default?: T
  help: Bilingual
}
export type ParamSpec =
  | (Common<number> & { kind: 'integer'; min?: number; max?: number })
  | (Common<number> & { kind: 'number'; min?: number; max?: number })
  | (Common<boolean> & { kind: 'boolean' })
  /** One of a list of names; `nullable` also takes null (Keras's None). */
  | (Common<string | null> & { kind: 'choice'; options: readonly string[]; nullable?: boolean })
  /** Whole numbers: a shape, or with `length` a fixed count, where one number stands for all (kernel_size: 3). */
  | (Common<number | readonly number[] | null> & {
      kind: 'integers'
      length?: number
      min?: number
      nullable?: boolean
    })
export type ParamSpecs = Record<string, ParamSpec>

type ValueOf<S extends ParamSpec> = S extends { kind: 'integer' | 'number' }
  ? number
  : S extends { kind: 'boolean' }
    ? boolean
    : S extends { kind: 'choice' }
      ? S extends { nullable: true }
        ? string | null
        : string
      : S extends { nullable: true }
        ? number[] | null
        : number[]
export type ParamValues<P extends ParamSpecs> = { [K in keyof P]: ValueOf<P[K]> }

/** Where a value stands, for the error that names it. */
export interface ParamPlace {
  className: string
  layer: string
  /** JSON path of the config, e.g. model.nodes[2].config */
  where: string
}

/**
 * Validates a config and fills in defaults; numbers given for a fixed-length list are repeated.
 * @throws NetloomError LAYER_PARAM naming the first parameter that does not fit
 */
export function readParams<P extends ParamSpecs>(
  specs: P,
  config: Record<string, unknown>,
  place: ParamPlace
): ParamValues<P> {
  for (const key of Object.keys(config)) {
    if (!Object.hasOwn(specs, key)) {
      throw paramError(place, key, `one of ${Object.keys(specs).join(', ') || 'no parameters'}`, `"${key}"`)
    }
  }
  const values = Object.entries(specs).map(([key, spec]) => {
    const given = config[key] === undefined ? spec.default : config[key]
    if (given === undefined) throw paramError(place, key, expectation(spec), 'nothing')
    const value = readValue(spec, given)
    if (value === undefined) throw paramError(place, key, expectation(spec), JSON.stringify(given))
    return [key, value]
  })
  return Object.fromEntries(values) as ParamValues<P>
}

const paramError = (place: ParamPlace, key: string, expected: string, found: string): NetloomError =>
  new NetloomError('LAYER_PARAM', {
    className: place.className,
    layer: place.layer,
    where: `${place.where}.${key}`,
    expected,
    found
  })

const inRange = (value: number, spec: { min?: number; max?: number }): boolean =>
  Number.isFinite(value) && value >= (spec.min ?? -Infinity) && value <= (spec.max ?? Infinity)

function readValue(spec: ParamSpec, value: unknown): unknown {
  switch (spec.kind) {
    case 'integer':
      return Number.isInteger(value) && inRange(value as number, spec) ? value : undefined
    case 'number':
      return typeof value === 'number' && inRange(value, spec) ? value : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'choice':
      if (value === null) return spec.nullable ? null : undefined
      return spec.options.includes(value as string) ? value : undefined
    case 'integers': {
      if (value === null) return spec.nullable ? null : undefined
      const list =
        typeof value === 'number' && spec.length !== undefined ? Array<number>(spec.length).fill(value) : value
      if (!Array.isArray(list) || (spec.length !== undefined && list.length !== spec.length)) return undefined
      return list.every((item) => Number.isInteger(item) && inRange(item as number, spec))
        ? [...(list as number[])]
        : undefined
    }
  }
}

function expectation(spec: ParamSpec): string {
  const range = (kind: string, bounds: { min?: number; max?: number }): string => {
    if (bounds.min !== undefined && bounds.max !== undefined) return `${kind} from ${bounds.min} to ${bounds.max}`
    if (bounds.min !== undefined) return `${kind} of at least ${bounds.min}`
    return bounds.max === undefined ? kind : `${kind} of at most ${bounds.max}`
  }
  switch (spec.kind) {
    case 'integer':
      return range('a whole number', spec)
    case 'number':
      return range('a number', spec)
    case 'boolean':
      return 'true or false'
    case 'choice':
      return `one of ${spec.options.join(', ')}${spec.nullable ? ', null' : ''}`
    case 'integers':
      return spec.length === undefined
        ? range('a list of whole numbers, each', spec)
        : `${range('a whole number', spec)}, or a list of ${spec.length}`
  }
}
