import { OPTIMIZERS } from '../../layers/terms'
import { findTerm, type TermSpec } from '../../shared/schema'
import type { Identifier } from '../../shared/training'

export const identifierName = (identifier: Identifier): string =>
  typeof identifier === 'string' ? identifier : identifier.class_name

const known = (optimizer: Identifier): TermSpec | undefined => findTerm(OPTIMIZERS, identifierName(optimizer))

/** The learning rate that an optimizer will use; null where Netloom does not know its default. */
export function learningRateOf(optimizer: Identifier): number | null {
  if (typeof optimizer !== 'string' && typeof optimizer.config.learning_rate === 'number')
    return optimizer.config.learning_rate
  const fallback = known(optimizer)?.params.learning_rate?.default
  return typeof fallback === 'number' ? fallback : null
}

/** The same optimizer with another learning rate, in Keras's long form. */
export function withLearningRate(optimizer: Identifier, learningRate: number): Identifier {
  if (typeof optimizer !== 'string')
    return { ...optimizer, config: { ...optimizer.config, learning_rate: learningRate } }
  return { class_name: known(optimizer)?.className ?? optimizer, config: { learning_rate: learningRate } }
}
