// Keras's optimizers, losses and metrics as tfjs-layers has them.
import type * as tf from '@tensorflow/tfjs'
import type { ResolvedTerm } from '../../shared/schema'
import type { TrainingData } from '../engine'

type Tf = typeof tf
export type LossFunction = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor

/** @param rate the learning rate to begin with */
export function createOptimizer(tf: Tf, { name, params }: ResolvedTerm, rate: number): tf.Optimizer {
  const p = params as Record<string, number> & { nesterov?: boolean; centered?: boolean }
  switch (name) {
    case 'sgd':
      return p.momentum! > 0
        ? tf.train.momentum(rate, p.momentum!, p.nesterov as unknown as boolean)
        : tf.train.sgd(rate)
    case 'rmsprop':
      return tf.train.rmsprop(rate, p.rho, p.momentum, p.epsilon, p.centered as unknown as boolean)
    case 'adam':
      return tf.train.adam(rate, p.beta_1, p.beta_2, p.epsilon)
    case 'adamax':
      return tf.train.adamax(rate, p.beta_1, p.beta_2, p.epsilon)
    case 'adagrad':
      return tf.train.adagrad(rate, p.initial_accumulator_value)
    case 'adadelta':
      return tf.train.adadelta(rate, p.rho, p.epsilon)
    default:
      throw new Error(`tfjs has no optimizer ${name}`)
  }
}

/** SGD keeps a tensor of it; the others read their field at each step. */
export function setRate(optimizer: tf.Optimizer, rate: number): void {
  const own = optimizer as tf.Optimizer & { learningRate: number; setLearningRate?(rate: number): void }
  if (own.learningRate === rate) return
  if (own.setLearningRate) own.setLearningRate(rate)
  else own.learningRate = rate
}

/** A name where tfjs-layers knows the loss, a function where it does not (losses from logits). */
export function createLoss(tf: Tf, { name, params }: ResolvedTerm): string | LossFunction {
  if (params.from_logits === true) return fromLogits(tf, name)
  const names: Record<string, string> = {
    mean_squared_error: 'meanSquaredError',
    mean_absolute_error: 'meanAbsoluteError',
    log_cosh: 'logcosh',
    binary_crossentropy: 'binaryCrossentropy',
    categorical_crossentropy: 'categoricalCrossentropy',
    sparse_categorical_crossentropy: 'sparseCategoricalCrossentropy'
  }
  return names[name]!
}

// Targets of the sparse loss are one-hot by now, see layers-engine.ts.
const fromLogits = (tf: Tf, name: string): LossFunction =>
  name === 'binary_crossentropy'
    ? (yTrue, yPred) => tf.losses.sigmoidCrossEntropy(yTrue, yPred)
    : (yTrue, yPred) => tf.losses.softmaxCrossEntropy(yTrue, yPred)

/** `targets`: as the engine hands them over; of the sparse loss from logits they are one-hot. */
export function createMetric(tf: Tf, { name }: ResolvedTerm, targets: TrainingData['targets']): LossFunction {
  switch (name) {
    case 'mean_squared_error':
      return tf.metrics.meanSquaredError
    case 'mean_absolute_error':
      return tf.metrics.meanAbsoluteError
    case 'binary_accuracy':
      return tf.metrics.binaryAccuracy
    case 'categorical_accuracy':
      return tf.metrics.categoricalAccuracy
    case 'sparse_categorical_accuracy':
      return targets === 'categorical' ? tf.metrics.categoricalAccuracy : tf.metrics.sparseCategoricalAccuracy
    default:
      throw new Error(`tfjs has no metric ${name}`)
  }
}
