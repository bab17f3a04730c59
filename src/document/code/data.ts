// What code has to do with a project's data, in either language.
import { LOSSES } from '../../layers/terms'
import { kerasShape, sizeOf, type Shape } from '../../layers/define'
import { findTerm } from '../../shared/schema'
import { tableOf, taskOf, type DatasetSource } from '../../shared/dataset'
import { rescalingOf, type Augmentation, type Preprocessing } from '../../shared/preprocessing'
import type { Project } from '../../shared/project'
import { identifierName, lossesOf } from '../../shared/training'
import type { Plan } from './plan'

/** The datasets that Keras has too. */
export const KERAS_DATASETS: Record<string, KerasDataset> = {
  mnist: { module: 'mnist', title: 'MNIST', shape: [28, 28] },
  'fashion-mnist': { module: 'fashion_mnist', title: 'Fashion-MNIST', shape: [28, 28] },
  cifar10: { module: 'cifar10', title: 'CIFAR-10', shape: [32, 32, 3], labels: 'column' },
  cifar100: { module: 'cifar100', title: 'CIFAR-100', shape: [32, 32, 3], labels: 'column' },
  cifar100_coarse: {
    module: 'cifar100',
    title: 'CIFAR-100 (20)',
    shape: [32, 32, 3],
    labels: 'column',
    args: 'label_mode="coarse"'
  },
  imdb: { module: 'imdb', title: 'IMDB', shape: null, sequences: true },
  reuters: { module: 'reuters', title: 'Reuters', shape: null, sequences: true },
  boston_housing: { module: 'boston_housing', title: 'Boston housing', shape: [13], labels: 'numbers' },
  california_housing: { module: 'california_housing', title: 'California housing', shape: [8], labels: 'numbers' },
  california_housing_small: {
    module: 'california_housing',
    title: 'California housing',
    shape: [8],
    labels: 'numbers',
    args: 'version="small"'
  }
}
interface KerasDataset {
  /** Of keras.datasets. */
  module: string
  title: string
  /** Of an example; null where they differ. */
  shape: Shape | null
  /** column: [n, 1] class numbers; numbers: quantities; else [n] class numbers. */
  labels?: 'column' | 'numbers'
  /** Word numbers that are padded. */
  sequences?: boolean
  /** What load_data() is given. */
  args?: string
}

/** How an example reaches the inputs. */
export type Feeding =
  /** As it is. */
  | { kind: 'whole' }
  | { kind: 'reshaped'; shape: Shape }
  /** All of it to each of several inputs. */
  | { kind: 'each'; count: number }
  /** Its values, cut: from, up to, and the input's shape. `eachIf`: whole to each where this is its shape. */
  | { kind: 'cut'; parts: { from: number; to: number; shape: Shape }[]; eachIf: Shape | null }

export interface DataPlan {
  source: DatasetSource
  classification: boolean
  /** Held out: shares below 1, numbers of examples from 1 on; 0 for none. */
  testShare: number
  validationShare: number
  /** The dataset's own test examples are the test split. */
  ownTest: boolean
  stratified: boolean
  seed: number
  /** All that is done to examples where it is nothing more; else there are `steps`. */
  rescaling: { scale: number; offset: number }[]
  /** Done after dealing: they learn from the training split. */
  steps: readonly Preprocessing[]
  /** The column that says the split of each example. */
  splitColumn: string | null
  augmentation: Augmentation | null
  /** There is augmentation, but a generator cannot feed this network: of several inputs or outputs, or its own target. */
  unfed: boolean
  /** With augmentation: the last Rescaling, which comes after it. */
  late: { scale: number; offset: number } | null
  /** One-hot rows; `classes` null where the outputs are not known. */
  oneHot: { classes: number | null } | null
  feeding: Feeding
  /** Each example is its own target. */
  ownTargets: boolean
  /** What there is, in the order in which it is held out. */
  splits: ('train' | 'val' | 'test')[]
}

