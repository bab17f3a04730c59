// keras.metrics: names, parameters and defaults.
import type { TermSpec } from '../../shared/schema'

export const METRICS: readonly TermSpec[] = [
  { className: 'Accuracy', names: ['accuracy', 'acc'], params: {} },
  { className: 'MeanSquaredError', names: ['mean_squared_error', 'mse'], params: {} },
  { className: 'MeanAbsoluteError', names: ['mean_absolute_error', 'mae'], params: {} }
]
