// Keras's activation functions as ops.
import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'

/** keras.activations; names are those of src/layers/common.ts. */
const ACTIVATIONS: Record<string, (g: GraphBuilder, x: Tensor) => Tensor> = {
  linear: (_g, x) => x,
  relu: (g, x) => g.op('Relu', [x]),
  relu6: (g, x) => g.op('Relu6', [x]),
  elu: (g, x) => g.op('Elu', [x]),
  selu: (g, x) => g.op('Selu', [x]),
  sigmoid: (g, x) => g.op('Sigmoid', [x]),
  tanh: (g, x) => g.op('Tanh', [x]),
  softplus: (g, x) => g.op('Softplus', [x]),
  softsign: (g, x) => g.op('Softsign', [x]),
  softmax,
  swish: (g, x) => g.times(x, g.op('Sigmoid', [x])),
  // Keras 3: relu6(x + 3) / 6
  hard_sigmoid: (g, x) => g.over(g.op('Relu6', [g.plus(x, g.float(3))]), g.float(6))
}

/** @throws Error for a name that is not Keras's */
export function activate(g: GraphBuilder, name: string, x: Tensor): Tensor {
  const activation = ACTIVATIONS[name]
  if (!activation) throw new Error(`there is no activation ${name}`)
  return activation(g, x)
}

/** Over the last axis; TensorFlow's op takes any rank of at least one. */
function softmax(g: GraphBuilder, x: Tensor): Tensor {
  return g.op('Softmax', [x])
}
