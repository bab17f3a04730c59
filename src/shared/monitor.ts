// Which way a log should go: what 'auto' of Keras's callbacks stands for, and which epoch of a curve is the best.

export type Direction = 'min' | 'max'

/** Those of keras.metrics whose `_direction` is "up", by class or function, and the short names of their logs. */
const UP =
  'accuracy acc exact_accuracy binary_accuracy categorical_accuracy sparse_categorical_accuracy ' +
  'top_k_categorical_accuracy sparse_top_k_categorical_accuracy precision recall auc f1_score fbeta_score r2_score ' +
  'cosine_similarity pearson_correlation concordance_correlation mean_io_u io_u binary_io_u one_hot_io_u ' +
  'one_hot_mean_io_u sensitivity_at_specificity specificity_at_sensitivity precision_at_recall recall_at_precision'
/** Those whose direction is "down", and losses. */
const DOWN =
  'loss mean_squared_error mse mean_absolute_error mae root_mean_squared_error mean_absolute_percentage_error mape ' +
  'mean_squared_logarithmic_error msle log_cosh_error log_cosh logcosh poisson kl_divergence hinge squared_hinge ' +
  'categorical_hinge binary_crossentropy bce categorical_crossentropy sparse_categorical_crossentropy'
const DIRECTIONS = new Map<string, Direction>([
  ...UP.split(' ').map((name) => [name, 'max'] as const),
  ...DOWN.split(' ').map((name) => [name, 'min'] as const)
])

/**
 * By its name in logs: of a loss or metric, with val_ and the name of an output before it, and with a number behind it where a
 * metric is measured twice (precision_1). Null where it follows from nothing, which Keras refuses.
 */
export function directionOf(log: string): Direction | null {
  const name = log.replace(/^val_/, '').replace(/_\d+$/, '').toLowerCase()
  // An output may be named as anything: what comes first in the name may be that of the output.
  for (let rest = name; ; rest = rest.slice(rest.indexOf('_') + 1)) {
    const known = DIRECTIONS.get(rest)
    if (known || !rest.includes('_')) return known ?? null
  }
}

/** What a callback's `mode` means for its `monitor`. */
export const directionFor = ({ monitor, mode }: { monitor: string; mode: 'auto' | 'min' | 'max' }): Direction | null =>
  mode === 'auto' ? directionOf(monitor) : mode

export const lowerIsBetter = (log: string): boolean => directionOf(log) === 'min'

export const isBetter = (a: number, b: number, direction: Direction): boolean => (direction === 'min' ? a < b : a > b)

/** By which logs are listed: validation before training, then metrics before losses. */
export const logRank = (log: string): number => (log.startsWith('val_') ? 0 : 2) + (log.endsWith('loss') ? 1 : 0)
