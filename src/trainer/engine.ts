// What a training engine must offer. The loop knows only this; engines live in engines/.
import type { Part } from '../compiler/ir'
import type { SplitName, SplitView } from '../shared/dataset'
import type { CheckedProject } from '../layers/check'
import type { Augmentation } from '../shared/preprocessing'
import type { LayerStatistics, Logs } from '../shared/run'
import type { Training } from '../shared/training'
import type { LearningRates } from './learning-rate'

export type { SplitView } from '../shared/dataset'

export interface EngineInfo {
  /** 'tfjs-node', 'wasm' or 'cpu' */
  name: string
  /** True where TensorFlow's C library does the work. */
  native: boolean
  /** TensorFlow's version where native, else tfjs's. */
  version: string
}

export interface TrainingData {
  /** Shape of one example. */
  shape: readonly number[]
  /**
   * How targets are handed to the loss: 'int' [batch, 1], 'categorical' one-hot [batch, classes], 'numbers' [batch, 1],
   * 'input' the rescaled examples [batch, ...].
   */
  targets: 'int' | 'categorical' | 'numbers' | 'input'
  classes: number
  /** By class number, how much an example counts in the training loss; null where all count the same. */
  classWeights: readonly number[] | null
  /** Whether examples have weights of their own, `w`, which count in every loss; one that has none counts once. */
  sampleWeights: boolean
  /** Applied to every value: x * scale + offset. */
  rescaling: { scale: number; offset: number }
  /** How pictures of training batches are changed, before they are rescaled; null where they stay as they are. */
  augmentation: Augmentation | null
  splits: Record<SplitName, SplitView>
}

export interface SessionOptions {
  checked: CheckedProject
  data: TrainingData
  batchSize: number
  /** Seeds initial weights (each variable from a stream of its own) and augmentation. */
  seed: number
  dtype_policy: Training['dtype_policy']
}

/** A variable's value; `name` is Keras's path, e.g. 'dense/kernel'. */
export interface NamedWeight {
  name: string
  shape: readonly number[]
  values: Float32Array | Float64Array
}

/** What was measured of a step or a stretch of examples: numbers that add up, from which its logs follow. */
export type Statistics = ArrayLike<number>

/** All that training goes on from, besides the position in the epoch. */
export interface SessionState {
  weights: readonly NamedWeight[]
  /** What the optimizer keeps beside the weights. */
  slots: readonly NamedWeight[]
  /** Steps trained so far: layers that drop or change something at random draw by it. */
  step: number
  /** Left out where a schedule tells it, and in checkpoints of before callbacks could change it. */
  learningRate?: number
}

/** Layers, in the order of the network, with something that is not finite. */
export interface StepInspection {
  weights: string[]
  outputs: string[]
  gradients: string[]
}

/** Parts of a training step, and how many seconds each took, step by step: seconds[step][part]. */
export interface TimedSteps {
  parts: readonly Part[]
  seconds: readonly (readonly number[])[]
}

export type LayerFigures = Omit<LayerStatistics, 'epoch'>

/** A tensor's values, row-major. */
export interface ShapedValues {
  shape: readonly number[]
  values: Floats
}

/** What a training step works with, before anything is changed by it. */
export interface StepLook {
  /** Of the batch's examples, in the training split. */
  positions: Uint32Array
  /** What the network is fed. */
  x: ShapedValues
  /** What each layer gives in training, in the order of the network. */
  outputs: ShapedValues[]
  /**
   * Of each output, the targets as its loss takes them, and [batch]: the loss of each example, without its weight; null where
   * there are no losses of each.
   */
  targets: { y: ShapedValues; losses: ShapedValues | null }[]
  /** What is differentiated: with penalties. */
  loss: number
  /** By each of `trained`, before clipping. */
  gradients: ShapedValues[]
}

export interface StepLooker {
  /** Names of the trainable weights. */
  trained: readonly string[]
  /** At the next step, if that were batch `first` of the current pass; nothing is trained. */
  at(first: number): StepLook
}

