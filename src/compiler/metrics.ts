// Keras's metrics. A batch gives statistics, numbers that add up over batches; the value follows from their sums, so that
// a metric over an epoch is that of all its examples, as Keras's stateful metrics are.
import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'
import { LOSS_GRAPHS } from './losses'

export interface MetricInputs {
  g: GraphBuilder
  output: Tensor
  /** int32 [batch] class numbers; null where targets are numbers. */
  labels: Tensor | null
  /** Float, of the output's shape. */
  target: Tensor
  params: Readonly<Record<string, unknown>>
}

export interface MetricGraph {
  /** Float [statistics], of a size that is known. */
  statistics(inputs: MetricInputs): Tensor
  /** @param sums the statistics of one batch, or their sums over several */
  value(sums: ArrayLike<number>, params: Readonly<Record<string, unknown>>): number
}

/** A mean over examples: their sum and their number. `values`: float [batch] */
export const meanOf = (values: (inputs: MetricInputs) => Tensor): MetricGraph => ({
  statistics: (inputs) => {
    const { g } = inputs
    const all = values(inputs)
    return g.stack([g.sum(all), g.asFloat(g.op('Size', [all]))])
  },
  value: (sums) => sums[0]! / sums[1]!
})

/** Chosen by target and output, as Keras does for 'accuracy': sparse, binary or categorical. */
function accuracy({ g, output, labels, target }: MetricInputs): Tensor {
  const last = output.dims.length - 1
  if (output.dims[last] === 1) {
    const guessed = g.indicator(g.op('Greater', [output, g.float(0.5)]))
    return g.indicator(g.op('Equal', [guessed, target]))
  }
  return g.indicator(g.op('Equal', [argMax(g, output, last), labels ?? argMax(g, target, last)]))
}
const argMax = (g: GraphBuilder, x: Tensor, axis: number): Tensor => g.op('ArgMax', [x, g.int(axis)], { axis })

const asLoss = (name: string): MetricGraph => meanOf((inputs) => LOSS_GRAPHS[name]!(inputs))

export const METRIC_GRAPHS: Record<string, MetricGraph> = {
  accuracy: meanOf(accuracy),
  mean_squared_error: asLoss('mean_squared_error'),
  mean_absolute_error: asLoss('mean_absolute_error')
}
