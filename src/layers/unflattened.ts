import type { InferredLayer, InferredModel } from './infer'

/** What may stand between the Dense layers at the end of a network. */
const BETWEEN = ['dense', 'activation', 'regularization', 'normalization']

/**
 * The first of the Dense layers at the end of a network, where it takes more axes than one: there, a Flatten may be
 * missing. Null where the output has one axis, or no Dense does it.
 */
export function unflattened({ layers }: InferredModel, output: InferredLayer): InferredLayer | null {
  if (output.outputShape.length < 2) return null
  const byName = new Map(layers.map((layer) => [layer.name, layer]))
  let first: InferredLayer | null = null
  let layer: InferredLayer | undefined = output
  while (layer && layer.inputs.length === 1 && BETWEEN.includes(layer.type.group)) {
    if (layer.type.className === 'Dense') first = layer
    layer = byName.get(layer.inputs[0]!)
  }
  return first
}
