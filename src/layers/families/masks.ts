// Keras's masks: bool [batch, time], false where a position is padding.
import type { GraphBuilder } from '../../compiler/builder'
import type { Tensor } from '../../compiler/ir'

/** A mask with axes of 1 behind, so that it goes with all values of x. */
export const spreadMask = (g: GraphBuilder, mask: Tensor, x: Tensor): Tensor =>
  g.reshape(mask, [...mask.dims, ...Array<number>(x.dims.length - mask.dims.length).fill(1)])

/** Where any of the masks holds. */
export const anyMask = (g: GraphBuilder, masks: readonly Tensor[]): Tensor =>
  masks.reduce((a, b) => g.op('LogicalOr', [a, b]))

/** True at every position of x, [batch, time, ...]. */
export const fullMask = (g: GraphBuilder, x: Tensor): Tensor =>
  g.op('BroadcastTo', [g.constant('bool', [1, 1], [1]), g.slice(g.shapeOf(x), 0, 0, 2)], { dims: x.dims.slice(0, 2) })
