// keras.metrics: names, parameters and defaults, and what targets each compares with.
import type { LabelMode } from '../../shared/project'
import type { ParamSpec, ParamSpecs } from '../../shared/schema'
import { cosineAxis, fromLogits, labelSmoothing, type FittedTerm, type TargetForm } from './losses'

export interface MetricTerm extends FittedTerm {
  /** The name in logs where the class is given, if it is not the short name. */
  label?: string
}

const metric = (
  className: string,
  names: string[],
  target: TargetForm,
  params: ParamSpecs = {},
  more: Partial<MetricTerm> = {}
): MetricTerm => ({ className, names, target, params, ...more })
const threshold = (fallback: number) =>
  ({
    kind: 'number',
    min: 0,
    max: 1,
    default: fallback,
    help: { en: 'Outputs above it count as class 1.', 'zh-CN': '输出大于该阈值时判为类别 1。' }
  }) satisfies ParamSpec
const maybe = <S extends object>(spec: S) => ({ ...spec, nullable: true, default: null }) as const
const k = {
  kind: 'integer',
  min: 1,
  default: 5,
  help: { en: 'How many of the largest outputs are looked at.', 'zh-CN': '考察前 k 个最大的输出。' }
} satisfies ParamSpec

const { default: _half, ...anyThreshold } = threshold(0.5)
const positives = {
  thresholds: maybe({
    ...anyThreshold,
    help: { en: 'Outputs above it count as positive.', 'zh-CN': '正例的判定阈值。' }
  }),
  top_k: maybe({
    kind: 'integer',
    min: 1,
    help: { en: 'Only the k largest outputs count as positive.', 'zh-CN': '仅把前 k 个最大的输出视为正例。' }
  } as const),
  class_id: maybe({
    kind: 'integer',
    min: 0,
    help: { en: 'Look at this class alone.', 'zh-CN': '只考察该类别。' }
  } as const)
} satisfies ParamSpecs

const auc = {
  num_thresholds: {
    kind: 'integer',
    min: 2,
    default: 200,
    help: { en: 'Points of the curve.', 'zh-CN': '曲线上的阈值个数。' }
  },
  curve: {
    kind: 'choice',
    options: ['ROC', 'PR', 'PRGAIN'],
    default: 'ROC',
    help: {
      en: 'True against false positives (ROC), or precision against recall (PR).',
      'zh-CN': 'ROC：真正例率对假正例率；PR：精确率对召回率。'
    }
  },
  summation_method: {
    kind: 'choice',
    options: ['interpolation', 'minoring', 'majoring'],
    default: 'interpolation',
    help: { en: 'How the area between two points is taken.', 'zh-CN': '相邻两点之间面积的计算方式。' }
  },
  thresholds: {
    kind: 'numbers',
    min: 0,
    max: 1,
    nullable: true,
    default: null,
    help: { en: 'Points of the curve, in place of num_thresholds.', 'zh-CN': '指定阈值，代替 num_thresholds。' }
  },
  multi_label: {
    kind: 'boolean',
    default: false,
    help: { en: 'Take the mean of the areas of each label.', 'zh-CN': '对各标签分别计算后取平均。' }
  },
  num_labels: {
    kind: 'integer',
    min: 1,
    nullable: true,
    default: null,
    help: { en: 'Number of labels, with multi_label.', 'zh-CN': '标签个数（用于 multi_label）。' }
  },
  from_logits: fromLogits
} satisfies ParamSpecs

const f1 = {
  average: {
    kind: 'choice',
    options: ['micro', 'macro', 'weighted'],
    nullable: true,
    default: null,
    help: {
      en: 'Count all classes together (micro), or take the mean of their scores (macro, weighted by examples).',
      'zh-CN': 'micro：合并各类别计数；macro：各类别取平均；weighted：按样本数加权平均。'
    }
  },
  threshold: maybe({
    ...anyThreshold,
    help: {
      en: 'Outputs above it are positive; null: the largest one.',
      'zh-CN': '正例的判定阈值；null 表示取最大的输出。'
    }
  })
} satisfies ParamSpecs

