import { predictedClass, probabilitiesOf, scoreForm, tellProbabilities, type ScoreForm } from '../../evaluation/scores'
import type { CheckedOutput, CheckedProject } from '../../layers/check'
import type { InferredLayer } from '../../layers/infer'
import type { AskedModel } from './open-model'

/** Keras's name of what a layer does last: 'softmax'; 'linear' where nothing else is said. */
export function activationOf({ type: { className }, params }: InferredLayer): string {
  if (className === 'Softmax') return 'softmax'
  return typeof params.activation === 'string' ? params.activation : 'linear'
}

const unitsOf = ({ outputShape }: InferredLayer): number => outputShape.at(-1) ?? 1

const isClassification = ({ job: { project, dataset } }: AskedModel): boolean =>
  dataset.task === 'classification' && project.dataset.label_mode !== 'input'

/** The classes by number; a number where one has no name. null where the network tells none. */
export async function classNames(model: AskedModel): Promise<string[] | null> {
  if (!isClassification(model)) return null
  const known = (await model.dataMissing()) ? null : (await model.data()).prepared.dataset.classes
  return namedOrNumbered(model.checked, known ?? model.job.dataset.classes ?? [])
}

/** As many as the network tells, with a number where one has no name. */
export function namedOrNumbered({ outputs }: Pick<CheckedProject, 'outputs'>, names: readonly string[]): string[] {
  const units = Math.max(...outputs.map(({ layer }) => unitsOf(layer)))
  return Array.from({ length: Math.max(names.length, units, 2) }, (_, number) => names[number] ?? String(number))
}

/** How an output tells classes; null where it tells none. */
export const formOf = (model: AskedModel, { layer, loss }: CheckedOutput): ScoreForm | null =>
  isClassification(model) ? scoreForm(unitsOf(layer), loss, activationOf(layer)) : null

export { predictedClass, probabilitiesOf, tellProbabilities }
