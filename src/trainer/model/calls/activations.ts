import { defineCall } from '../define'
import { exampleOf } from '../input'

export const activations = defineCall('activations', async (model, { input, layer }) => {
  const { x } = await exampleOf(model, input)
  const { shape, values } = (await model.run(x, 1, [layer])).get(layer)!
  return { shape: [...shape], values: Float32Array.from(values) }
})