export function dataPlanOf(project: Project, plan: Plan): DataPlan {
  const { source, split, label_mode } = project.dataset
  const classification = isClassification(project)
  const testShare = split.test === 'own' ? 0 : split.test
  const ownTest = split.test === 'own' && split.column === undefined && hasOwnTest(source)
  const hasTest = ownTest || testShare > 0 || split.column !== undefined
  const hasVal = split.validation > 0 || split.column !== undefined
  const classes = plan.model?.layers.find(({ name }) => name === plan.outputs[0]?.node.name)?.outputShape.at(-1) ?? null
  return {
    source,
    classification,
    testShare,
    validationShare: split.validation,
    ownTest,
    stratified: split.stratified && classification,
    seed: split.seed,
    ...preparationOf(project, plan),
    splitColumn: split.column ?? null,
    oneHot: classification && label_mode === 'categorical' ? { classes } : null,
    feeding: feedingOf(source, plan),
    ownTargets: label_mode === 'input',
    splits: ['train', ...(hasVal ? (['val'] as const) : []), ...(hasTest ? (['test'] as const) : [])]
  }
}

const hasOwnTest = (source: DatasetSource): boolean =>
  'name' in source || (source.format === 'arrays' && source.x_test !== undefined)

/** Scales and shifts all values alike. */
const isPlain = ({ class_name, columns, config: { scale = 1, offset = 0 } }: Preprocessing): boolean =>
  class_name === 'Rescaling' && !columns && typeof scale === 'number' && typeof offset === 'number'

function preparationOf(
  { dataset }: Project,
  { inputs, outputs }: Plan
): Pick<DataPlan, 'rescaling' | 'steps' | 'augmentation' | 'unfed' | 'late'> {
  const { preprocessing, label_mode } = dataset
  const several = inputs.length > 1 || outputs.length > 1 || label_mode === 'input'
  const augmentation = several ? null : (dataset.augmentation ?? null)
  const unfed = several && dataset.augmentation !== undefined
  const last = preprocessing.at(-1)
  const late = augmentation && last && isPlain(last) ? rescalingOf(last) : null
  const early = late ? preprocessing.slice(0, -1) : preprocessing
  const plain = early.every(isPlain)
  const rescaling = plain ? early.flatMap((step) => rescalingOf(step) ?? []) : []
  return { rescaling, steps: plain ? [] : early, augmentation, unfed, late }
}

/** Of a dataset of an unknown name, label_mode and the losses tell. */
function isClassification(project: Project): boolean {
  const { source } = project.dataset
  if (!('name' in source)) return taskOf(source) === 'classification'
  const known = KERAS_DATASETS[source.name]
  if (known) return known.labels !== 'numbers'
  if (project.dataset.label_mode === 'categorical') return true
  const losses = lossesOf(project.training).map((loss) => findTerm(LOSSES, identifierName(loss)))
  return losses.some((loss) => loss !== undefined && loss.target !== 'numbers')
}

function exampleShape(source: DatasetSource): Shape | null {
  if ('name' in source) return KERAS_DATASETS[source.name]?.shape ?? null
  const features = tableOf(source)?.features
  return features ? [features.length] : null
}

function feedingOf(source: DatasetSource, { inputs }: Plan): Feeding {
  const shapes = inputs.map(({ node }) => inputShape(node.config.shape))
  const [first] = shapes
  if (!first || shapes.some((shape) => !shape)) return { kind: 'whole' }
  const example = exampleShape(source)
  const same = (a: Shape, b: Shape): boolean => kerasShape(a) === kerasShape(b)
  if (shapes.length === 1) {
    // A table's rows have one axis; what else is of an unknown shape is made to fit.
    const fits = example ? same(first, example) : 'format' in source && first.length === 1
    return fits ? { kind: 'whole' } : { kind: 'reshaped', shape: first }
  }
  const alike = shapes.every((shape) => same(shape!, first))
  if (alike && example && same(first, example)) return { kind: 'each', count: shapes.length }
  const starts = shapes.map((_, i) => shapes.slice(0, i).reduce((sum, shape) => sum + sizeOf(shape!), 0))
  const parts = shapes.map((shape, i) => ({ from: starts[i]!, to: starts[i]! + sizeOf(shape!), shape: shape! }))
  return { kind: 'cut', parts, eachIf: alike && !example ? first : null }
}

const inputShape = (given: unknown): Shape | null =>
  Array.isArray(given) && given.every((size) => typeof size === 'number') ? given : null

/** x / 255 rather than x * 0.00392156862745098. */
export function rescaled(name: string, { scale, offset }: { scale: number; offset: number }): string {
  const divisor = Math.round(1 / scale)
  const divides = scale > 0 && scale < 1 && Math.abs(divisor * scale - 1) < 1e-12
  const scaled = divides ? `${name} / ${divisor}` : scale === 1 ? name : `${name} * ${scale}`
  if (offset === 0) return scaled
  return offset < 0 ? `${scaled} - ${-offset}` : `${scaled} + ${offset}`
}
