// A dataset as the network takes it: dealt into splits, and checked for what would go wrong inside TensorFlow.
import { catalogue } from '../layers'
import { checkAgainstData, checkProject, type CheckedProject } from '../layers/check'
import { augmentationOf, dataFacts, dataTerms } from '../layers/data-facts'
import { sizeOf } from '../layers/define'
import { openPrepared, type PreparedData } from '../main/datasets/prepared'
import type { OpenDataset, ResolvedDataset } from '../shared/dataset'
import { NetloomError } from '../shared/errors'
import type { Project } from '../shared/project'
import { floatTypeOf } from '../shared/training'
import type { SessionOptions, TrainingData } from './engine'

/** All that a session is opened with. */
export interface ReadyProject {
  prepared: PreparedData
  options: SessionOptions
}

/**
 * A project with its data read, as it is trained.
 * @throws NetloomError of checkProject, openPrepared, checkAgainstData and prepare
 */
export async function makeReady(project: Project, resolved: ResolvedDataset): Promise<ReadyProject> {
  const checked = checkProject(project, catalogue)
  const { batch_size, seed, dtype_policy } = project.training
  const prepared = await openPrepared(resolved, project.dataset, floatTypeOf({ dtype_policy }))
  checkAgainstData(project, checked, dataFacts(prepared.dataset))
  const data = prepare(project, checked, prepared)
  // No batch is larger than the split, so that batches of several epochs lie one after another.
  const batchSize = Math.min(batch_size, data.splits.train.indices.length)
  return { prepared, options: { checked, data, batchSize, seed, dtype_policy } }
}

/** @throws NetloomError LABEL_RANGE, TOKEN_RANGE, CLASS_WEIGHT, CLASS_AND_SAMPLE_WEIGHT, AUGMENTATION_SHAPE */
export function prepare(
  project: Project,
  checked: CheckedProject,
  { dataset, splits, rescaling }: Pick<PreparedData, 'dataset' | 'splits' | 'rescaling'>
): TrainingData {
  for (const { layer } of checked.outputs) {
    const units = layer.outputShape.at(-1) ?? 1
    const labelled = dataset.task === 'classification' && project.dataset.label_mode !== 'input'
    if (labelled && units > 1) checkLabels(dataset, units)
  }
  const terms = dataTerms(project, checked, dataset, rescaling)
  checkTokens(checked, dataset, terms.rescaling)
  return { ...terms, augmentation: augmentationOf(project, dataset), splits }
}

/** A token past the table would end the step inside TensorFlow, without a word about where. @throws TOKEN_RANGE */
function checkTokens(
  { model }: CheckedProject,
  dataset: OpenDataset,
  { scale, offset }: TrainingData['rescaling']
): void {
  const whole = model.layers.filter(
    ({ type, outputShape }) => type.className === 'Input' && sizeOf(outputShape) === sizeOf(dataset.shape)
  )
  const fed = new Set(whole.map(({ name }) => name))
  for (const { name, type, params, inputs } of model.layers) {
    if (type.className !== 'Embedding' || !inputs.every((input) => fed.has(input))) continue
    for (const examples of [dataset.train, dataset.test]) {
      const token = (value: number): number => Math.trunc(value * scale + offset)
      const at = examples?.x.findIndex((value) => token(value) < 0 || token(value) >= Number(params.input_dim)) ?? -1
      if (!examples || at < 0) continue
      const index = Math.floor(at / sizeOf(dataset.shape))
      const last = Number(params.input_dim) - 1
      throw new NetloomError('TOKEN_RANGE', { layer: name, last, found: token(examples.x[at]!), index })
    }
  }
}

/** A label past the outputs would read outside the tensor: some kernels crash, others learn nonsense. */
function checkLabels(dataset: OpenDataset, units: number): void {
  for (const examples of [dataset.train, dataset.test]) {
    const index = examples?.y.findIndex((label) => label < 0 || label >= units || !Number.isInteger(label)) ?? -1
    if (examples && index >= 0) {
      throw new NetloomError('LABEL_RANGE', { found: examples.y[index]!, index, last: units - 1, units })
    }
  }
}

/** Bytes of all examples as they were read. */
export const datasetBytes = ({ train, test }: OpenDataset): number =>
  [train, test]
    .flatMap((examples) => (examples ? [examples.x, examples.y, examples.w] : []))
    .reduce((sum, values) => sum + (values?.byteLength ?? 0), 0)
