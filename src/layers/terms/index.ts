// What model.compile() takes: optimizers, losses and metrics by Keras's names, with Keras's parameters and defaults.
import { NetloomError } from '../../shared/errors'
import { findTerm, readParams, type ResolvedTerm, type TermSpec } from '../../shared/schema'
import type { Identifier } from '../../shared/training'
import { METRICS } from './metrics'

export { LOSSES, type FittedTerm, type TargetForm } from './losses'
export { METRICS } from './metrics'
export { OPTIMIZERS } from './optimizers'

export type TermKind = 'optimizer' | 'loss' | 'metric'

/**
 * Finds a term by class or short name and fills in its parameters.
 * @throws NetloomError TERM_UNKNOWN, LAYER_PARAM (naming `where`)
 */
export function resolveTerm(
  kind: TermKind,
  terms: readonly TermSpec[],
  given: Identifier,
  where: string
): ResolvedTerm {
  const name = typeof given === 'string' ? given : given.class_name
  const term = findTerm(terms, name)
  if (!term) {
    throw new NetloomError('TERM_UNKNOWN', {
      kind,
      found: name,
      where,
      known: terms.map((known) => known.names[0]!).join(', ')
    })
  }
  const config = typeof given === 'string' ? {} : given.config
  const params = readParams(term.params, config, { className: kind, layer: term.className, where: `${where}.config` })
  return { name: term.names[0]!, params }
}

/** The name that a metric has in logs: as given, as Keras does ('mae' stays 'mae'). */
export const metricLabel = (given: Identifier): string =>
  typeof given === 'string'
    ? given
    : (METRICS.find((term) => term.className === given.class_name)?.names[0] ?? given.class_name)
