import { defineCall } from '../define'
import { exampleOf } from '../input'
import { predictionOf } from '../prediction'

export const predict = defineCall('predict', async (model, { input }) => {
  const began = performance.now()
  return predictionOf(model, await exampleOf(model, input), began)
})
