import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'

/**
 * What dropout multiplies values by: 0 for a share of them, 1 / (1 - rate) for the others.
 * @param rate above 0, below 1 @param seed int32 [2]
 * @returns of the shape of x
 */
export function dropoutFactors(g: GraphBuilder, x: Tensor, rate: number, seed: Tensor): Tensor {
  const kept = g.indicator(g.op('GreaterEqual', [g.randomLike(x, seed), g.float(rate)]))
  return g.times(kept, g.float(1 / (1 - rate)))
}
