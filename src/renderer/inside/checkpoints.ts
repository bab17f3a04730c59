// The moments of a run whose weights are kept, as an epoch slider goes through them.
import type { KeptCheckpoint, RunRecord } from '../../shared/run'
import type { CallbackConfig } from '../../shared/training'

/** Whether there is, or may be, a model to look into. */
export const mayBeOpened = ({ checkpoints, status }: Pick<RunRecord, 'checkpoints' | 'status'>): boolean =>
  checkpoints.length > 0 || ['completed', 'stopped', 'interrupted'].includes(status)

export interface Moment {
  /** Null is the end of training. */
  file: string | null
  epoch: number
  step: number
}

/** In the order of time, one for each; the end of training is the last. */
export function momentsOf(checkpoints: readonly KeptCheckpoint[], epochsDone: number, hasModel: boolean): Moment[] {
  const kept = [...checkpoints].sort((a, b) => a.epoch - b.epoch || a.step - b.step)
  const distinct = kept.filter(
    (one, i) => i === 0 || one.epoch !== kept[i - 1]!.epoch || one.step !== kept[i - 1]!.step
  )
  const moments: Moment[] = distinct.map(({ file, epoch, step }) => ({ file, epoch, step }))
  return hasModel ? [...moments, { file: null, epoch: epochsDone, step: 0 }] : moments
}

/** Keeps the weights after each epoch. */
export const KEEP_EACH_EPOCH: CallbackConfig = {
  class_name: 'ModelCheckpoint',
  config: {
    monitor: 'val_loss',
    mode: 'auto',
    save_best_only: false,
    save_freq: 'epoch',
    initial_value_threshold: null
  }
}
export const keepsEachEpoch = (callbacks: readonly CallbackConfig[]): boolean =>
  callbacks.some((one) => one.class_name === 'ModelCheckpoint' && !one.config.save_best_only)
