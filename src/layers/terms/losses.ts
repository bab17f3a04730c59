// keras.losses: names, parameters and defaults, and what targets each compares with.
import type { ParamSpec, ParamSpecs, TermSpec } from '../../shared/schema'

/** How targets and outputs must look for a loss or metric; see fits.ts. */
export type TargetForm =
  /** A class number each, and an output for each class. */
  | 'class numbers'
  /** A one-hot row each, and an output for each class. */
  | 'one-hot'
  /** One of two classes and one output; or a one-hot row, and an output for each class. */
  | 'two classes'
  /** As 'two classes', or numbers. */
  | 'sides'
  /** A number each and one output, or a one-hot row and an output for each class. */
  | 'same shape'
  /** As 'same shape'; also with one output at each position of a sequence. */
  | 'numbers'

export interface FittedTerm extends TermSpec {
  target: TargetForm
}

const number = (fallback: number, en: string, zh: string, range: { min?: number; max?: number } = { min: 0 }) =>
  ({ kind: 'number', ...range, default: fallback, help: { en, 'zh-CN': zh } }) satisfies ParamSpec

const reduction = {
  kind: 'choice',
  options: ['sum_over_batch_size', 'sum'],
  default: 'sum_over_batch_size',
  help: {
    en: 'Take the mean over the examples of a batch, or their sum.',
    'zh-CN': '对批次中各样本的损失取平均（sum_over_batch_size）或求和（sum）。'
  }
} satisfies ParamSpec
export const fromLogits = {
  kind: 'boolean',
  default: false,
  help: {
    en: 'The outputs are raw scores, without softmax or sigmoid.',
    'zh-CN': '输出为未经 softmax 或 sigmoid 的原始分数。'
  }
} satisfies ParamSpec
export const labelSmoothing = {
  kind: 'number',
  min: 0,
  max: 1,
  default: 0,
  help: {
    en: 'Share of each target that is spread evenly over the classes.',
    'zh-CN': '标签平滑：把目标的这一比例平均分给各类别。'
  }
} satisfies ParamSpec
export const cosineAxis = {
  kind: 'integer',
  min: -2,
  max: 1,
  default: -1,
  help: { en: 'Axis along which directions are compared.', 'zh-CN': '计算方向所沿的轴。' }
} satisfies ParamSpec
const focus = number(2, 'How much less easy examples count.', '聚焦参数：越大，易分样本的权重越小。')

const loss = (className: string, names: string[], target: TargetForm, params: ParamSpecs = {}): FittedTerm => ({
  className,
  names,
  target,
  params: { ...params, reduction }
})
const crossentropy = { from_logits: fromLogits, label_smoothing: labelSmoothing }

export const LOSSES: readonly FittedTerm[] = [
  loss('MeanSquaredError', ['mean_squared_error', 'mse', 'MSE'], 'numbers'),
  loss('MeanAbsoluteError', ['mean_absolute_error', 'mae', 'MAE'], 'numbers'),
  loss('MeanAbsolutePercentageError', ['mean_absolute_percentage_error', 'mape', 'MAPE'], 'numbers'),
  loss('MeanSquaredLogarithmicError', ['mean_squared_logarithmic_error', 'msle', 'MSLE'], 'numbers'),
  loss('Huber', ['huber'], 'numbers', {
    delta: number(1, 'Where squares turn into a straight line.', '由平方变为线性的误差界限。')
  }),
  loss('LogCosh', ['log_cosh', 'logcosh'], 'numbers'),
  loss('Poisson', ['poisson'], 'numbers'),
  loss('CosineSimilarity', ['cosine_similarity'], 'same shape', { axis: cosineAxis }),
  loss('BinaryCrossentropy', ['binary_crossentropy', 'bce', 'BCE'], 'two classes', crossentropy),
  loss('BinaryFocalCrossentropy', ['binary_focal_crossentropy'], 'two classes', {
    apply_class_balancing: {
      kind: 'boolean',
      default: false,
      help: { en: 'Weigh the classes by alpha.', 'zh-CN': '用 alpha 平衡两类的权重。' }
    },
    alpha: number(0.25, 'Weight of class 1; class 0 has 1 - alpha.', '类别 1 的权重，类别 0 为 1 - alpha。', {
      min: 0,
      max: 1
    }),
    gamma: focus,
    ...crossentropy
  }),
  loss('CategoricalCrossentropy', ['categorical_crossentropy'], 'one-hot', crossentropy),
  loss('CategoricalFocalCrossentropy', ['categorical_focal_crossentropy'], 'one-hot', {
    alpha: number(0.25, 'Weight of all classes.', '各类别的权重。'),
    gamma: focus,
    ...crossentropy
  }),
  loss('SparseCategoricalCrossentropy', ['sparse_categorical_crossentropy'], 'class numbers', {
    from_logits: fromLogits
  }),
  loss('KLDivergence', ['kl_divergence', 'kld', 'KLD'], 'one-hot'),
  loss('Hinge', ['hinge'], 'sides'),
  loss('SquaredHinge', ['squared_hinge'], 'sides'),
  loss('CategoricalHinge', ['categorical_hinge'], 'one-hot')
]
