import type { CallbackConfig } from '../../shared/training'
import type { NamedWeight } from '../engine'
import type { Callback, Run } from './callback'
import { recalled, remembered, watch } from './monitor'

type Config = Extract<CallbackConfig, { class_name: 'EarlyStopping' }>['config']

/**
 * keras.callbacks.EarlyStopping: stops once `monitor` has not improved by more than `min_delta` for `patience` epochs;
 * with restore_best_weights the best epoch's weights are put back when training ends, stopped early or not (Keras 3).
 */
export function earlyStopping(config: Config, run: Run): Callback {
  const { patience, baseline, restore_best_weights, start_from_epoch } = config
  const monitor = watch('EarlyStopping', config, run)
  let best: number | null = null
  let bestEpoch = 0
  let waited = 0
  let bestWeights: NamedWeight[] | null = null
  return {
    onEpochEnd(epoch, logs, context) {
      const value = monitor.read(logs, context)
      if (value === undefined || epoch < start_from_epoch) return false
      if (restore_best_weights && !bestWeights) {
        bestWeights = context.weights()
        bestEpoch = epoch
      }
      waited += 1
      if (monitor.improves(value, best)) {
        best = value
        bestEpoch = epoch
        if (restore_best_weights) bestWeights = context.weights()
        if (baseline === null || monitor.improves(value, baseline)) waited = 0
        return false
      }
      if (waited < patience || epoch === 0) return false
      context.notice({
        code: 'EARLY_STOPPING',
        args: { monitor: config.monitor, epoch: epoch + 1, best: best ?? NaN, bestEpoch: bestEpoch + 1 }
      })
      return true
    },
    memory: () => ({ numbers: { ...remembered(best), bestEpoch, waited }, weights: bestWeights ?? [] }),
    recall({ numbers, weights }) {
      best = recalled(numbers)
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
