// Graphs that look into one training step: their weights are copies, and the batch comes with the call.
import { fedFloats, fedNumbers } from './border'
import type { GraphBuilder } from './builder'
import { ownedWeights, type OwnedWeight } from './forward'
import type { Tensor } from './ir'
import { targetType, type Batch } from './signatures/data'
import { variableSignatures } from './signatures/variables'
import type { CompileSpec } from './spec'

export interface FedStep {
  owned: OwnedWeight[]
  batch: Batch
  /** int32 scalar, the number of the step */
  step: Tensor
  /** Of the signature: x floats [batch, ...], rescaled; y; w where examples have weights; step. */
  inputs: Record<string, Tensor>
}

/** Makes set_weights and get_weights, and what the signature `name` takes. */
export function fedStep(g: GraphBuilder, spec: CompileSpec, name: string): FedStep {
  const owned = ownedWeights(g, spec)
  variableSignatures(
    g,
    'weights',
    owned.map(({ variable }) => variable)
  )
  const x = fedFloats(g, `${name}/x`, [null, ...spec.data.shape])
  const y = fedNumbers(g, `${name}/y`, [null], targetType(spec))
  const w = spec.data.sampleWeights ? fedFloats(g, `${name}/w`, [null]) : null
  const step = g.placeholder(`${name}/step`, 'int32', [])
  const batch = { x: x.value, y: y.value, w: w && w.value }
  return { owned, batch, step, inputs: { x: x.fed, y: y.fed, ...(w && { w: w.fed }), step } }
}
