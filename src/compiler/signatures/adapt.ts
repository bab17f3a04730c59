import { fetchedFloats } from '../border'
import type { GraphBuilder } from '../builder'
import { forward } from '../forward'
import type { CompileSpec } from '../spec'
import { gatherBatch, type DataSource } from './data'

export const adaptSignature = (layer: string): string => `adapt_${layer}`

/**
 * adapt_<layer>, of each layer whose weights come from the training examples: its statistics of those at `indices`, which
 * pass through the layers before it as in inference.
 * @returns the names of these layers, in the order in which they are to be adapted
 */
export function adaptSignatures(g: GraphBuilder, spec: CompileSpec, source: DataSource): string[] {
  return spec.layers.flatMap((layer) => {
    if (!layer.adapt) return []
    const indices = g.placeholder(`${adaptSignature(layer.name)}/indices`, 'int32', [null])
    const { outputs } = forward(g, spec, gatherBatch(g, spec, source, indices).x, null)
    const row = layer.adapt(
      g,
      layer.inputs.map((input) => outputs.get(input)!)
    )
    if (!row) return []
    const name = adaptSignature(layer.name)
    g.signature(name, { indices, ...source.inputs }, { row: fetchedFloats(g, row, `${name}/row`) })
    return [layer.name]
  })
}
