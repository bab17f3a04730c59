// A design as the JSON of keras.Model.to_json() (Keras 2 form), as tfjs-layers reads it.
import type { InferredLayer, InferredModel } from '../../layers/infer'
import { seedOf } from '../../shared/random'
import { findTerm, type ResolvedTerm, type TermSpec } from '../../shared/schema'

/** Keras 2 and tfjs-layers write one of the classes otherwise. */
const kerasClass = (terms: readonly TermSpec[], name: string): string =>
  findTerm(terms, name)!.className.replace('Lecun', 'LeCun')

/** @param seed each initializer draws from a stream of its own, named for its variable; null leaves seeds out */
export function toKerasJson(name: string, model: InferredModel, seed: number | null): Record<string, unknown> {
  const reference = (layer: string): [string, number, number] => [layer, 0, 0]
  return {
    class_name: 'Model',
    config: {
      name,
      layers: model.layers.map((layer) => ({
        ...layerClass(layer, seed),
        name: layer.name,
        inbound_nodes: layer.inputs.length === 0 ? [] : [layer.inputs.map((input) => [...reference(input), {}])]
      })),
      input_layers: model.inputs.map(reference),
      output_layers: model.outputs.map(reference)
    }
  }
}

function layerClass(
  layer: InferredLayer,
  seed: number | null
): { class_name: string; config: Record<string, unknown> } {
  const { className } = layer.type
  if (className === 'Flatten' && layer.inputShapes[0]!.length === 1) {
    // Keras passes flat input through; tfjs-layers refuses it.
    return { class_name: 'Activation', config: { name: layer.name, activation: 'linear' } }
  }
  if (className === 'Reshape') {
    // -1 leaves tfjs-layers without a static shape for the layers after it.
    return { class_name: className, config: { name: layer.name, target_shape: layer.outputShape } }
  }
  if (className === 'Concatenate') {
    // tfjs-layers takes every negative axis for the last one; the batch is axis 0.
    const axis = Number(layer.params.axis)
    const counted = axis < 0 ? layer.outputShape.length + 1 + axis : axis
    return { class_name: className, config: { name: layer.name, axis: counted } }
  }
  return { class_name: className === 'Input' ? 'InputLayer' : className, config: layerConfig(layer, seed) }
}

function layerConfig(layer: InferredLayer, seed: number | null): Record<string, unknown> {
  if (layer.type.className === 'Input') {
    return { name: layer.name, batch_input_shape: [null, ...layer.outputShape], dtype: 'float32', sparse: false }
  }
  const entries = Object.entries(layer.params).map(([key, value]) => {
    const spec = layer.type.params[key]
    if (spec?.kind !== 'term' || value === null) return [key, value]
    const { name, params } = value as ResolvedTerm
    const draws = seed !== null && key.endsWith('_initializer') && 'seed' in (findTerm(spec.terms, name)?.params ?? {})
    const seeded = draws ? { ...params, seed: seedOf(seed, `init/${layer.name}/${key}`) } : params
    return [key, { class_name: kerasClass(spec.terms, name), config: seeded }]
  })
  return { name: layer.name, trainable: true, ...Object.fromEntries(entries) }
}
