import type { CallbackConfig } from '../../shared/training'
import type { Callback, Run } from './callback'
import { earlyStopping } from './early-stopping'
import { learningRateScheduler } from './learning-rate-scheduler'
import { modelCheckpoint } from './model-checkpoint'
import { reduceLROnPlateau } from './reduce-lr-on-plateau'
import { terminateOnNaN } from './terminate-on-nan'
import { thresholdStopping } from './threshold-stopping'
import { timeStopping } from './time-stopping'

export function createCallback(callback: CallbackConfig, run: Run): Callback {
  switch (callback.class_name) {
    case 'EarlyStopping':
      return earlyStopping(callback.config, run)
    case 'ReduceLROnPlateau':
      return reduceLROnPlateau(callback.config, run)
    case 'LearningRateScheduler':
      return learningRateScheduler(callback.config)
    case 'ModelCheckpoint':
      return modelCheckpoint(callback.config, run)
    case 'TerminateOnNaN':
      return terminateOnNaN()
    case 'ThresholdStopping':
      return thresholdStopping(callback.config, run)
    case 'TimeStopping':
      return timeStopping(callback.config, run)
  }
}
