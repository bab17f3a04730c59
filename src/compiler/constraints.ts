// Keras's constraints (keras/src/constraints/constraints.py): what a weight becomes after an update.
import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'
import type { Term } from './spec'

/** @throws Error for a name that is not Keras's */
export function constrained(g: GraphBuilder, { name }: Term, w: Tensor): Tensor {
  if (name === 'non_neg') return g.op('Relu', [w])
  throw new Error(`there is no constraint ${name}`)
}
