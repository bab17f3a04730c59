// Initializers, regularizers and constraints: { module, class_name, config, registered_name } as designs have them.
import { findTerm, type TermSpec } from '../../shared/schema'
import { isRecord, type Json, type JsonRecord } from './source'

/** Keras 2.0 and TensorFlow.js write these as VarianceScaling: scale, mode, distribution. */
const SCALINGS: Record<string, string> = {
  '1 fan_avg uniform': 'glorot_uniform',
  '1 fan_avg truncated_normal': 'glorot_normal',
  '2 fan_in uniform': 'he_uniform',
  '2 fan_in truncated_normal': 'he_normal',
  '1 fan_in uniform': 'lecun_uniform',
  '1 fan_in truncated_normal': 'lecun_normal'
}

/** The short name where all parameters are defaults, else { class_name, config }. A term that is not known stays. */
export function termOf(value: Json, terms: readonly TermSpec[]): Json {
  if (!isRecord(value) || typeof value.class_name !== 'string') return value
  const term = findTerm(terms, value.class_name) ?? findTerm(terms, value.class_name.replace('LeCun', 'Lecun'))
  const given = isRecord(value.config) ? value.config : {}
  if (!term) return { class_name: value.class_name, config: given }
  const config = settingsOf(term, given)
  const scaling = term.className === 'VarianceScaling' ? scalingName(config) : undefined
  if (scaling !== undefined)
    return termOf({ class_name: scaling, config: config.seed === undefined ? {} : { seed: config.seed } }, terms)
  return Object.keys(config).length === 0 ? term.names[0]! : { class_name: term.className, config }
}

/** Those that are not the default. What the term does not have stays only if it says something. */
function settingsOf(term: TermSpec, given: JsonRecord): JsonRecord {
  const entries = Object.entries(given).flatMap(([key, value]): [string, Json][] => {
    const spec = Object.hasOwn(term.params, key) ? term.params[key] : undefined
    if (!spec) return value === null || key === 'name' || key === 'dtype' ? [] : [[key, value]]
    const number =
      key === 'seed' && isRecord(value) && isRecord(value.config) ? (value.config.seed ?? null) : plainNumber(value)
    const setting = key === 'distribution' && number === 'normal' ? 'truncated_normal' : number
    const same = JSON.stringify([setting].flat()) === JSON.stringify([spec.default].flat())
    return same ? [] : [[key, setting]]
  })
  return Object.fromEntries(entries)
}

function scalingName(config: JsonRecord): string | undefined {
  const { scale = 1, mode = 'fan_in', distribution = 'truncated_normal', seed: _seed, ...rest } = config
  return Object.keys(rest).length === 0 ? SCALINGS[[scale, mode, distribution].map(String).join(' ')] : undefined
}

/** 0.001 for 0.0010000000474974513: a number that went through float32 in the shortest form that gives the same one. */
export function plainNumber(value: Json): Json {
  if (Array.isArray(value)) return value.map(plainNumber)
  if (typeof value !== 'number' || Number.isInteger(value) || Math.fround(value) !== value) return value
  for (let digits = 1; digits <= 7; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return value
}
