// What code has to do with a project's data, in either language.
import { LOSSES } from '../../layers/terms'
import { kerasShape, sizeOf, type Shape } from '../../layers/define'
import { findTerm } from '../../shared/schema'
import { tableOf, taskOf, type DatasetSource } from '../../shared/dataset'
import { rescalingOf } from '../../shared/preprocessing'
import type { Project } from '../../shared/project'
import { lossesOf } from '../../shared/training'
import type { Plan } from './plan'

/** The datasets that Keras has too. */
export const KERAS_DATASETS: Record<string, { module: string; title: string; shape: Shape }> = {
  mnist: { module: 'mnist', title: 'MNIST', shape: [28, 28] },
  'fashion-mnist': { module: 'fashion_mnist', title: 'Fashion-MNIST', shape: [28, 28] }
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
  /** Shares held out; 0 for none. */
  testShare: number
  validationShare: number
  /** The dataset's own test examples are the test split. */
  ownTest: boolean
  stratified: boolean
  seed: number
  rescaling: { scale: number; offset: number }[]
  /** One-hot rows; `classes` null where the outputs are not known. */
  oneHot: { classes: number | null } | null
  feeding: Feeding
  /** Each example is its own target. */
  ownTargets: boolean
  /** What there is, in the order in which it is held out. */
  splits: ('train' | 'val' | 'test')[]
}

export function dataPlanOf(project: Project, plan: Plan): DataPlan {
  const { source, split, preprocessing, label_mode } = project.dataset
  const classification = isClassification(project)
  const testShare = split.test === 'own' ? 0 : split.test
  const ownTest = split.test === 'own' && 'name' in source
  const hasTest = ownTest || testShare > 0
  const classes = plan.model?.layers.find(({ name }) => name === plan.outputs[0]?.node.name)?.outputShape.at(-1) ?? null
  return {
    source,
    classification,
    testShare,
    validationShare: split.validation,
    ownTest,
    stratified: split.stratified && classification,
    seed: split.seed,
    rescaling: preprocessing.flatMap((step) => rescalingOf(step) ?? []),
    oneHot: classification && label_mode === 'categorical' ? { classes } : null,
    feeding: feedingOf(source, plan),
    ownTargets: label_mode === 'input',
    splits: ['train', ...(split.validation > 0 ? (['val'] as const) : []), ...(hasTest ? (['test'] as const) : [])]
  }
}

/** Of a dataset of an unknown name, label_mode and the losses tell. */
function isClassification(project: Project): boolean {
  const { source } = project.dataset
  if (!('name' in source)) return taskOf(source) === 'classification'
  if (KERAS_DATASETS[source.name] || project.dataset.label_mode === 'categorical') return true
  const losses = lossesOf(project.training).map((loss) =>
    findTerm(LOSSES, typeof loss === 'string' ? loss : loss.class_name)
  )
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