const r2 = {
  class_aggregation: {
    kind: 'choice',
    options: ['uniform_average', 'variance_weighted_average'],
    default: 'uniform_average',
    help: { en: 'How the scores of several outputs are averaged.', 'zh-CN': '多个输出的得分如何平均。' }
  },
  num_regressors: {
    kind: 'integer',
    min: 0,
    default: 0,
    help: { en: 'Independent predictors, for the adjusted score.', 'zh-CN': '自变量个数，用于调整后的 R²。' }
  }
} satisfies ParamSpecs

const crossentropy = { from_logits: fromLogits, label_smoothing: labelSmoothing }

export const METRICS: readonly MetricTerm[] = [
  // Only by its class: 'accuracy' is one of the next three, see accuracyFor.
  metric('Accuracy', ['exact_accuracy'], 'two classes', {}, { label: 'accuracy' }),
  metric('BinaryAccuracy', ['binary_accuracy'], 'two classes', { threshold: threshold(0.5) }),
  metric('CategoricalAccuracy', ['categorical_accuracy'], 'one-hot'),
  metric('SparseCategoricalAccuracy', ['sparse_categorical_accuracy'], 'class numbers'),
  metric('TopKCategoricalAccuracy', ['top_k_categorical_accuracy'], 'one-hot', { k }),
  metric('SparseTopKCategoricalAccuracy', ['sparse_top_k_categorical_accuracy'], 'class numbers', { k }),
  metric('Precision', ['precision'], 'two classes', positives),
  metric('Recall', ['recall'], 'two classes', positives),
  metric('AUC', ['auc'], 'two classes', auc),
  metric('F1Score', ['f1_score'], 'two classes', f1),
  metric('MeanSquaredError', ['mean_squared_error', 'mse', 'MSE'], 'numbers'),
  metric('MeanAbsoluteError', ['mean_absolute_error', 'mae', 'MAE'], 'numbers'),
  metric('RootMeanSquaredError', ['root_mean_squared_error'], 'numbers'),
  metric('R2Score', ['r2_score'], 'same shape', r2),
  metric('MeanAbsolutePercentageError', ['mean_absolute_percentage_error', 'mape', 'MAPE'], 'numbers'),
  metric('MeanSquaredLogarithmicError', ['mean_squared_logarithmic_error', 'msle', 'MSLE'], 'numbers'),
  metric('LogCoshError', ['log_cosh_error', 'log_cosh'], 'numbers', {}, { label: 'logcosh' }),
  metric('Poisson', ['poisson'], 'numbers'),
  metric('CosineSimilarity', ['cosine_similarity'], 'same shape', { axis: cosineAxis }),
  metric('KLDivergence', ['kl_divergence'], 'same shape'),
  metric('Hinge', ['hinge'], 'same shape'),
  metric('SquaredHinge', ['squared_hinge'], 'same shape'),
  metric('CategoricalHinge', ['categorical_hinge'], 'one-hot'),
  metric('BinaryCrossentropy', ['binary_crossentropy', 'bce', 'BCE'], 'two classes', crossentropy),
  metric('CategoricalCrossentropy', ['categorical_crossentropy'], 'one-hot', crossentropy),
  metric('SparseCategoricalCrossentropy', ['sparse_categorical_crossentropy'], 'class numbers', {
    from_logits: fromLogits
  })
]

/** Whether a metric is Keras's 'accuracy', which stands for the accuracy that fits. */
export const isAccuracy = (name: string): boolean => ['accuracy', 'acc'].includes(name.toLowerCase())

/** What 'accuracy' stands for. @param outputs size of the last axis */
export function accuracyFor(outputs: number, labelMode: LabelMode): string {
  if (outputs === 1) return 'binary_accuracy'
  return labelMode === 'int' ? 'sparse_categorical_accuracy' : 'categorical_accuracy'
}
