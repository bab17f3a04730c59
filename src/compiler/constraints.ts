// Keras's constraints (keras/src/constraints/constraints.py): what a weight becomes after an update.
import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'
import { EPSILON } from './norms'
import type { Term } from './spec'

/** @throws Error for a name that is not Keras's */
export function constrained(g: GraphBuilder, { name, params }: Term, w: Tensor): Tensor {
  if (name === 'non_neg') return g.op('Relu', [w])
  const axes = (params.axis as readonly number[]).map((axis) => (axis < 0 ? axis + w.dims.length : axis))
  const norms = g.op('Sqrt', [g.sum(g.square(w), axes, true)])
  const divisor = g.plus(g.float(EPSILON), norms)
  const scaledTo = (wanted: Tensor): Tensor => g.times(w, g.over(wanted, divisor))
  const [low, high, rate] = [params.min_value, params.max_value, params.rate].map(Number)
  switch (name) {
    case 'max_norm':
      return scaledTo(g.clip(norms, 0, high!))
    case 'unit_norm':
      return g.over(w, divisor)
    case 'min_max_norm': {
      const within = g.times(g.float(rate!), g.clip(norms, low!, high!))
      return scaledTo(g.plus(within, g.times(g.float(1 - rate!), norms)))
    }
    default:
      throw new Error(`there is no constraint ${name}`)
  }
}
