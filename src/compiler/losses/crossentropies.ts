// Surprise at the target: keras/src/losses/losses.py, keras/src/backend/tensorflow/nn.py
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'
import { EPSILON } from '../norms'
import { lastAxis, number, oneMinus, overFeatures, type Loss, type LossInputs } from './loss'

/**
 * Scores before a final softmax or sigmoid: exact where probabilities would be rounded. As Keras does, it looks back, and
 * takes the scores behind either activation for any cross-entropy.
 */
function logitsOf({ output, params }: LossInputs): Tensor | null {
  if (params.from_logits === true) return output
  return output.node.op === 'Softmax' || output.node.op === 'Sigmoid' ? output.node.inputs[0]! : null
}

const likely = (g: GraphBuilder, x: Tensor): Tensor => g.clip(x, EPSILON, 1 - EPSILON)
const log = (g: GraphBuilder, x: Tensor): Tensor => g.op('Log', [x])

/** Probabilities that sum to one, kept away from 0 and 1. */
const probabilities = (g: GraphBuilder, output: Tensor): Tensor =>
  likely(g, g.over(output, g.sum(output, lastAxis(output), true)))

/** Targets moved towards even chances by label_smoothing. @param even the chance of each class, where none is known */
function smoothed({ g, target, params }: LossInputs, even: number): Tensor {
  const smoothing = Number(params.label_smoothing)
  return smoothing > 0 ? g.plus(g.times(target, g.float(1 - smoothing)), g.float(smoothing * even)) : target
}
const smoothedRows = (inputs: LossInputs): Tensor => smoothed(inputs, 1 / inputs.output.dims.at(-1)!)

/** By value, not yet a mean. */
function binaryValues(inputs: LossInputs, target: Tensor): Tensor {
  const { g, output } = inputs
  const logits = logitsOf(inputs)
  if (logits) {
    // max(x, 0) - x z + log(1 + exp(-|x|)), as tf.nn.sigmoid_cross_entropy_with_logits
    const soft = g.op('Softplus', [g.op('Neg', [g.op('Abs', [logits])])])
    return g.plus(g.minus(g.op('Relu', [logits]), g.times(logits, target)), soft)
  }
  const p = likely(g, output)
  const yes = g.times(target, log(g, p))
  const no = g.times(oneMinus(g, target), log(g, oneMinus(g, p)))
  return g.op('Neg', [g.plus(yes, no)])
}

export const binaryCrossentropy: Loss = (inputs) => overFeatures(inputs.g, binaryValues(inputs, smoothed(inputs, 0.5)))

export const binaryFocalCrossentropy: Loss = (inputs) => {
  const { g, params } = inputs
  const target = smoothed(inputs, 0.5)
  const output = params.from_logits === true ? g.op('Sigmoid', [inputs.output]) : inputs.output
  const chance = g.plus(g.times(target, output), g.times(oneMinus(g, target), oneMinus(g, output)))
  const focus = g.op('Pow', [oneMinus(g, chance), number(inputs, 'gamma')])
  const entropy = binaryValues({ ...inputs, output, params: { ...params, from_logits: false } }, target)
  const values = g.times(focus, entropy)
  if (params.apply_class_balancing !== true) return overFeatures(g, values)
  const alpha = number(inputs, 'alpha')
  const balance = g.plus(g.times(target, alpha), g.times(oneMinus(g, target), oneMinus(g, alpha)))
  return overFeatures(g, g.times(balance, values))
}

export const categoricalCrossentropy: Loss = (inputs) => {
  const { g, output } = inputs
  const target = smoothedRows(inputs)
  const logits = logitsOf(inputs)
  if (logits) return g.op('SoftmaxCrossEntropyWithLogits', [logits, target])
  return g.op('Neg', [g.sum(g.times(target, log(g, probabilities(g, output))), lastAxis(output))])
}

export const categoricalFocalCrossentropy: Loss = (inputs) => {
  const { g, params } = inputs
  const target = smoothedRows(inputs)
  const output = params.from_logits === true ? g.op('Softmax', [inputs.output]) : inputs.output
  const p = probabilities(g, output)
  const entropy = g.op('Neg', [g.times(target, log(g, p))])
  const focus = g.op('Pow', [oneMinus(g, p), number(inputs, 'gamma')])
  return g.sum(g.times(g.times(focus, number(inputs, 'alpha')), entropy), lastAxis(output))
}

export const sparseCategoricalCrossentropy: Loss = (inputs) => {
  const { g, output, target } = inputs
  // Keras takes the logarithm of clipped probabilities as logits, which softmax then normalises.
  const scores = logitsOf(inputs) ?? log(g, likely(g, output))
  return g.op('SparseSoftmaxCrossEntropyWithLogits', [scores, target])
}

export const klDivergence: Loss = ({ g, output, target }) => {
  const [wanted, found] = [g.clip(target, EPSILON, 1), g.clip(output, EPSILON, 1)]
  const values = g.times(wanted, log(g, g.over(wanted, found)))
  return g.sum(values, lastAxis(values))
}
