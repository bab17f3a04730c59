// What Keras 3 computed for small projects (test/fixtures/keras, made by test/fixtures/make/keras-training.py).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue, sizeOf } from '../../src/layers'
import { checkAgainstData, checkProject } from '../../src/layers/check'
import type { LayerConfig } from '../../src/shared/design'
import { validateProject, type Project } from '../../src/shared/project'
import type { Logs } from '../../src/shared/run'
import type { NamedWeight, SessionOptions } from '../../src/trainer/engine'
import { ROOT } from './projects'

const FOLDER = join(ROOT, 'test/fixtures/keras')
/** Files of other forms than cases of training. */
const OTHERS = ['signatures', 'initializers', 'saliency', 'gradients', 'shapes', 'callbacks', 'schedules'].map(
  (name) => `${name}.json`
)
const FILES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json') && !OTHERS.includes(file))
  .map((file) => file.replace('.json', ''))

export interface FixtureData {
  /** Of one example. */
  shape: number[]
  x: number[]
  /** Class numbers, or numbers where `classes` is null. */
  y: number[]
  /** Weights of the examples. */
  w?: number[]
  count: number
  classes: number | null
}

/** Five training steps of Keras on one small project, in float32 unless the project says otherwise. */
export interface KerasCase {
  /** '<file>/<what it tests>' */
  name: string
  project: Project
  data: FixtureData
  /** Order of the examples, the same in every epoch; the batches of `project.training.batch_size` may end in a partial one. */
  order: number[]
  /** Names of the trainable variables, in Keras's order. */
  trainable: string[]
  initialWeights: NamedWeight[]
  /** Logs of each step: of its batch alone, before its update. */
  steps: Record<string, number[]>
  /** After the last step. */
  weights: NamedWeight[]
  /** Over all examples, after the last step. */
  evaluation: Logs
  /** Over all batches, each evaluated for itself: what their statistics give together. */
  accumulated?: Logs
  /** Outputs for the first examples, after the last step. */
  predictions: { shape: number[]; values: number[] }
  /** How far Keras in float32 is from Keras in float64 (largest relative difference): no engine can be expected closer. */
  rounding: number
}

interface RawCase extends Omit<KerasCase, 'data' | 'initialWeights' | 'weights' | 'project'> {
  project: unknown
  data: string
  initialWeights: Record<string, { shape: number[]; values: number[] }>
  weights: Record<string, number[]>
}

const read = <T>(file: string): T =>
  JSON.parse(readFileSync(join(ROOT, 'test/fixtures/keras', `${file}.json`), 'utf8')) as T

export function kerasCases(): KerasCase[] {
  return FILES.flatMap((file) => {
    const { data, cases } = read<{ data: Record<string, FixtureData>; cases: RawCase[] }>(file)
    return cases.map((raw) => {
      const initial = Object.entries(raw.initialWeights)
      const project = validateProject(raw.project, raw.name)
      const Numbers = project.training.dtype_policy === 'float64' ? Float64Array : Float32Array
      const weight = (name: string, shape: number[], values: number[]): NamedWeight => ({
        name,
        shape,
        values: Numbers.from(values)
      })
      return {
        ...raw,
        project,
        data: data[raw.data]!,
        initialWeights: initial.map(([name, { shape, values }]) => weight(name, shape, values)),
        weights: initial.map(([name, { shape }]) => weight(name, shape, raw.weights[name]!))
      }
    })
  })
}

/** The case as an engine takes it; every split holds all examples. */
export function sessionOptions({ name, project, data }: Pick<KerasCase, 'name' | 'project' | 'data'>): SessionOptions {
  const checked = checkProject(project, catalogue)
  const classes = data.classes === null ? null : Array.from({ length: data.classes }, (_, i) => String(i))
  const task = classes ? 'classification' : 'regression'
  checkAgainstData(project, checked, { name, shape: data.shape, task, classes: data.classes })
  const examples = {
    x: Float32Array.from(data.x),
    y: Float32Array.from(data.y),
    count: data.count,
    ...(data.w && { w: Float32Array.from(data.w) })
  }
  const all = { examples, indices: Uint32Array.from({ length: data.count }, (_, i) => i) }
  const { label_mode } = project.dataset
  return {
    checked,
    data: {
      shape: data.shape,
      targets: classes || label_mode === 'input' ? label_mode : 'numbers',
      classes: label_mode === 'categorical' ? sizeOf(checked.outputs[0]!.layer.outputShape) : (data.classes ?? 0),
      classWeights: classWeightsOf(project, data.classes),
      sampleWeights: data.w !== undefined,
      rescaling: { scale: 1, offset: 0 },
      augmentation: null,
      splits: { train: all, validation: all, test: all }
    },
    batchSize: project.training.batch_size,
    seed: 1,
    dtype_policy: project.training.dtype_policy
  }
}

const classWeightsOf = ({ training: { class_weight: given } }: Project, classes: number | null): number[] | null =>
  given ? Array.from({ length: classes ?? 0 }, (_, number) => given[String(number)] ?? 1) : null

/** A parameter of a Keras class: its default, or that it has none. */
export type KerasParameter = { required: true } | { default: unknown }
export type SignatureKind =
  'layers' | 'optimizers' | 'losses' | 'metrics' | 'regularizers' | 'constraints' | 'initializers'

/** Keras's own parameters, by kind, class and name. */
export const kerasSignatures = (): Record<SignatureKind, Record<string, Record<string, KerasParameter>>> =>
  read('signatures')

/** What Keras makes of one layer, without the batch; `flops` as TensorFlow's profiler counts them for one example. */
export interface KerasLayer {
  class_name: string
  config: LayerConfig
  inputs: number[][]
  output: number[]
  trainable: number
  non_trainable: number
  flops: number
}

/** Made by test/fixtures/make/keras_shapes.py. */
export const kerasLayers = (): KerasLayer[] => read<{ cases: KerasLayer[] }>('shapes').cases
