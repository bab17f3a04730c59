import type { Logs, RunEventOf } from '../../shared/run'
import type { CallbackMemory } from '../checkpoint'
import type { NamedWeight } from '../engine'

export type Notice = Pick<RunEventOf<'notice'>, 'code' | 'args'>

/** What a callback may look at and do, besides asking to stop. */
export interface CallbackContext {
  weights(): NamedWeight[]
  setWeights(weights: readonly NamedWeight[]): void
  notice(notice: Notice): void
}

/** Keras's callbacks. Epochs and steps count from 0. */
export interface Callback {
  /** May throw, which fails the run. */
  onStep?(step: number, epoch: number, logs: Logs): void
  /** `true` asks to stop training. */
  onEpochEnd?(epoch: number, logs: Logs, context: CallbackContext): boolean
  /** What it has to remember to go on from a checkpoint as if nothing had happened; left out: nothing. */
  memory?(): CallbackMemory
  recall?(memory: CallbackMemory): void
  /** Called once when training ends in any way but by a failure. */
  onTrainEnd?(context: CallbackContext): void
}
