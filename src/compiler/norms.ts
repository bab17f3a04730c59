// Lengths of vectors, as Keras takes them.
import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'

/** keras.backend.epsilon() */
export const EPSILON = 1e-7

/** keras.ops.normalize: vectors along an axis brought to length 1; those of no length stay as they are. */
export function normalized(g: GraphBuilder, x: Tensor, axis: number): Tensor {
  const inverse = g.op('Rsqrt', [g.sum(g.square(x), [axis], true)])
  return g.times(x, g.op('Minimum', [inverse, g.float(1 / EPSILON)]))
}
