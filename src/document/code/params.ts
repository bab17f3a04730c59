// What of a config is worth writing down.
import { findTerm, readParams, type ParamSpec, type ParamSpecs, type TermSpec } from '../../shared/schema'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/** A parameter that is to be written; without a spec it is none that the catalogue knows. */
export interface Argument {
  key: string
  spec: ParamSpec | undefined
  value: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isDefault(spec: ParamSpec, value: Json): boolean {
  if (spec.default === undefined) return false
  const read = (config: Record<string, Json>): string =>
    JSON.stringify(readParams({ it: spec }, config, { className: '', layer: '', where: '' }))
  try {
    return read({ it: value }) === read({})
  } catch {
    return false // what does not fit is shown as it is
  }
}

/**
 * Parameters in the order of their specs, then those without one; those at their defaults are left out.
 * @param always written though they are at their defaults
 */
export function argumentsOf(
  specs: ParamSpecs,
  config: JsonObject,
  always: ReadonlySet<string> = new Set()
): Argument[] {
  const known = Object.entries(specs).flatMap(([key, spec]): Argument[] => {
    const value = config[key] ?? (config[key] === null ? null : (spec.default as Json | undefined))
    if (value === undefined || (isDefault(spec, value) && !always.has(key))) return []
    return [{ key, spec, value }]
  })
  const unknown = Object.keys(config).filter((key) => !Object.hasOwn(specs, key))
  return [...known, ...unknown.map((key): Argument => ({ key, spec: undefined, value: config[key]! }))]
}

/** A term as a project names it: short name or class, and what of its config is to be written. */
export interface GivenTerm {
  /** As given. */
  name: string
  /** Undefined where the catalogue knows none of this name. */
  term: TermSpec | undefined
  /** Only a name was given. */
  short: boolean
  given: Argument[]
}

/** What a term is about is written even at its default: L2(0.01), Adam(learning_rate=0.001). */
const mainParam = (term: TermSpec): string | undefined => Object.keys(term.params).find((key) => key !== 'seed')

/** `value`: 'adam', or { class_name, config }; null for anything else. */
export function readTerm(terms: readonly TermSpec[], value: Json): GivenTerm | null {
  const name = isObject(value) ? value.class_name : value
  if (typeof name !== 'string') return null
  const config = isObject(value) && isObject(value.config) ? value.config : {}
  const term = findTerm(terms, name)
  const main = term && mainParam(term)
  const always = new Set(main !== undefined && config[main] !== undefined ? [main] : [])
  return { name, term, short: !isObject(value), given: argumentsOf(term?.params ?? {}, config, always) }
}
