import type { CallbackConfig } from '../../shared/training'
import type { Callback, Run } from './callback'

type Config = Extract<CallbackConfig, { class_name: 'TimeStopping' }>['config']

/** tensorflow_addons' TimeStopping: stops after the epoch in which `seconds` of training have passed, pauses left out. */
export function timeStopping({ seconds }: Config, run: Run): Callback {
  let before = 0
  return {
    onEpochEnd(epoch, _logs, context) {
      if (before + run.seconds() < seconds) return false
      context.notice({ code: 'TIME_STOPPING', args: { epoch: epoch + 1, seconds } })
      return true
    },
    memory: () => ({ numbers: { spent: before + run.seconds() }, weights: [] }),
    recall({ numbers }) {
      before = numbers.spent!
    }
  }
}
