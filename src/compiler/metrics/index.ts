// Keras's metrics by name.
import { LOSS_GRAPHS } from '../losses'
import { cosine } from '../losses/errors'
import { binaryAccuracy, classAccuracy, exactAccuracy, topKAccuracy } from './accuracy'
import { auc } from './auc'
import { f1Score, precision, recall } from './confusion'
import { meanOf, plainMeanOf, type MetricGraph, type MetricInputs } from './metric'
import { r2Score } from './r2'

export { plainMeanOf, type MetricGraph, type MetricInputs } from './metric'

/** Losses whose mean over examples is a metric of the same name. */
const SAME = [
  'mean_squared_error',
  'mean_absolute_error',
  'mean_absolute_percentage_error',
  'mean_squared_logarithmic_error',
  'poisson',
  'binary_crossentropy',
  'categorical_crossentropy',
  'kl_divergence',
  'hinge',
  'squared_hinge',
  'categorical_hinge'
]
const lossOf = (name: string, inputs: MetricInputs) => LOSS_GRAPHS[name]!(inputs)

export const METRIC_GRAPHS: Record<string, MetricGraph> = {
  ...Object.fromEntries(SAME.map((name) => [name, meanOf((inputs) => lossOf(name, inputs))])),
  sparse_categorical_crossentropy: meanOf((inputs) =>
    lossOf('sparse_categorical_crossentropy', { ...inputs, target: inputs.labels! })
  ),
  log_cosh_error: meanOf((inputs) => lossOf('log_cosh', inputs)),
  // Keras's is no MeanMetricWrapper, and takes no mask.
  root_mean_squared_error: plainMeanOf((inputs) => lossOf('mean_squared_error', inputs), Math.sqrt),
  cosine_similarity: meanOf(cosine),
  exact_accuracy: exactAccuracy,
  binary_accuracy: binaryAccuracy,
  categorical_accuracy: classAccuracy,
  sparse_categorical_accuracy: classAccuracy,
  top_k_categorical_accuracy: topKAccuracy,
  sparse_top_k_categorical_accuracy: topKAccuracy,
  precision,
  recall,
  f1_score: f1Score,
  auc,
  r2_score: r2Score
}
