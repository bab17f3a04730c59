import type { CallbackConfig } from '../../shared/training'
import type { KeptCheckpoint, Logs } from '../../shared/run'
import { keptFile } from '../keep'
import type { Callback, CallbackContext, Run } from './callback'
import { isLeftOut, recalled, remembered, watch } from './monitor'

type Config = Extract<CallbackConfig, { class_name: 'ModelCheckpoint' }>['config']
type Moment = Pick<KeptCheckpoint, 'epoch' | 'step'>

/**
 * keras.callbacks.ModelCheckpoint, of whole states: one goes on from any of them. With save_best_only a better one takes the
 * place of the one before, as where Keras is given a plain file name.
 */
export function modelCheckpoint(config: Config, run: Run): Callback {
  const { save_best_only, save_freq } = config
  const monitor = watch('ModelCheckpoint', config, run)
  let best = config.initial_value_threshold
  let batches = 0
  let kept: Moment | null = null
  const fileOf = (moment: Moment | null): string | null => moment && keptFile(moment)

  const save = (moment: Moment, value: number | undefined, context: CallbackContext): void => {
    const before = kept
    if (save_best_only) kept = moment
    context.keep({
      ...moment,
      file: keptFile(moment),
      reason: save_best_only ? 'best' : moment.step === 0 ? 'epoch' : 'batch',
      monitor: value === undefined ? null : config.monitor,
      value: value ?? null,
      replaces: save_best_only ? fileOf(before) : null,
      failed: () => {
        kept = before
      }
    })
  }
  /** As Keras, keeps what cannot be judged. */
  const consider = (moment: Moment, logs: Logs, context: CallbackContext): void => {
    if (!save_best_only) return save(moment, logs[config.monitor], context)
    const value = monitor.read(logs, context)
    if (value === undefined && isLeftOut(config.monitor, context)) return
    if (value !== undefined && !monitor.improves(value, best)) return
    best = value ?? best
    save(moment, value, context)
  }
  const afterStep: Callback = {
    onStep(step, epoch, _logs, context) {
      batches += 1
      if (batches < Number(save_freq)) return
      batches = 0
      consider({ epoch, step: step + 1 }, context.runningLogs(), context)
    },
    stepsUntilDue: () => Number(save_freq) - batches
  }
  const afterEpoch: Callback = {
    onEpochEnd(epoch, logs, context) {
      consider({ epoch: epoch + 1, step: 0 }, logs, context)
      return false
    }
  }
  return {
    ...(save_freq === 'epoch' ? afterEpoch : afterStep),
    holds: (file) =>
      save_best_only ? file === fileOf(kept) : /-step-\d+\.safetensors$/.test(file) === (save_freq !== 'epoch'),
    memory: () => ({
      numbers: { ...remembered(best), batches, ...(kept && { epoch: kept.epoch, step: kept.step }) },
      weights: []
    }),
    recall({ numbers }) {
      best = recalled(numbers)
      batches = numbers.batches!
      kept = numbers.epoch === undefined ? null : { epoch: numbers.epoch, step: numbers.step! }
    }
  }
}
