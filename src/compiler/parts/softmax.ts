// Functions that share a total of one among the values of an axis.
import type { GraphBuilder } from '../builder'
import { inverseOf, type Tensor } from '../ir'

/** Over the last axis; TensorFlow's op takes any rank of at least one. */
export const softmax = (g: GraphBuilder, x: Tensor): Tensor => g.op('Softmax', [x])
export const logSoftmax = (g: GraphBuilder, x: Tensor): Tensor => g.op('LogSoftmax', [x])

/** Over all of the given axes (not that of the batch) together. */
export function softmaxOver(g: GraphBuilder, x: Tensor, axes: readonly number[]): Tensor {
  const last = x.dims.length - 1
  if (axes.length === 1 && axes[0] === last) return softmax(g, x)
  // TensorFlow's op knows the last axis alone: the others are brought there, laid out in one row, and put back.
  const others = g.allAxes(x).filter((axis) => !axes.includes(axis))
  const permutation = [...others, ...axes]
  const moved = g.transpose(x, permutation)
  const row = axes.reduce((product, axis) => product * x.dims[axis]!, 1)
  const rows = g.reshape(moved, [...others.map((axis) => x.dims[axis]!), row])
  const shares = g.reshape(softmax(g, rows), moved.dims)
  return g.transpose(shares, inverseOf(permutation))
}

/**
 * The nearest point of the probability simplex, over the last axis (Martins & Astudillo 2016, algorithm 1): what is less
 * than the threshold tau becomes 0, all else sums to one. Keras up to 3.15.1 has tau too large (keras issue 23425).
 */
export function sparsemax(g: GraphBuilder, x: Tensor): Tensor {
  const axis = x.dims.length - 1
  const count = x.dims[axis]!
  const falling = g.op('TopKV2', [x, g.int(count)], { count })
  const sums = g.op('Cumsum', [falling, g.int(axis)])
  const ranks = g.floats(
    [count],
    Array.from({ length: count }, (_, i) => i + 1)
  )
  const [zero, one] = [g.float(0), g.float(1)]
  const kept = g.op('Greater', [falling, g.over(g.minus(sums, one), ranks)])
  const lowest = g.reduce('Min', g.select(kept, falling, g.slice(falling, axis, 0, 1)), [axis], true)
  // From here on the gradient flows: which values are kept is fixed.
  const inside = g.op('GreaterEqual', [x, lowest])
  const total = g.sum(g.select(inside, x, zero), [axis], true)
  const tau = g.over(g.minus(total, one), g.sum(g.select(inside, one, zero), [axis], true))
  return g.op('Relu', [g.minus(x, tau)])
}
