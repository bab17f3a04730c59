// From a loss's values to one number: keras/src/losses/loss.py, reduce_weighted_values and apply_mask
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'
import { atLeast } from './loss'

export interface Counted {
  /** Float [batch]: how much each example counts; null where all count the same. */
  weights: Tensor | null
  /** Bool [batch, time]: false for positions that do not count; null where all do. */
  mask: Tensor | null
}

/**
 * The mean of values, or with `sum` their sum. As in Keras, weights do not change what a mean divides by: it is the number
 * of values, of those that the mask leaves.
 * @param values float [batch, ...]
 * @returns float scalar
 */
export function reduced(g: GraphBuilder, values: Tensor, { weights, mask, sum }: Counted & { sum: boolean }): Tensor {
  const weighted = weights ? g.times(values, alongside(g, weights, values)) : values
  if (!mask) return sum ? g.sum(weighted) : g.mean(weighted)
  const valid = g.indicator(mask)
  const counted = g.times(weighted, alongside(g, valid, values))
  if (sum) return g.sum(counted)
  // Nothing left is a loss of 0: the mean is 0 already.
  const share = g.over(atLeast(g, g.sum(valid), 1), g.asFloat(g.op('Size', [valid])))
  return g.over(g.mean(counted), share)
}

/** What is told of the first axes, shaped to be multiplied with values that have more. */
export function alongside(g: GraphBuilder, told: Tensor, values: Tensor): Tensor {
  const more = values.dims.length - told.dims.length
  if (more < 0) throw new Error(`a mask of ${told.dims.length} axes on values of ${values.dims.length}`)
  return more === 0 ? told : g.reshape(told, [...told.dims, ...Array<number>(more).fill(1)])
}
