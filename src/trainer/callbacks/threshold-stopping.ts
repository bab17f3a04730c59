import type { CallbackConfig } from '../../shared/training'
import type { Callback, Run } from './callback'
import { watch } from './monitor'

type Config = Extract<CallbackConfig, { class_name: 'ThresholdStopping' }>['config']

/** The callback that tutorials write by hand: `if logs["accuracy"] >= 0.9: self.model.stop_training = True`. */
export function thresholdStopping(config: Config, run: Run): Callback {
  const { threshold } = config
  const monitor = watch('ThresholdStopping', config, run)
  return {
    onEpochEnd(epoch, logs, context) {
      const value = monitor.read(logs, context)
      if (value === undefined || !(monitor.rises ? value >= threshold : value <= threshold)) return false
      context.notice({
        code: 'THRESHOLD_REACHED',
        args: { monitor: config.monitor, epoch: epoch + 1, found: value, threshold }
      })
      return true
    }
  }
}
