import { ratesOf, resolveSchedule } from '../../layers/terms'
import type { CallbackConfig } from '../../shared/training'
import type { Callback } from './callback'

type Config = Extract<CallbackConfig, { class_name: 'LearningRateScheduler' }>['config']

/** keras.callbacks.LearningRateScheduler with `lambda epoch, lr: float(schedule(epoch))`. */
export const learningRateScheduler = ({ schedule }: Config): Callback => ({
  learningRate: ratesOf(resolveSchedule(schedule, 'schedule'))
})
