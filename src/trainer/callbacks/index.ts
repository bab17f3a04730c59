import type { CallbackConfig } from '../../shared/training'
import type { Callback } from './callback'
import { earlyStopping } from './early-stopping'
import { terminateOnNaN } from './terminate-on-nan'

export function createCallback(callback: CallbackConfig): Callback {
  switch (callback.class_name) {
    case 'EarlyStopping':
      return earlyStopping(callback.config)
    case 'TerminateOnNaN':
      return terminateOnNaN()
    default:
      throw new Error(`${callback.class_name}: not yet`)
  }
}
