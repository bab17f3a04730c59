// What a project makes of its data, as the checks and the engines need it.
import type { SpecData } from '../compiler/spec'
import { changesNothing, pictureShape } from '../pipeline/augment'
import type { Examples, OpenDataset } from '../shared/dataset'
import { NetloomError } from '../shared/errors'
import { words } from '../shared/locale'
import type { Augmentation } from '../shared/preprocessing'
import type { Project } from '../shared/project'
import type { CheckedProject, DataFacts } from './check'

export const dataFacts = (dataset: OpenDataset): DataFacts => ({
  name: dataset.name,
  shape: dataset.shape,
  task: dataset.task,
  classes: dataset.classes?.length ?? null
})

/** The dtype that examples are held in, in the graph as in JavaScript; augmented, bytes become floats. */
export const examplesDtype = ({ x }: Examples, augmented: boolean): SpecData['dtype'] => {
  if (x instanceof Float64Array) return 'float64'
  return x instanceof Uint8Array && !augmented ? 'uint8' : 'float32'
}

/** How targets are handed to the loss: as the examples, class numbers, one-hot rows as wide as the output, or numbers. */
function targetsOf(
  project: Project,
  { outputs }: CheckedProject,
  dataset: OpenDataset
): { targets: SpecData['targets']; classes: number } {
  if (project.dataset.label_mode === 'input') return { targets: 'input', classes: 0 }
  if (dataset.task === 'regression') return { targets: 'numbers', classes: 0 }
  if (project.dataset.label_mode === 'categorical')
    return { targets: 'categorical', classes: outputs[0]!.layer.outputShape.at(-1) ?? 1 }
  return { targets: 'int', classes: dataset.classes?.length ?? 0 }
}

/**
 * Keras's class_weight as a list by class number; null where it is not given.
 * @throws NetloomError CLASS_WEIGHT, CLASS_AND_SAMPLE_WEIGHT (Keras does not say which of the two would count)
 */
function classWeightsOf({ training, dataset: { label_mode } }: Project, dataset: OpenDataset): number[] | null {
  const { class_weight: given } = training
  if (!given) return null
  if (dataset.train.w) throw new NetloomError('CLASS_AND_SAMPLE_WEIGHT', { dataset: dataset.name })
  // Keras has no class_weight for targets of more than one axis either.
  const classes = label_mode === 'input' ? 0 : (dataset.classes?.length ?? 0)
  const odd = Object.keys(given).find((number) => Number(number) >= classes)
  if (odd !== undefined) {
    const none =
      label_mode === 'input'
        ? words(
            'no classes as targets (dataset.label_mode is "input")',
            '空：目标不是类别（dataset.label_mode 为 "input"）'
          )
        : words('no classes', '空：目标不是类别')
    const expected = classes > 0 ? `0 .. ${classes - 1}` : none
    throw new NetloomError('CLASS_WEIGHT', { found: odd, expected, dataset: dataset.name })
  }
  return Array.from({ length: classes }, (_, number) => given[String(number)] ?? 1)
}

/** What of a project and its data is built into the graph, besides how many examples there are. */
export const dataTerms = (
  project: Project,
  checked: CheckedProject,
  dataset: OpenDataset,
  rescaling: { scale: number; offset: number }
) => ({
  shape: dataset.shape,
  ...targetsOf(project, checked, dataset),
  classWeights: classWeightsOf(project, dataset),
  sampleWeights: dataset.train.w !== undefined,
  rescaling
})

/** How training changes pictures; null where it changes nothing. @throws NetloomError AUGMENTATION_SHAPE */
export function augmentationOf(
  { dataset: { augmentation } }: Project,
  { name, shape }: OpenDataset
): Augmentation | null {
  if (!augmentation || changesNothing(augmentation)) return null
  if (pictureShape(shape)) return augmentation
  throw new NetloomError('AUGMENTATION_SHAPE', { dataset: name, found: `[${shape.join(', ')}]` })
}
