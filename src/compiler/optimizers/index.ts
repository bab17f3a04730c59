// Keras's optimizers, as TensorFlow's fused updates where there is one of the same formula (tensorflow/core/kernels/
// training_ops.cc against keras/src/optimizers).
import { adafactor } from './adafactor'
import { adam, adamax, nadam } from './adam'
import { adadelta, adagrad, ftrl, rmsprop } from './adaptive'
import { lion, sgd } from './descent'
import type { OptimizerGraph } from './optimizer'

export { clipped, decayed } from './common'
export type { OptimizerGraph, SlotSpec, UpdateInputs } from './optimizer'

export const OPTIMIZER_GRAPHS: Record<string, OptimizerGraph> = {
  sgd,
  rmsprop,
  adam,
  adamw: adam,
  adamax,
  nadam,
  adagrad,
  adadelta,
  lion,
  ftrl,
  adafactor
}
