// The parameters that an inspector shows, of one layer or of several at once.
import type { LayerType } from '../../../layers/index'
import type { LayerConfig } from '../../../shared/design'
import { readParams, type ParamSpec, type ParamSpecs } from '../../../shared/schema'
import type { ParamValue } from './typed'

export interface ParamState {
  key: string
  /** What all of the layers take. */
  spec: ParamSpec
  /** With the default filled in; undefined where a value is missing, or where the layers differ. */
  value: ParamValue | undefined
  mixed: boolean
  /** Differs from the default. */
  changed: boolean
  /** There is a default to go back to. */
  resettable: boolean
}
export interface Configured {
  type: Pick<LayerType, 'params'>
  config: LayerConfig
}

/** Those that people set most often, beside those that have to be set. */
const OFTEN = new Set([
  'strides',
  'padding',
  'pool_size',
  'size',
  'activation',
  'axis',
  'rate',
  'dropout',
  'recurrent_dropout',
  'return_sequences',
  'merge_mode',
  'momentum',
  'learning_rate',
  'nesterov',
  'rho',
  'beta_1',
  'beta_2',
  'weight_decay',
  'monitor',
  'patience',
  'restore_best_weights',
  'factor',
  'min_lr',
  'schedule',
  'save_best_only',
  'save_freq',
  'threshold',
  'seconds',
  'negative_slope',
  'max_value',
  'alpha',
  'l1',
  'l2',
  'cropping',
  'interpolation',
  'normalize',
  'mask_zero',
  'mode',
  'offset',
  'value_range',
  'fill_mode',
  'width_factor',
  'mean',
  'variance',
  'keepdims'
])
/** Fewer are not worth folding away. */
const FOLDED_FROM = 3

const json = (value: unknown): string => JSON.stringify(value) ?? ''

/** A value with its short forms written out, to compare it: 3 is [3, 3], "Zeros" is "zeros". */
export function written(spec: ParamSpec, value: ParamValue | undefined): string {
  if (value === undefined) return ''
  try {
    return json(readParams({ value: spec }, { value }, { className: '', layer: '', where: '' }).value)
  } catch {
    return json(value)
  }
}

export const isDefault = (spec: ParamSpec, value: ParamValue | undefined): boolean =>
  value === undefined || (spec.default !== undefined && written(spec, value) === written(spec, defaultOf(spec)))

const defaultOf = (spec: ParamSpec): ParamValue | undefined => spec.default as ParamValue | undefined

/** The parameters of one layer, or those that all of several have with the same kind. In Keras's order. */
export function statesOf(layers: readonly Configured[]): ParamState[] {
  const [first, ...others] = layers
  return Object.entries<ParamSpec>(first?.type.params ?? {}).flatMap(([key, own]) => {
    const specs = [own, ...others.map(({ type }) => (type.params as ParamSpecs)[key])]
    const spec = specs.reduce((all, one) => (all && one ? common(all, one) : undefined))
    if (!spec) return []
    const values = layers.map(({ config }, i) => config[key] ?? (config[key] === null ? null : defaultOf(specs[i]!)))
    const isOther = (value: ParamValue | undefined, i: number): boolean =>
      json(value) !== json(values[0]) && written(specs[i]!, value) !== written(specs[0]!, values[0])
    const mixed = values.some(isOther)
    return {
      key,
      spec,
      value: mixed ? undefined : values[0],
      mixed,
      changed: layers.some(({ config }, i) => specs[i]!.default !== undefined && !isDefault(specs[i]!, config[key])),
      resettable: specs.every((one) => one!.default !== undefined)
    }
  })
}

/** What two layers both take; undefined where there is nothing. */
function common(a: ParamSpec, b: ParamSpec): ParamSpec | undefined {
  if (a === b) return a
  if (a.kind !== b.kind || lengthOf(a) !== lengthOf(b)) return commonNumber(a, b)
  const both = { ...a, ...commonLimits(a, b) }
  if (a.kind === 'choice' || a.kind === 'layer') {
    const options = a.options.filter((option) => (b as { options: readonly string[] }).options.includes(option))
    return options.length === 0 ? undefined : ({ ...both, options } as ParamSpec)
  }
  if (a.kind === 'term') {
    const terms = a.terms.filter((term) => (b as typeof a).terms.includes(term))
    return terms.length === 0 ? undefined : ({ ...both, terms } as ParamSpec)
  }
  return both as ParamSpec
}

/** One number is a kernel of any rank; a list would fit one of the layers only. */
function commonNumber(a: ParamSpec, b: ParamSpec): ParamSpec | undefined {
  const takesOne = (spec: ParamSpec): boolean =>
    spec.kind === 'integer' || (spec.kind === 'integers' && (spec.length !== undefined || spec.single === true))
  if (!takesOne(a) || !takesOne(b)) return undefined
  return { kind: 'integer', help: a.help, ...commonLimits(a, b) } as ParamSpec
}

function commonLimits(a: ParamSpec, b: ParamSpec): object {
  const nullable = 'nullable' in a && a.nullable === true && 'nullable' in b && b.nullable === true
  const [one, other] = [bounds(a), bounds(b)]
  return {
    ...strictest(one.min, other.min, 'min', Math.max),
    ...strictest(one.max, other.max, 'max', Math.min),
    nullable,
    default: json(a.default) === json(b.default) ? a.default : undefined
  }
}

const bounds = (spec: ParamSpec): { min?: number; max?: number } => spec as { min?: number; max?: number }
const lengthOf = (spec: ParamSpec): number | undefined => (spec as { length?: number }).length

function strictest(
  a: number | undefined,
  b: number | undefined,
  name: 'min' | 'max',
  pick: (...values: number[]) => number
): { min?: number; max?: number } {
  const known = [a, b].filter((value) => value !== undefined)
  return known.length === 0 ? {} : { [name]: pick(...known) }
}

/** First those without a default, then those that are often set; the rest is to be folded away. */
export function arranged(states: readonly ParamState[]): { first: ParamState[]; more: ParamState[] } {
  const required = states.filter(({ resettable }) => !resettable)
  const often = states.filter(({ resettable, key }) => resettable && OFTEN.has(key))
  const more = states.filter(({ resettable, key }) => resettable && !OFTEN.has(key))
  if (more.length < FOLDED_FROM) return { first: [...required, ...often, ...more], more: [] }
  return { first: [...required, ...often], more }
}
