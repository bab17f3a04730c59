import { NoGradient } from '../../../compiler/saliency'
import { sizeOf } from '../../../layers/define'
import type { InferredLayer } from '../../../layers/infer'
import { NetloomError } from '../../../shared/errors'
import { defineCall } from '../define'
import { exampleOf } from '../input'
import type { AskedModel } from '../open-model'

/** Whether a layer gives feature maps that Grad-CAM can be taken of. */
export const givesMaps = ({ type, outputShape }: InferredLayer): boolean =>
  type.className !== 'Input' && outputShape.length === 3

export const saliency = defineCall('saliency', async (model, { input, method, layer, output, unit }) => {
  const { outputs } = model.checked
  const asked = outputs[output]
  if (!asked) throw new NetloomError('MODEL_OUTPUT', { found: output, count: outputs.length, last: outputs.length - 1 })
  const units = sizeOf(asked.layer.outputShape)
  if (unit >= units) throw new NetloomError('MODEL_UNIT', { layer: asked.layer.name, found: unit, last: units - 1 })
  const about = method === 'grad-cam' ? mapsLayer(model, layer) : null
  const shape = about ? about.outputShape.slice(0, 2) : model.shape
  const { x } = await exampleOf(model, input)
  if (!model.session.explain) throw new NetloomError('MODEL_ENGINE_GRADIENT')
  model.session.setWeights(model.weights)
  try {
    const values = await model.session.explain(x, 1, { output, unit, layer: about?.name ?? null })
    return { shape: [...shape], values: Float32Array.from(values) }
  } catch (error) {
    if (!(error instanceof NoGradient)) throw error
    throw new NetloomError('MODEL_NO_GRADIENT', { layer: error.message }, { cause: error })
  }
})

/** @param name null: the last one that gives maps */
function mapsLayer({ checked }: AskedModel, name: string | null): InferredLayer {
  const { layers } = checked.model
  const fitting = layers.filter(givesMaps)
  const found = name === null ? fitting.at(-1) : layers.find((layer) => layer.name === name)
  const known = fitting.map((layer) => layer.name).join(', ') || '–'
  if (!found && name !== null)
    throw new NetloomError('MODEL_LAYER', { found: name, known: layers.map((layer) => layer.name).join(', ') })
  if (!found || !givesMaps(found)) {
    const shape = found?.outputShape.join(' × ') ?? '–'
    throw new NetloomError('MODEL_NO_MAPS', { layer: found?.name ?? '–', shape, known })
  }
  return found
}
