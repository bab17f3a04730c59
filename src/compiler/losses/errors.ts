// How far numbers are from others: keras/src/losses/losses.py
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'
import { EPSILON, normalized } from '../norms'
import { atLeast, number, overFeatures, type Loss, type LossInputs } from './loss'

/** The mean over the features of what a function makes of output - target. */
const ofError =
  (measure: (g: GraphBuilder, error: Tensor, inputs: LossInputs) => Tensor): Loss =>
  (inputs) => {
    const { g, output, target } = inputs
    return overFeatures(g, measure(g, g.minus(output, target), inputs))
  }

export const meanSquaredError = ofError((g, error) => g.square(error))
export const meanAbsoluteError = ofError((g, error) => g.op('Abs', [error]))

/** Squares near zero, and a straight line beyond delta. */
export const huber = ofError((g, error, inputs) => {
  const size = g.op('Abs', [error])
  const delta = number(inputs, 'delta')
  const half = g.float(0.5)
  const far = g.minus(g.times(delta, size), g.times(half, g.square(delta)))
  return g.select(g.op('LessEqual', [size, delta]), g.times(half, g.square(error)), far)
})

// x + softplus(-2x) - log 2
export const logCosh = ofError((g, error) => {
  const soft = g.op('Softplus', [g.times(g.float(-2), error)])
  return g.minus(g.plus(error, soft), g.float(Math.log(2)))
})

export const meanAbsolutePercentageError = ofError((g, error, { target }) =>
  g.times(g.float(100), g.op('Abs', [g.over(error, atLeast(g, g.op('Abs', [target]), EPSILON))]))
)

export const meanSquaredLogarithmicError: Loss = ({ g, output, target }) => {
  const log = (x: Tensor): Tensor => g.op('Log', [g.plus(atLeast(g, x, EPSILON), g.float(1))])
  return overFeatures(g, g.square(g.minus(log(output), log(target))))
}

export const poisson: Loss = ({ g, output, target }) =>
  overFeatures(g, g.minus(output, g.times(target, g.op('Log', [g.plus(output, g.float(EPSILON))]))))

/** The cosine of the angle between output and target: 1 for the same direction. Along axis 0, a value for each feature. */
export const cosine: Loss = ({ g, output, target, params }) => {
  const axis = Number(params.axis)
  const counted = axis < 0 ? axis + output.dims.length : axis
  return g.sum(g.times(normalized(g, target, counted), normalized(g, output, counted)), [counted])
}
/** As a loss: -1 for the same direction. */
export const cosineSimilarity: Loss = (inputs) => inputs.g.op('Neg', [cosine(inputs)])
