// What model.compile() takes: optimizers, losses and metrics by Keras's names, with Keras's parameters and defaults.
import { NetloomError } from '../shared/errors'
import type { ParamSpec, ParamSpecs } from '../shared/schema'
import { readParams } from '../shared/schema'
import type { Identifier } from '../shared/training'

/** An optimizer, loss or metric: Keras knows it as a class (Adam) and as a function or short name (adam). */
export interface Term {
  className: string
  names: readonly string[]
  params: ParamSpecs
}
export type TermKind = 'optimizer' | 'loss' | 'metric'
export interface ResolvedTerm {
  /** Keras's short name, e.g. 'adam' or 'sparse_categorical_crossentropy'. */
  name: string
  params: Record<string, unknown>
}

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

export const OPTIMIZERS: readonly Term[] = [
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

const fromLogits = {
  from_logits: {
    kind: 'boolean',
    default: false,
    help: {
      en: 'The outputs are raw scores, without softmax or sigmoid.',
      'zh-CN': '输出为未经 softmax 或 sigmoid 的原始分数。'
    }
  }
} satisfies ParamSpecs

/** How targets and outputs must look for a loss or metric; see check.ts. */
export type TargetForm = 'class numbers' | 'one-hot' | 'same shape' | 'two classes'
export interface FittedTerm extends Term {
  target: TargetForm
}

export const LOSSES: readonly FittedTerm[] = [
  { className: 'MeanSquaredError', names: ['mean_squared_error', 'mse'], params: {}, target: 'same shape' },
  { className: 'MeanAbsoluteError', names: ['mean_absolute_error', 'mae'], params: {}, target: 'same shape' },
  { className: 'LogCosh', names: ['log_cosh', 'logcosh'], params: {}, target: 'same shape' },
  { className: 'BinaryCrossentropy', names: ['binary_crossentropy'], params: fromLogits, target: 'two classes' },
  { className: 'CategoricalCrossentropy', names: ['categorical_crossentropy'], params: fromLogits, target: 'one-hot' },
  {
    className: 'SparseCategoricalCrossentropy',
    names: ['sparse_categorical_crossentropy'],
    params: fromLogits,
    target: 'class numbers'
  }
]

export const METRICS: readonly Term[] = [
  { className: 'Accuracy', names: ['accuracy', 'acc'], params: {} },
  { className: 'MeanSquaredError', names: ['mean_squared_error', 'mse'], params: {} },
  { className: 'MeanAbsoluteError', names: ['mean_absolute_error', 'mae'], params: {} }
]

/**
 * Finds a term by class or short name and fills in its parameters.
 * @throws NetloomError TERM_UNKNOWN, LAYER_PARAM (naming `where`)
 */
export function resolveTerm(kind: TermKind, terms: readonly Term[], given: Identifier, where: string): ResolvedTerm {
  const name = typeof given === 'string' ? given : given.class_name
  const term = terms.find((candidate) => candidate.className === name || candidate.names.includes(name))
  if (!term) {
    throw new NetloomError('TERM_UNKNOWN', {
      kind,
      found: name,
      where,
      known: terms.map((known) => known.names[0]!).join(', ')
    })
  }
  const config = typeof given === 'string' ? {} : given.config
  const params = readParams(term.params, config, { className: kind, layer: term.className, where: `${where}.config` })
  return { name: term.names[0]!, params }
}

/** The name that a metric has in logs: as given, as Keras does ('mae' stays 'mae'). */
export const metricLabel = (given: Identifier): string =>
  typeof given === 'string'
    ? given
    : (METRICS.find((term) => term.className === given.class_name)?.names[0] ?? given.class_name)
