// The first convolution of a run that was trained, as far as one can go through it by hand.
import { inputsOf } from '../../../../shared/design'
import type { Project } from '../../../../shared/project'
import type { LessonFacts } from '../../define'
import { hasEnded } from '../../runs'
import type { ConvolutionOptions, Plane } from './convolve'

export interface FirstConvolution {
  layer: string
  filters: number
  padding: ConvolutionOptions['padding']
  strides: number
  relu: boolean
}
interface Weight {
  name: string
  shape: readonly number[]
  values: ArrayLike<number>
}

/** Layers that leave the numbers of a picture as they are. */
const PASSING = ['Reshape', 'Dropout', 'GaussianNoise']

const pairOf = (value: unknown, otherwise: number): [number, number] =>
  Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [Number(value ?? otherwise), Number(value ?? otherwise)]

/** The Conv2D that is fed the picture itself; null where there is none that the lesson can go through. */
export function firstConvolution({ model }: Project): FirstConvolution | null {
  const node = model.nodes.find(({ name, class_name }) => class_name === 'Conv2D' && seesPicture(model, name))
  if (!node) return null
  const config: Readonly<Record<string, unknown>> = node.config
  const [strides, dilation] = [pairOf(config.strides, 1), pairOf(config.dilation_rate, 1)]
  const activation = String(config.activation ?? 'linear')
  if (strides[0] !== strides[1] || dilation.some((rate) => rate !== 1)) return null
  if (!['linear', 'relu'].includes(activation)) return null
  return {
    layer: node.name,
    filters: Number(config.filters),
    padding: config.padding === 'same' ? 'same' : 'valid',
    strides: strides[0],
    relu: activation === 'relu'
  }
}
function seesPicture(model: Project['model'], layer: string): boolean {
  for (let at = layer; ;) {
    const [before, ...others] = inputsOf(model, at)
    const node = model.nodes.find(({ name }) => name === before)
    if (!node || others.length > 0) return false
    if (node.class_name === 'Input') return true
    if (!PASSING.includes(node.class_name)) return false
    at = node.name
  }
}

/** One filter of one channel. @param weights of the layer: the kernel is [height, width, 1, filters] */
export function filterOf(weights: readonly Weight[], filter: number): { kernel: Plane; bias: number } | null {
  const kernel = weights.find(({ name }) => name.endsWith('kernel'))
  if (kernel?.shape.length !== 4 || kernel.shape[2] !== 1) return null
  const [height, width, , filters] = kernel.shape as [number, number, number, number]
  if (filter >= filters) return null
  const data = Array.from({ length: height * width }, (_, i) => kernel.values[i * filters + filter]!)
  const bias = weights.find(({ name }) => name.endsWith('bias'))?.values[filter] ?? 0
  return { kernel: { height, width, data }, bias }
}

/** One map of what the layer gives. @param shape [height, width, filters] */
export function mapOf(shape: readonly number[], values: ArrayLike<number>, filter: number): Plane {
  const [height, width, filters] = shape as [number, number, number]
  return { height, width, data: Array.from({ length: height * width }, (_, i) => values[i * filters + filter]!) }
}

export interface TrainedRun {
  id: string
  name: string
  hasConvolution: boolean
  parameters: number
  accuracy: number
  /** Of the test set. */
  mistakes: number
}
const MOST_RUNS = 6

/** Of the lesson's runs those that have ended and were tested, oldest first; the newest few. */
export const trainedRuns = (facts: LessonFacts): TrainedRun[] =>
  facts.runs.slice(-MOST_RUNS).flatMap(({ id }) => {
    const run = facts.loaded(id)
    if (!hasEnded(run)) return []
    const { project, name, parameters, test, dataset } = run.record.value!
    const accuracy = test?.accuracy
    if (accuracy === undefined || !parameters) return []
    const mistakes = Math.round((1 - accuracy) * (dataset.examples?.test ?? 0))
    const hasConvolution = project.model.nodes.some(({ class_name }) => class_name === 'Conv2D')
    return [{ id, name, hasConvolution, parameters: parameters.total, accuracy, mistakes }]
  })
