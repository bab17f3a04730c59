// Keras's losses, each value by example: [batch]. Formulas: keras/src/losses/losses.py, keras/src/backend/tensorflow/nn.py.
import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'

/** keras.backend.epsilon() */
const EPSILON = 1e-7

export interface LossInputs {
  g: GraphBuilder
  /** The network's output, float [batch, ...]. */
  output: Tensor
  /** int32 [batch] class numbers for the sparse loss; float of the output's shape for all others. */
  target: Tensor
  params: Readonly<Record<string, unknown>>
}
type Loss = (inputs: LossInputs) => Tensor

const clip = (g: GraphBuilder, x: Tensor, low: number, high: number): Tensor =>
  g.op('Maximum', [g.op('Minimum', [x, g.float(high)]), g.float(low)])

/**
 * Scores before a final softmax or sigmoid: exact where probabilities would be rounded. As Keras does, it looks back, and
 * takes the scores behind either activation for any cross-entropy.
 */
function logitsOf({ output, params }: LossInputs): Tensor | null {
  if (params.from_logits === true) return output
  return output.node.op === 'Softmax' || output.node.op === 'Sigmoid' ? output.node.inputs[0]! : null
}

const overFeatures = (g: GraphBuilder, values: Tensor): Tensor =>
  values.dims.length === 1 ? values : g.mean(values, g.allAxes(values).slice(1))

/** Probabilities that sum to one, kept away from 0 and 1. */
function probabilities(g: GraphBuilder, output: Tensor): Tensor {
  const total = g.sum(output, [output.dims.length - 1], true)
  return clip(g, g.over(output, total), EPSILON, 1 - EPSILON)
}

const crossEntropy = (g: GraphBuilder, target: Tensor, output: Tensor): Tensor =>
  g.op('Neg', [g.sum(g.times(target, g.op('Log', [output])), [output.dims.length - 1])])

export const LOSS_GRAPHS: Record<string, Loss> = {
  mean_squared_error: ({ g, output, target }) => overFeatures(g, g.square(g.minus(output, target))),
  mean_absolute_error: ({ g, output, target }) => overFeatures(g, g.op('Abs', [g.minus(output, target)])),
  // x + softplus(-2x) - log 2
  log_cosh: ({ g, output, target }) => {
    const x = g.minus(output, target)
    const soft = g.op('Softplus', [g.times(g.float(-2), x)])
    return overFeatures(g, g.minus(g.plus(x, soft), g.float(Math.log(2))))
  },
  binary_crossentropy: (inputs) => {
    const { g, output, target } = inputs
    const logits = logitsOf(inputs)
    if (logits) {
      // max(x, 0) - x z + log(1 + exp(-|x|)), as tf.nn.sigmoid_cross_entropy_with_logits
      const soft = g.op('Softplus', [g.op('Neg', [g.op('Abs', [logits])])])
      return overFeatures(g, g.plus(g.minus(g.op('Relu', [logits]), g.times(logits, target)), soft))
    }
    const p = clip(g, output, EPSILON, 1 - EPSILON)
    const one = g.float(1)
    const yes = g.times(target, g.op('Log', [p]))
    const no = g.times(g.minus(one, target), g.op('Log', [g.minus(one, p)]))
    return overFeatures(g, g.op('Neg', [g.plus(yes, no)]))
  },
  categorical_crossentropy: (inputs) => {
    const { g, output, target } = inputs
    const logits = logitsOf(inputs)
    if (!logits) return crossEntropy(g, target, probabilities(g, output))
    return g.op('SoftmaxCrossEntropyWithLogits', [logits, target])
  },
  sparse_categorical_crossentropy: (inputs) => {
    const { g, output, target } = inputs
    const logits = logitsOf(inputs)
    // Keras takes the logarithm of clipped probabilities as logits, which softmax then normalises.
    const scores = logits ?? g.op('Log', [clip(g, output, EPSILON, 1 - EPSILON)])
    return g.op('SparseSoftmaxCrossEntropyWithLogits', [scores, target])
  }
}
