// keras.losses: names, parameters and defaults, and what targets each compares with.
import type { ParamSpecs, TermSpec } from '../../shared/schema'

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
export interface FittedTerm extends TermSpec {
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
