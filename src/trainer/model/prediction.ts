import type { Prediction } from '../../shared/model-contract'
import { classNames, formOf, predictedClass, probabilitiesOf, tellProbabilities } from './class-names'
import type { ModelExample } from './input'
import type { AskedModel } from './open-model'

/** @param began when it was asked, by performance.now() */
export async function predictionOf(model: AskedModel, example: ModelExample, began: number): Promise<Prediction> {
  const { checked, shape } = model
  const names = await classNames(model)
  const toUnits = await model.toUnits()
  const isQuantity = !names && model.job.project.dataset.label_mode !== 'input'
  const layers = checked.outputs.map(({ layer }) => layer.name)
  const values = await model.run(example.x, 1, layers)
  const outputs = checked.outputs.map((output): Prediction['outputs'][number] => {
    const own = values.get(output.layer.name)!
    const form = formOf(model, output)
    const probabilities = form && tellProbabilities(own.values, form) ? probabilitiesOf(own.values, form) : null
    return {
      layer: output.layer.name,
      shape: [...own.shape],
      values: Float32Array.from(own.values),
      scores: form && form.kind,
      probabilities: probabilities && [...probabilities],
      predicted: form && predictedClass(own.values, form),
      quantities: isQuantity ? Array.from(own.values, toUnits) : null
    }
  })
  return {
    input: { shape: [...shape], x: example.x },
    picture: example.picture,
    adjusted: example.adjusted,
    outputs,
    truth: example.truth,
    seconds: (performance.now() - began) / 1000
  }
}
