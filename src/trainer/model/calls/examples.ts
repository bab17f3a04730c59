import { selectPredictions } from '../../../evaluation/select'
import { NetloomError } from '../../../shared/errors'
import { defineCall } from '../define'
import { judgedSplit } from '../judge'

export const examples = defineCall('examples', async (model, { view, first, count }) => {
  const { predictions } = await judgedSplit(model, view.split)
  const own = predictions[view.output]
  if (!own) {
    const outputs = predictions.length
    throw new NetloomError('MODEL_OUTPUT', { found: view.output, count: outputs, last: outputs - 1 })
  }
  const chosen = await model.remembered('view', JSON.stringify(view), async () => selectPredictions(own, view))
  const page = chosen.subarray(first, first + count)
  return {
    total: chosen.length,
    rows: page.map((i) => own.rows[i]!),
    truth: Float64Array.from(page, (i) => own.truth[i]!),
    predicted: Float64Array.from(page, (i) => own.predicted[i]!),
    confidence: Float32Array.from(page, (i) => own.confidence[i]!),
    loss: Float32Array.from(page, (i) => own.loss[i]!)
  }
})
