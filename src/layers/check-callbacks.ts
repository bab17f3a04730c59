// Do the callbacks fit the training?
import { NetloomError } from '../shared/errors'
import { words } from '../shared/locale'
import { directionFor } from '../shared/monitor'
import type { ResolvedTerm } from '../shared/schema'
import type { CallbackConfig, Training } from '../shared/training'
import { isScheduled, resolveSchedule } from './terms'

/** @throws NetloomError as resolveSchedule, LAYER_PARAM (a mode that cannot be told), LEARNING_RATE_SCHEDULED */
export function checkCallbacks({ callbacks }: Training, optimizer: ResolvedTerm): void {
  callbacks.forEach((callback, i) => {
    const where = `training.callbacks[${i}]`
    checkMode(callback, where)
    const { class_name: name } = callback
    if (name === 'LearningRateScheduler') resolveSchedule(callback.config.schedule, `${where}.config.schedule`)
    // Keras: "its learning rate is not settable".
    if ((name === 'LearningRateScheduler' || name === 'ReduceLROnPlateau') && isScheduled(optimizer))
      throw new NetloomError('LEARNING_RATE_SCHEDULED', {
        callback: name,
        where,
        schedule: (optimizer.params.learning_rate as ResolvedTerm).name
      })
  })
}

type Monitoring = Extract<CallbackConfig, { config: { monitor: string } }>
const isMonitoring = (callback: CallbackConfig): callback is Monitoring => 'monitor' in callback.config

function checkMode(callback: CallbackConfig, where: string): void {
  if (!isMonitoring(callback)) return
  const { class_name, config } = callback
  if (directionFor(config) !== null) return
  if (class_name === 'ModelCheckpoint' && !callback.config.save_best_only) return
  throw new NetloomError('LAYER_PARAM', {
    className: words('callback', '回调'),
    layer: class_name,
    where: `${where}.config.mode`,
    expected: words(
      `min or max, since it cannot be told which way ${config.monitor} should go`,
      `min 或 max（无法自动判断 ${config.monitor} 应当变大还是变小）`
    ),
    found: '"auto"'
  })
}
