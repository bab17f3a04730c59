// What dropout comes down to. `chances`: uniform in [0, 1), of the shape of what may be dropped; `rate`: above 0, below 1.
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'

/** 1 for values that stay, 0 for the share that goes. */
export const survivors = (g: GraphBuilder, chances: Tensor, rate: number): Tensor =>
  g.indicator(g.op('GreaterEqual', [chances, g.float(rate)]))

/** What values are multiplied by: 0 for the share that goes, 1 / (1 - rate) for the others. */
export const dropoutFactors = (g: GraphBuilder, chances: Tensor, rate: number): Tensor =>
  g.times(survivors(g, chances, rate), g.float(1 / (1 - rate)))
