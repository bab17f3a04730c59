// Keras's activation functions as ops: keras/src/activations/activations.py, keras/src/backend/tensorflow/nn.py.
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'
import { logSoftmax, softmax, sparsemax } from './softmax'

type Activation = (g: GraphBuilder, x: Tensor) => Tensor

const relu: Activation = (g, x) => g.op('Relu', [x])
const sigmoid: Activation = (g, x) => g.op('Sigmoid', [x])
const softplus: Activation = (g, x) => g.op('Softplus', [x])
const tanh: Activation = (g, x) => g.op('Tanh', [x])
const silu: Activation = (g, x) => g.times(x, sigmoid(g, x))
/** relu6(x + 3) / 6; 1/5 and 1/2 in Keras 2. */
const hardSigmoid: Activation = (g, x) => g.over(g.op('Relu6', [g.plus(x, g.float(3))]), g.float(6))
const hardSilu: Activation = (g, x) => g.times(x, hardSigmoid(g, x))

/** x above zero, negative_slope x below. */
export const leakyRelu = (g: GraphBuilder, x: Tensor, negativeSlope = 0.2): Tensor =>
  g.op('LeakyRelu', [x], { alpha: negativeSlope })

/** alpha (exp(x) - 1) below zero. */
export function elu(g: GraphBuilder, x: Tensor, alpha = 1): Tensor {
  const y = g.op('Elu', [x])
  if (alpha === 1) return y
  return g.select(g.op('Greater', [x, g.float(0)]), y, g.times(g.float(alpha), y))
}

export interface ReluParams {
  /** Null for none. */
  max_value: number | null
  negative_slope: number
  threshold: number
}

/** keras.activations.relu with its parameters: negative_slope (x - threshold) under the threshold, max_value at most. */
export function reluOf(g: GraphBuilder, x: Tensor, params: ReluParams): Tensor {
  const { max_value: most, negative_slope: slope, threshold } = params
  if (slope !== 0 && most === null && threshold === 0) return leakyRelu(g, x, slope)
  const above = reluBetween(g, x, threshold, most)
  return slope === 0 ? above : g.minus(above, g.times(g.float(slope), relu(g, g.minus(g.float(threshold), x))))
}

/** x where it is above the threshold, else 0; at most `most`. */
function reluBetween(g: GraphBuilder, x: Tensor, threshold: number, most: number | null): Tensor {
  if (threshold === 0 && most === 6) return g.op('Relu6', [x])
  const above = threshold === 0 ? relu(g, x) : g.select(g.op('Greater', [x, g.float(threshold)]), x, g.float(0))
  return most === null ? above : g.op('Minimum', [above, g.float(most)])
}

/** 0 within 1/2 of zero, nearer to zero by 1/2 beyond. */
const softShrink: Activation = (g, x) => g.minus(x, g.clip(x, -0.5, 0.5))

const hardShrink: Activation = (g, x) => g.select(g.op('Greater', [g.op('Abs', [x]), g.float(0.5)]), x, g.float(0))

/** x Φ(x), with the normal distribution's Φ: not the approximation by tanh. */
const gelu: Activation = (g, x) => {
  const phi = g.plus(g.float(1), g.op('Erf', [g.times(x, g.float(Math.SQRT1_2))]))
  return g.times(g.times(g.float(0.5), x), phi)
}

/** 0 up to -1, (x + 1)² / 4 up to 1, then x. */
const sparsePlus: Activation = (g, x) => {
  const one = g.float(1)
  const bow = g.times(g.float(0.25), g.square(g.plus(g.op('Maximum', [x, g.float(-1)]), one)))
  return g.select(g.op('Less', [x, one]), bow, x)
}

/** 0 up to -1, (x + 1) / 2 up to 1, then 1. */
const sparseSigmoid: Activation = (g, x) => {
  const one = g.float(1)
  return g.op('Minimum', [one, g.times(g.float(0.5), relu(g, g.plus(x, one)))])
}

/** (x + sqrt(x² + 4)) / 2 */
const squareplus: Activation = (g, x) =>
  g.times(g.float(0.5), g.plus(x, g.op('Sqrt', [g.plus(g.square(x), g.float(4))])))

/** keras.activations; names are those of src/layers/common.ts. */
const ACTIVATIONS: Record<string, Activation> = {
  // With alpha 1, both are the same.
  celu: elu,
  elu,
  exponential: (g, x) => g.op('Exp', [x]),
  gelu,
  hard_shrink: hardShrink,
  hard_sigmoid: hardSigmoid,
  hard_silu: hardSilu,
  hard_swish: hardSilu,
  hard_tanh: (g, x) => g.clip(x, -1, 1),
  leaky_relu: leakyRelu,
  linear: (_g, x) => x,
  log_sigmoid: (g, x) => g.op('Neg', [softplus(g, g.op('Neg', [x]))]),
  log_softmax: logSoftmax,
  mish: (g, x) => g.times(x, tanh(g, softplus(g, x))),
  relu,
  relu6: (g, x) => g.op('Relu6', [x]),
  selu: (g, x) => g.op('Selu', [x]),
  sigmoid,
  silu,
  soft_shrink: softShrink,
  softmax,
  softplus,
  softsign: (g, x) => g.op('Softsign', [x]),
  sparse_plus: sparsePlus,
  sparse_sigmoid: sparseSigmoid,
  sparsemax,
  squareplus,
  swish: silu,
  tanh,
  tanh_shrink: (g, x) => g.minus(x, tanh(g, x))
}

/** @throws Error for a name that is not Keras's */
export function activate(g: GraphBuilder, name: string, x: Tensor): Tensor {
  const activation = ACTIVATIONS[name]
  if (!activation) throw new Error(`there is no activation ${name}`)
  return activation(g, x)
}
