// The weights' first values.
import { seedOf } from '../../shared/random'
import type { GraphBuilder } from '../builder'
import { ownedWeights } from '../forward'
import { initialValue } from '../initializers'
import type { CompileSpec } from '../spec'

/** initialize: gives every weight its first value, each from a stream of its own. */
export function initializeSignature(g: GraphBuilder, spec: CompileSpec): void {
  const assigned = ownedWeights(g, spec).map(({ weight: { shape, initializer }, variable }) => {
    const seed = seedOf(spec.seed, `init/${variable.name}`)
    return g.assign(
      variable,
      g.scope('initialize', () => initialValue(initializer, { g, shape, seed }))
    )
  })
  g.signature('initialize', {}, { done: g.done(assigned) })
}
