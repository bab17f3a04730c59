// What a metric is. A batch gives statistics, numbers that add up over batches; the value follows from their sums, so that
// a metric over an epoch is that of all its examples, as Keras's stateful metrics are.
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'
import { alongside } from '../losses/reduce'

export type MetricParams = Readonly<Record<string, unknown>>

export interface MetricInputs {
  g: GraphBuilder
  /** Float [batch, ...]. */
  output: Tensor
  /** int32 [batch] class numbers; null where targets are numbers. */
  labels: Tensor | null
  /** Float, broadcast against the output. */
  target: Tensor
  /** Bool [batch, time]: false for positions that do not count; null where all do. */
  mask: Tensor | null
  params: MetricParams
}

export interface MetricGraph {
  /** Float [statistics], of a size that is known. */
  statistics(inputs: MetricInputs): Tensor
  /** @param sums the statistics of one batch, or their sums over several */
  value(sums: ArrayLike<number>, params: MetricParams): number
}

/** A mean over all examples and positions: sum and number of values. `values`: float [batch, ...] */
export const plainMeanOf = (
  values: (inputs: MetricInputs) => Tensor,
  finish: (mean: number) => number = (mean) => mean
): MetricGraph => ({
  statistics: (inputs) => {
    const { g } = inputs
    const all = values(inputs)
    return g.stack([g.sum(all), g.asFloat(g.op('Size', [all]))])
  },
  value: (sums) => finish(sums[0]! / sums[1]!)
})

/** The same over what the mask leaves, as Keras's MeanMetricWrapper. */
export const meanOf = (values: (inputs: MetricInputs) => Tensor): MetricGraph => ({
  statistics: (inputs) => {
    const { g, mask } = inputs
    if (!mask) return plainMeanOf(values).statistics(inputs)
    const all = values(inputs)
    const counts = g.times(alongside(g, g.indicator(mask), all), g.op('OnesLike', [all]))
    return g.stack([g.sum(g.times(all, counts)), g.sum(counts)])
  },
  value: (sums) => ratio(sums[0]!, sums[1]!)
})

/** 1 for targets that are not zero. */
export const positive = (g: GraphBuilder, target: Tensor): Tensor =>
  g.indicator(g.op('LogicalNot', [g.op('Equal', [target, g.float(0)])]))

/** Nothing divided by nothing is nothing, as Keras's divide_no_nan. */
export const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b)
export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
/** Sums in rows of `width`. */
export const rowsOf = (sums: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: sums.length / width }, (_, row) =>
    Array.from({ length: width }, (_, i) => sums[row * width + i]!)
  )
