// What a layer needs to become ops.
import type { GraphBuilder } from './builder'
import type { Tensor, Variable } from './ir'

export interface LoweringContext {
  g: GraphBuilder
  /** True in the training step: dropout drops, batch statistics are used. */
  training: boolean
  /** A variable's value, read once in a step. */
  weight(name: string): Tensor
  variable(name: string): Variable
  /**
   * int32 [2]: a seed for this layer in this step; another one for each `purpose`. With `own`, a layer's parameter
   * `seed`, it follows from that instead of from the run's seed and the layer's name.
   */
  seed(purpose?: string, own?: number | null): Tensor
  /** A non-trainable variable's new value, assigned when the step's updates are made. */
  update(name: string, value: Tensor): void
  /** Adds a scalar to the training loss. */
  addLoss(value: Tensor): void
  /** Keras's mask of an input, bool [batch, time]: false where a position is padding; null where all count. */
  mask(input?: number): Tensor | null
  /** The mask of the output, for layers that make or change one. */
  setMask(mask: Tensor | null): void
}
