import { NetloomError } from '../../shared/errors'
import type { Callback } from './callback'

/** keras.callbacks.TerminateOnNaN; the run fails, naming the step, since nothing learnt after it is of use. */
export const terminateOnNaN = (): Callback => ({
  onStep(step, epoch, logs) {
    const loss = logs.loss ?? 0
    if (!Number.isFinite(loss))
      throw new NetloomError('TRAINING_NAN', { found: String(loss), epoch: epoch + 1, step: step + 1 })
  }
})
