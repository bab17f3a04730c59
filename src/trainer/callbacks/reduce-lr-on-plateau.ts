import type { CallbackConfig } from '../../shared/training'
import type { Callback, Run } from './callback'
import { recalled, remembered, rounding, watch } from './monitor'

type Config = Extract<CallbackConfig, { class_name: 'ReduceLROnPlateau' }>['config']

/** keras.callbacks.ReduceLROnPlateau: multiplies the learning rate by `factor` where `monitor` stops improving. */
export function reduceLROnPlateau(config: Config, run: Run): Callback {
  const { factor, patience, cooldown, min_lr } = config
  const monitor = watch('ReduceLROnPlateau', config, run)
  const round = rounding(run.floatType)
  let best: number | null = null
  let waited = 0
  let cooling = 0
  return {
    onEpochEnd(epoch, logs, context) {
      const value = monitor.read(logs, context)
      if (value === undefined) return false
      if (cooling > 0) {
        cooling -= 1
        waited = 0
      }
      if (monitor.improves(value, best)) {
        best = value
        waited = 0
        return false
      }
      if (cooling > 0) return false
      waited += 1
      const from = context.learningRate
      if (waited < patience || round(from) <= round(min_lr)) return false
      const to = Math.max(from * factor, min_lr)
      context.setLearningRate(to)
      context.notice({
        code: 'LEARNING_RATE_REDUCED',
        args: { monitor: config.monitor, epoch: epoch + 1, best: best ?? NaN, waited, from, to }
      })
      cooling = cooldown
      waited = 0
      return false
    },
    memory: () => ({ numbers: { ...remembered(best), waited, cooling }, weights: [] }),
    recall({ numbers }) {
      best = recalled(numbers)
      waited = numbers.waited!
      cooling = numbers.cooling!
    }
  }
}
