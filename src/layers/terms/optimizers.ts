// keras.optimizers: names, parameters and defaults.
import type { ParamSpec, ParamSpecs, TermSpec } from '../../shared/schema'
import { SMALL } from '../usual'
import { SCHEDULES } from './schedules'

const learningRate = (fallback: number) =>
  ({
    kind: 'number',
    min: 0,
    ...SMALL,
    terms: SCHEDULES,
    default: fallback,
    help: {
      en: 'Size of the step along the gradient; or a schedule, which tells it for each step.',
      'zh-CN': '沿梯度方向每步的大小；也可以是按步变化的学习率调度。'
    }
  }) satisfies ParamSpec
const share = (fallback: number, en: string, zh: string) =>
  ({ kind: 'number', min: 0, max: 1, default: fallback, help: { en, 'zh-CN': zh } }) satisfies ParamSpec
const positive = (fallback: number, en: string, zh: string) =>
  ({ kind: 'number', min: 0, default: fallback, help: { en, 'zh-CN': zh } }) satisfies ParamSpec
const negative = (fallback: number, en: string, zh: string) =>
  ({ kind: 'number', max: 0, default: fallback, help: { en, 'zh-CN': zh } }) satisfies ParamSpec
const flag = (fallback: boolean, en: string, zh: string) =>
  ({ kind: 'boolean', default: fallback, help: { en, 'zh-CN': zh } }) satisfies ParamSpec

const epsilon = positive(1e-7, 'Added to denominators against division by zero.', '加在分母上的小量，避免除以零。')
const momentum = share(0, 'Share of the last step that is kept.', '保留上一步方向的比例。')
const beta1 = share(0.9, 'Decay of the mean of gradients.', '一阶矩的衰减率。')
const beta2 = share(0.999, 'Decay of the mean of squared gradients.', '二阶矩的衰减率。')
const amsgrad = flag(
  false,
  'Divide by the largest mean of squared gradients so far (AMSGrad).',
  '使用 AMSGrad：以历史最大的二阶矩作归一化。'
)
const startOfSquares = positive(0.1, 'Where the sum of squares starts.', '平方和的初始值。')

const decay = { en: 'Share of each weight that is taken off at each step.', 'zh-CN': '每步按比例衰减权重。' }
const clip = (en: string, zh: string) =>
  ({ kind: 'number', min: 0, nullable: true, default: null, help: { en, 'zh-CN': zh } }) satisfies ParamSpec
const CLIPS = {
  clipnorm: clip('Largest norm of the gradient of each weight.', '每个权重的梯度的最大范数。'),
  clipvalue: clip('Largest absolute value of a gradient.', '梯度各分量的最大绝对值。'),
  global_clipnorm: clip('Largest norm of all gradients together.', '全部梯度的整体最大范数。')
} satisfies ParamSpecs
/** What every optimizer takes. At most one of the clips may be given. */
const COMMON = {
  weight_decay: { kind: 'number', min: 0, nullable: true, default: null, help: decay },
  ...CLIPS
} satisfies ParamSpecs
export const CLIP_NAMES = Object.keys(CLIPS)

const optimizer = (className: string, name: string, params: ParamSpecs, common: ParamSpecs = COMMON): TermSpec => ({
  className,
  names: [name],
  params: { ...params, ...common }
})

export const OPTIMIZERS: readonly TermSpec[] = [
  optimizer('SGD', 'sgd', {
    learning_rate: learningRate(0.01),
    momentum,
    nesterov: flag(false, 'Look ahead along the momentum.', '使用 Nesterov 动量。')
  }),
  optimizer('RMSprop', 'rmsprop', {
    learning_rate: learningRate(0.001),
    rho: share(0.9, 'Decay of the mean of squared gradients.', '梯度平方滑动平均的衰减率。'),
    momentum,
    epsilon,
    centered: flag(false, 'Divide by the variance of the gradient.', '按梯度方差归一化。')
  }),
  optimizer('Adam', 'adam', { learning_rate: learningRate(0.001), beta_1: beta1, beta_2: beta2, epsilon, amsgrad }),
  optimizer(
    'AdamW',
    'adamw',
    {
      learning_rate: learningRate(0.001),
      weight_decay: { kind: 'number', min: 0, default: 0.004, help: decay },
      beta_1: beta1,
      beta_2: beta2,
      epsilon,
      amsgrad
    },
    CLIPS
  ),
  optimizer('Adamax', 'adamax', {
    learning_rate: learningRate(0.001),
    beta_1: beta1,
    beta_2: share(0.999, 'Decay of the infinity norm.', '无穷范数的衰减率。'),
    epsilon
  }),
  optimizer('Nadam', 'nadam', { learning_rate: learningRate(0.001), beta_1: beta1, beta_2: beta2, epsilon }),
  optimizer('Adagrad', 'adagrad', {
    learning_rate: learningRate(0.001),
    initial_accumulator_value: startOfSquares,
    epsilon
  }),
  optimizer('Adadelta', 'adadelta', {
    learning_rate: learningRate(0.001),
    rho: share(0.95, 'Decay of the mean of squares.', '平方滑动平均的衰减率。'),
    epsilon
  }),
  optimizer('Lion', 'lion', {
    learning_rate: learningRate(0.001),
    beta_1: share(0.9, 'Share of the momentum in the step.', '更新方向中动量所占的比例。'),
    beta_2: share(0.99, 'Decay of the momentum.', '动量的衰减率。')
  }),
  optimizer('Ftrl', 'ftrl', {
    learning_rate: learningRate(0.001),
    learning_rate_power: negative(-0.5, 'How fast the step shrinks with past gradients.', '步长随历史梯度减小的快慢。'),
    initial_accumulator_value: startOfSquares,
    l1_regularization_strength: positive(0, 'Factor of the sum of absolute values.', '绝对值之和的系数。'),
    l2_regularization_strength: positive(0, 'Factor of the sum of squares.', '平方和的系数。'),
    l2_shrinkage_regularization_strength: positive(
      0,
      'Factor of the sum of squares, applied to the gradient.',
      '作用于梯度的平方和系数。'
    ),
    beta: positive(0, 'Adds to the squares, weighed by the learning rate.', '按学习率加权的附加平方项。')
  }),
  optimizer('Adafactor', 'adafactor', {
    learning_rate: learningRate(0.001),
    beta_2_decay: negative(-0.8, 'How fast past squares are forgotten.', '历史平方项被遗忘的快慢。'),
    epsilon_1: positive(1e-30, 'Added to squared gradients.', '加在梯度平方上的小量。'),
    epsilon_2: positive(0.001, 'Smallest size of weights that steps follow.', '步长所依据的权重尺度的下限。'),
    clip_threshold: positive(1, 'Largest mean size of a step.', '单步更新的最大均方根。'),
    relative_step: flag(true, 'Let the learning rate fall with the steps.', '让学习率随步数减小。')
  })
]
