// What a training engine must offer. The loop knows only this; engines live in engines/.
import type { Examples, SplitName } from '../shared/dataset'
import type { CheckedProject } from '../layers/check'
import type { Logs } from '../shared/run'

export interface EngineInfo {
  /** 'tfjs-node', 'wasm' or 'cpu' */
  name: string
  /** True where TensorFlow's C library does the work. */
  native: boolean
  /** TensorFlow's version where native, else tfjs's. */
  version: string
}

/** Some of the examples, in an order of their own; nothing is copied. */
export interface SplitView {
  examples: Examples
  /** Positions in `examples`, one for each example of the split. */
  indices: Uint32Array
}

export interface TrainingData {
  /** Shape of one example. */
  shape: readonly number[]
  /** How targets are handed to the loss: 'int' [batch, 1], 'categorical' one-hot [batch, classes], 'numbers' [batch, 1]. */
  targets: 'int' | 'categorical' | 'numbers'
  classes: number
  /** Applied to every value: x * scale + offset. */
  rescaling: { scale: number; offset: number }
  splits: Record<SplitName, SplitView>
}

export interface SessionOptions {
  checked: CheckedProject
  data: TrainingData
  batchSize: number
  /** Seeds initial weights (each variable from a stream of its own). */
  seed: number
}

/** A variable's value; `name` is Keras's path, e.g. 'dense/kernel'. */
export interface NamedWeight {
  name: string
  shape: readonly number[]
  values: Float32Array
}

/** The logs of consecutive steps, in columns: columns.loss[i] is the loss of step first + i. */
export type StepColumns = Record<string, number[]>

/** A model on its data, ready to train. Sessions hold native memory: dispose them. */
export interface Session {
  readonly learningRate: number
  /** `order`: positions in the training split, in the order in which this epoch visits them. */
  startEpoch(order: Uint32Array): void
  /** Trains `steps` batches of the current epoch from batch `first` on; the last batch may be partial. */
  train(first: number, steps: number): Promise<StepColumns>
  /** Means of loss and metrics over examples `first .. first + count` of a split. */
  evaluate(split: SplitName, first: number, count: number): Logs
  weights(): NamedWeight[]
  setWeights(weights: readonly NamedWeight[]): void
  dispose(): void
}

export interface Engine {
  readonly info: EngineInfo
  /** How many steps one call of `train` may take without making Stop slow; the loop chooses fewer by measured time. */
  readonly maxStepsPerCall: number
  open(options: SessionOptions): Promise<Session>
}
