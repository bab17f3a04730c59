import type { FloatType } from '../../shared/training'
import type { KeptCheckpoint, Logs, RunEventOf } from '../../shared/run'
import type { CallbackMemory } from '../checkpoint'
import type { NamedWeight } from '../engine'

export type Notice = Pick<RunEventOf<'notice'>, 'code' | 'args'>

/** A checkpoint that is to be kept: `epoch` and `step` say of which moment it will be. */
export interface Wish extends KeptCheckpoint {
  /** What it makes needless. */
  replaces: string | null
  /** Told where it could not be written: `replaces` is still there. */
  failed(): void
}

/** What a callback may look at and do, besides asking to stop. */
export interface CallbackContext {
  weights(): NamedWeight[]
  setWeights(weights: readonly NamedWeight[]): void
  notice(notice: Notice): void
  /** Of the steps to come. */
  readonly learningRate: number
  setLearningRate(rate: number): void
  /** Whether validation_freq leaves this epoch without validation, though there are examples for it. */
  readonly skipsValidation: boolean
  /** The epoch's logs up to this step. */
  runningLogs(): Logs
  /** Keeps the state as it is once every callback has heard of this moment. */
  keep(wish: Wish): void
}

/** Keras's callbacks, called in their order. Epochs and steps count from 0. */
export interface Callback {
  /** The learning rate that an epoch begins with. */
  learningRate?(epoch: number): number
  /** May throw, which fails the run. */
  onStep?(step: number, epoch: number, logs: Logs, context: CallbackContext): void
  /** In how many steps it wants to see the state, at the latest: the engine takes no more in one call. */
  stepsUntilDue?(): number
  /** `true` asks to stop training. */
  onEpochEnd?(epoch: number, logs: Logs, context: CallbackContext): boolean
  /** Whether it still needs a checkpoint that was kept. */
  holds?(file: string): boolean
  /** What it has to remember to go on from a checkpoint as if nothing had happened; left out: nothing. */
  memory?(): CallbackMemory
  recall?(memory: CallbackMemory): void
  /** Called once when training ends in any way but by a failure. */
  onTrainEnd?(context: CallbackContext): void
}

/** What callbacks have to know of the run that they are made for. */
export interface Run {
  floatType: FloatType
  /** Time that this process has spent on training so far, pauses left out. */
  seconds(): number
}
