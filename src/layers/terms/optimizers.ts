// keras.optimizers: names, parameters and defaults.
import type { ParamSpec, TermSpec } from '../../shared/schema'

const learningRate = (fallback: number) =>
  ({
    kind: 'number',
    min: 0,
    default: fallback,
    help: { en: 'Size of the step along the gradient.', 'zh-CN': '沿梯度方向每步的大小。' }
  }) satisfies ParamSpec
const share = (fallback: number, en: string, zh: string) =>
  ({ kind: 'number', min: 0, max: 1, default: fallback, help: { en, 'zh-CN': zh } }) satisfies ParamSpec
const epsilon = {
  kind: 'number',
  min: 0,
  default: 1e-7,
  help: { en: 'Added to denominators against division by zero.', 'zh-CN': '加在分母上的小量，避免除以零。' }
} satisfies ParamSpec
const momentum = share(0, 'Share of the last step that is kept.', '保留上一步方向的比例。')

export const OPTIMIZERS: readonly TermSpec[] = [
  {
    className: 'SGD',
    names: ['sgd'],
    params: {
      learning_rate: learningRate(0.01),
      momentum,
      nesterov: {
        kind: 'boolean',
        default: false,
        help: { en: 'Look ahead along the momentum.', 'zh-CN': '使用 Nesterov 动量。' }
      }
    }
  },
  {
    className: 'RMSprop',
    names: ['rmsprop'],
    params: {
      learning_rate: learningRate(0.001),
      rho: share(0.9, 'Decay of the mean of squared gradients.', '梯度平方滑动平均的衰减率。'),
      momentum,
      epsilon,
      centered: {
        kind: 'boolean',
        default: false,
        help: { en: 'Divide by the variance of the gradient.', 'zh-CN': '按梯度方差归一化。' }
      }
    }
  },
  {
    className: 'Adam',
    names: ['adam'],
    params: {
      learning_rate: learningRate(0.001),
      beta_1: share(0.9, 'Decay of the mean of gradients.', '一阶矩的衰减率。'),
      beta_2: share(0.999, 'Decay of the mean of squared gradients.', '二阶矩的衰减率。'),
      epsilon
    }
  },
  {
    className: 'Adamax',
    names: ['adamax'],
    params: {
      learning_rate: learningRate(0.001),
      beta_1: share(0.9, 'Decay of the mean of gradients.', '一阶矩的衰减率。'),
      beta_2: share(0.999, 'Decay of the infinity norm.', '无穷范数的衰减率。'),
      epsilon
    }
  },
  {
    className: 'Adagrad',
    names: ['adagrad'],
    params: {
      learning_rate: learningRate(0.001),
      initial_accumulator_value: {
        kind: 'number',
        min: 0,
        default: 0.1,
        help: { en: 'Where the sum of squares starts.', 'zh-CN': '平方和的初始值。' }
      },
      epsilon
    }
  },
  {
    className: 'Adadelta',
    names: ['adadelta'],
    params: {
      learning_rate: learningRate(0.001),
      rho: share(0.95, 'Decay of the mean of squares.', '平方滑动平均的衰减率。'),
      epsilon
    }
  }
]
