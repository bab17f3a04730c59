// Networks of tfjs-layers and their weights.
import type * as tf from '@tensorflow/tfjs'
import type { InferredModel } from '../../layers/infer'
import type { NamedWeight } from '../engine'
import { toKerasJson } from './keras-json'

type Tf = typeof tf

export const layersModelOf = (tf: Tf, model: InferredModel, seed: number): Promise<tf.LayersModel> =>
  tf.models.modelFromJSON(toKerasJson('model', model, seed) as Parameters<typeof tf.models.modelFromJSON>[0])

export function setLayerWeights(
  tf: Tf,
  { layers }: InferredModel,
  model: tf.LayersModel,
  weights: readonly NamedWeight[]
): void {
  const byName = new Map(weights.map((weight) => [weight.name, weight]))
  for (const layer of layers.filter((candidate) => candidate.weights.length > 0)) {
    const tensors = layer.weights.map(({ name, shape }) =>
      tf.tensor(byName.get(`${layer.name}/${name}`)!.values, [...shape])
    )
    model.getLayer(layer.name).setWeights(tensors)
    tf.dispose(tensors)
  }
}