/** A model on its data, ready to train. Sessions hold native memory: dispose them. */
export interface Session {
  /** Of the next step. */
  readonly learningRate: number
  /** Of any step. */
  readonly rates: LearningRates
  /** Steps trained so far. */
  readonly step: number
  /**
   * @param order positions in the training split, in the order in which this pass visits them; or those of several passes, one
   * after another @param epoch number of the first of them, from 0: without steps_per_epoch, a pass is an epoch
   */
  startEpoch(order: Uint32Array, epoch: number): void
  /** Numbers of one row of statistics. */
  readonly statistics: number
  /** Loss and metrics, from the statistics of one row or the sums of several. */
  logs(sums: Statistics): Logs
  /** Trains `steps` batches of the current pass from batch `first` on, the last of which may be partial: a row each. */
  train(first: number, steps: number): Promise<Statistics[]>
  /** Of examples `first .. first + count` of a split. */
  evaluate(split: SplitName, first: number, count: number): Statistics
  /** What the network gives for examples `first .. first + count` of a split: [count, ...shape] row-major, by output. */
  predict(split: SplitName, first: number, count: number): (Float32Array | Float64Array)[]
  /**
   * The same for examples that are not of its data, with the weights as they are. @param x [count, ...shape] as the steps
   * leave them, before they are rescaled
   */
  apply(x: ArrayLike<number>, count: number): Promise<(Float32Array | Float64Array)[]>
  weights(): NamedWeight[]
  setWeights(weights: readonly NamedWeight[]): void
  /** What is not finite in a step of the current epoch, with the weights as they are; nothing is trained. */
  inspect?(first: number): Promise<StepInspection>
  /**
   * Trains a copy of the network on the first batch of the training split, and times the parts of its steps one by one;
   * this session stays as it is. @param goOn asked before each step how many have been timed
   */
  time?(goOn: (steps: number) => Promise<boolean>): Promise<TimedSteps>
  /**
   * Makes ready to measure layers: the answer trains a copy of the network, with the optimizer's state, by one step on the
   * current epoch's first batch; this session stays as it is.
   */
  layers?(): Promise<(first: number) => LayerFigures>
  /** Makes ready to look into steps; this session stays as it is. */
  look?(): Promise<StepLooker>
  state(): SessionState
  /** Goes on from a state of the same model, bit by bit. @throws NetloomError ENGINE_UNSUPPORTED */
  restore(state: SessionState): void
  dispose(): void
}

export interface ModelOptions {
  checked: CheckedProject
  /** Of one example. */
  shape: readonly number[]
  seed: number
  dtype_policy: Training['dtype_policy']
}

/** Numbers of a batch, row-major. */
export type Floats = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** What came of a stretch of examples. */
export interface Judged {
  statistics: Statistics
  /** [count, ...shape] by output. */
  outputs: Floats[]
  /** [count] by output: the loss of each example by itself, without its weight. */
  losses: Floats[]
}

/** A trained network, to be asked: nothing in it changes but its weights. Holds native memory: dispose it. */
export interface ModelSession {
  setWeights(weights: readonly NamedWeight[]): void
  /**
   * What layers give in inference, by name: [count, ...shape] each.
   * @param x [count, ...shape of an example], after all steps and rescaling
   */
  outputs(x: Floats, count: number, layers: readonly string[]): Promise<Map<string, Floats>>
  /** Examples `first .. first + count` of a split, as Session.evaluate takes them. */
  judge(data: TrainingData, split: SplitName, first: number, count: number): Promise<Judged>
  /** Loss and metrics from the sums of statistics; `judge` has been called. */
  logs(sums: Statistics): Logs
  /**
   * How much the input, or places of a layer [height, width, channels], matter for a unit of an output: compileSaliency.
   * @param x as of `outputs`
   * @throws NoGradient
   */
  explain?(x: Floats, count: number, target: { output: number; unit: number; layer: string | null }): Promise<Floats>
  dispose(): void
}

export interface Engine {
  readonly info: EngineInfo
  /** How many steps one call of `train` may take without making Stop slow; the loop chooses fewer by measured time. */
  readonly maxStepsPerCall: number
  open(options: SessionOptions): Promise<Session>
  openModel(options: ModelOptions): Promise<ModelSession>
}
