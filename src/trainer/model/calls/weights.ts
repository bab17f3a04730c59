import { NetloomError } from '../../../shared/errors'
import { defineCall } from '../define'

export const weights = defineCall('weights', async (model, { layer }) => {
  const { layers } = model.checked.model
  const found = layers.find(({ name }) => name === layer)
  if (!found) throw new NetloomError('MODEL_LAYER', { found: layer, known: layers.map(({ name }) => name).join(', ') })
  // One that is called again has the weights of the layer that it calls.
  return model.weights
    .filter(({ name }) => name.startsWith(`${found.owner}/`))
    .map(({ name, shape, values }) => ({ name, shape: [...shape], values: Float32Array.from(values) }))
})
