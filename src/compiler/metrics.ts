// Keras's metrics as means over a batch: scalars.
import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'
import { LOSS_GRAPHS } from './losses'

export interface MetricInputs {
  g: GraphBuilder
  output: Tensor
  /** As for the loss: int32 [batch], or float32 of the output's shape. */
  target: Tensor
}

/** Chosen by target and output, as Keras does for 'accuracy': sparse, binary or categorical. */
function accuracy({ g, output, target }: MetricInputs): Tensor {
  const last = output.dims.length - 1
  if (target.dtype === 'int32') return share(g, g.op('Equal', [argMax(g, output, last), target]))
  if (output.dims[last] === 1) {
    const guessed = g.cast(g.op('Greater', [output, g.float(0.5)]), 'float32')
    return share(g, g.op('Equal', [guessed, target]))
  }
  return share(g, g.op('Equal', [argMax(g, output, last), argMax(g, target, last)]))
}
const argMax = (g: GraphBuilder, x: Tensor, axis: number): Tensor => g.op('ArgMax', [x, g.int(axis)], { axis })
const share = (g: GraphBuilder, matches: Tensor): Tensor => g.mean(g.cast(matches, 'float32'))

const asLoss =
  (name: string) =>
  ({ g, output, target }: MetricInputs): Tensor =>
    g.mean(LOSS_GRAPHS[name]!({ g, output, target, fromLogits: false }))

export const METRIC_GRAPHS: Record<string, (inputs: MetricInputs) => Tensor> = {
  accuracy,
  mean_squared_error: asLoss('mean_squared_error'),
  mean_absolute_error: asLoss('mean_absolute_error')
}
