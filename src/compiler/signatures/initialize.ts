// The weights' first values.
import { seedOf } from '../../shared/random'
import type { GraphBuilder } from '../builder'
import { variableOf } from '../forward'
import { initialValue } from '../initializers'
import type { CompileSpec } from '../spec'

/** initialize: gives every weight its first value, each from a stream of its own. */
export function initializeSignature(g: GraphBuilder, { layers, seed }: CompileSpec): void {
  const assigned = layers.flatMap((layer) =>
    layer.weights.map((weight) => {
      const variable = variableOf(g, layer.name, weight)
      const { shape, initializer } = weight
      const value = g.scope('initialize', () =>
        initialValue(initializer, { g, shape, seed: seedOf(seed, `init/${variable.name}`) })
      )
      return g.assign(variable, value)
    })
  )
  g.signature('initialize', {}, { done: g.done(assigned) })
}
