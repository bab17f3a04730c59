import type { Identifier } from '../../shared/training'

/** Keras's optimizers with their default learning rates, by the short names that compile() takes. */
const OPTIMIZERS: Record<string, { className: string; learningRate: number }> = {
  sgd: { className: 'SGD', learningRate: 0.01 },
  rmsprop: { className: 'RMSprop', learningRate: 0.001 },
  adam: { className: 'Adam', learningRate: 0.001 },
  adamw: { className: 'AdamW', learningRate: 0.001 },
  adamax: { className: 'Adamax', learningRate: 0.001 },
  adagrad: { className: 'Adagrad', learningRate: 0.001 },
  adadelta: { className: 'Adadelta', learningRate: 0.001 },
  nadam: { className: 'Nadam', learningRate: 0.001 },
  lion: { className: 'Lion', learningRate: 0.001 },
  ftrl: { className: 'Ftrl', learningRate: 0.001 },
  adafactor: { className: 'Adafactor', learningRate: 0.001 }
}

export const identifierName = (identifier: Identifier): string =>
  typeof identifier === 'string' ? identifier : identifier.class_name

const known = (optimizer: Identifier): { className: string; learningRate: number } | undefined =>
  OPTIMIZERS[identifierName(optimizer).toLowerCase()]

/** The learning rate that an optimizer will use; null where Netloom does not know its default. */
export function learningRateOf(optimizer: Identifier): number | null {
  if (typeof optimizer !== 'string' && typeof optimizer.config.learning_rate === 'number')
    return optimizer.config.learning_rate
  return known(optimizer)?.learningRate ?? null
}

/** The same optimizer with another learning rate, in Keras's long form. */
export function withLearningRate(optimizer: Identifier, learningRate: number): Identifier {
  if (typeof optimizer !== 'string')
    return { ...optimizer, config: { ...optimizer.config, learning_rate: learningRate } }
  return { class_name: known(optimizer)?.className ?? optimizer, config: { learning_rate: learningRate } }
}
