// Signatures that read and write variables as they are: weights, and what the optimizer keeps beside them.
import { fedFloats, fetchedFloats } from '../border'
import type { GraphBuilder } from '../builder'
import type { Variable } from '../ir'

/** set_<what> takes, get_<what> gives v0, v1, ... in the order of `variables`. */
export function variableSignatures(g: GraphBuilder, what: 'weights' | 'slots', variables: readonly Variable[]): void {
  const fed = variables.map((variable, i) => fedFloats(g, `set_${what}/v${i}`, variable.dims))
  // A fed tensor may share JavaScript's memory, which is gone after the call: a copy is assigned.
  const assigned = variables.map((variable, i) => g.assign(variable, g.op('DeepCopy', [fed[i]!.value])))
  g.signature(`set_${what}`, named(fed.map((one) => one.fed)), { done: g.done(assigned) })
  const values = variables.map((variable, i) => fetchedFloats(g, g.read(variable), `get_${what}/v${i}`))
  g.signature(`get_${what}`, {}, variables.length > 0 ? named(values) : { done: g.done([]) })
}

const named = <T>(values: readonly T[]): Record<string, T> =>
  Object.fromEntries(values.map((value, i) => [`v${i}`, value]))
