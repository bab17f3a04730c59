// What Keras 3 computed for small projects (test/fixtures/keras, made by test/fixtures/make/keras-training.py).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue, sizeOf } from '../../src/layers'
import { checkAgainstData, checkProject } from '../../src/layers/check'
import { validateProject, type Project } from '../../src/shared/project'
import type { Logs } from '../../src/shared/run'
import type { NamedWeight, SessionOptions } from '../../src/trainer/engine'
import { ROOT } from './projects'

const FILES = ['layers', 'activations', 'optimizers', 'losses', 'metrics', 'graphs', 'convolution', 'recurrent'] as const

export interface FixtureData {
  /** Of one example. */
  shape: number[]
  x: number[]
  /** Class numbers, or numbers where `classes` is null. */
  y: number[]
  count: number
  classes: number | null
}

/** Five training steps of Keras on one small project, in float32. */
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
      const weight = (name: string, shape: number[], values: number[]): NamedWeight => ({
        name,
        shape,
        values: Float32Array.from(values)
      })
      return {
        ...raw,
        project: validateProject(raw.project, raw.name),
        data: data[raw.data]!,
        initialWeights: initial.map(([name, { shape, values }]) => weight(name, shape, values)),
        weights: initial.map(([name, { shape }]) => weight(name, shape, raw.weights[name]!))
      }
    })
  })
}

/** The case as an engine takes it; every split holds all examples. */
export function sessionOptions({ name, project, data }: KerasCase): SessionOptions {
  const checked = checkProject(project, catalogue)
  const classes = data.classes === null ? null : Array.from({ length: data.classes }, (_, i) => String(i))
  const task = classes ? 'classification' : 'regression'
  checkAgainstData(project, checked, { name, shape: data.shape, task, classes: data.classes })
  const examples = { x: Float32Array.from(data.x), y: Float32Array.from(data.y), count: data.count }
  const all = { examples, indices: Uint32Array.from({ length: data.count }, (_, i) => i) }
  const { label_mode } = project.dataset
  return {
    checked,
    data: {
      shape: data.shape,
      targets: classes ? label_mode : 'numbers',
      classes: label_mode === 'categorical' ? sizeOf(checked.outputs[0]!.layer.outputShape) : (data.classes ?? 0),
      classWeights: null,
      rescaling: { scale: 1, offset: 0 },
      splits: { train: all, validation: all, test: all }
    },
    batchSize: project.training.batch_size,
    seed: 1,
    dtype_policy: project.training.dtype_policy
  }
}

/** A parameter of a Keras class: its default, or that it has none. */
export type KerasParameter = { required: true } | { default: unknown }
export type SignatureKind = 'layers' | 'optimizers' | 'losses' | 'metrics'

/** Keras's own parameters, by kind, class and name. */
export const kerasSignatures = (): Record<SignatureKind, Record<string, Record<string, KerasParameter>>> =>
  read('signatures')
