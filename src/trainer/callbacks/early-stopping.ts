import type { CallbackConfig } from '../../shared/training'
import type { NamedWeight } from '../engine'
import type { Callback } from './callback'

type Config = Extract<CallbackConfig, { class_name: 'EarlyStopping' }>['config']

/** 'auto' as in Keras: what counts how often the network is right should rise, everything else should fall. */
const rises = (monitor: string, mode: Config['mode']): boolean =>
  mode === 'max' || (mode === 'auto' && /(^|_)(acc|accuracy|auc|precision|recall)$/.test(monitor))

/**
 * keras.callbacks.EarlyStopping: stops once `monitor` has not improved by more than `min_delta` for `patience` epochs;
 * with restore_best_weights the best epoch's weights are put back when training ends, stopped early or not (Keras 3).
 */
export function earlyStopping(config: Config): Callback {
  const sign = rises(config.monitor, config.mode) ? 1 : -1
  let best = -Infinity
  let bestEpoch = 0
  let waited = 0
  let bestWeights: NamedWeight[] | null = null
  return {
    onEpochEnd(epoch, logs, context) {
      const value = logs[config.monitor]
      if (value === undefined) {
        if (epoch === 0) {
          const known = Object.keys(logs).join(', ')
          context.notice({
            code: 'MONITOR_MISSING',
            args: { callback: 'EarlyStopping', monitor: config.monitor, known }
          })
        }
        return false
      }
      if (sign * value > best + config.min_delta) {
        best = sign * value
        bestEpoch = epoch
        waited = 0
        if (config.restore_best_weights) bestWeights = context.weights()
        return false
      }
      waited += 1
      if (waited < config.patience || epoch === 0) return false
      context.notice({
        code: 'EARLY_STOPPING',
        args: { monitor: config.monitor, epoch: epoch + 1, best: sign * best, bestEpoch: bestEpoch + 1 }
      })
      return true
    },
    memory: () => ({ numbers: { best, bestEpoch, waited }, weights: bestWeights ?? [] }),
    recall({ numbers, weights }) {
      best = numbers.best!
      bestEpoch = numbers.bestEpoch!
      waited = numbers.waited!
      bestWeights = weights.length > 0 ? [...weights] : null
    },
    onTrainEnd(context) {
      if (!bestWeights) return
      context.setWeights(bestWeights)
      context.notice({ code: 'BEST_WEIGHTS_RESTORED', args: { epoch: bestEpoch + 1 } })
    }
  }
}
