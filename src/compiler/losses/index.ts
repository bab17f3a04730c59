// Keras's losses by name: values by example and position, of which a loss is the mean (or, with reduction 'sum', the sum).
import * as crossentropies from './crossentropies'
import * as errors from './errors'
import type { Loss } from './loss'
import * as margins from './margins'

export type { Loss, LossInputs } from './loss'

export const LOSS_GRAPHS: Record<string, Loss> = {
  mean_squared_error: errors.meanSquaredError,
  mean_absolute_error: errors.meanAbsoluteError,
  mean_absolute_percentage_error: errors.meanAbsolutePercentageError,
  mean_squared_logarithmic_error: errors.meanSquaredLogarithmicError,
  huber: errors.huber,
  log_cosh: errors.logCosh,
  poisson: errors.poisson,
  cosine_similarity: errors.cosineSimilarity,
  binary_crossentropy: crossentropies.binaryCrossentropy,
  binary_focal_crossentropy: crossentropies.binaryFocalCrossentropy,
  categorical_crossentropy: crossentropies.categoricalCrossentropy,
  categorical_focal_crossentropy: crossentropies.categoricalFocalCrossentropy,
  sparse_categorical_crossentropy: crossentropies.sparseCategoricalCrossentropy,
  kl_divergence: crossentropies.klDivergence,
  hinge: margins.hinge,
  squared_hinge: margins.squaredHinge,
  categorical_hinge: margins.categoricalHinge
}
