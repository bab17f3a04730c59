// keras.regularizers: names, parameters and defaults. Their formulas are in src/compiler.
import type { TermSpec } from '../../shared/schema'
import { SMALL } from '../usual'

const factor = (what: 'l1' | 'l2', fallback: number) =>
  ({
    kind: 'number',
    min: 0,
    ...SMALL,
    default: fallback,
    help:
      what === 'l1'
        ? { en: 'Factor of the sum of absolute values.', 'zh-CN': '绝对值之和的系数。' }
        : { en: 'Factor of the sum of squares.', 'zh-CN': '平方和的系数。' }
  }) as const

/** Of tensors of any rank: also of what a layer gives. */
export const SIZE_REGULARIZERS: readonly TermSpec[] = [
  { className: 'L1', names: ['l1'], params: { l1: factor('l1', 0.01) } },
  { className: 'L2', names: ['l2'], params: { l2: factor('l2', 0.01) } },
  { className: 'L1L2', names: ['l1l2', 'l1_l2'], params: { l1: factor('l1', 0), l2: factor('l2', 0) } }
]

export const REGULARIZERS: readonly TermSpec[] = [
  ...SIZE_REGULARIZERS,
  {
    className: 'OrthogonalRegularizer',
    names: ['orthogonal_regularizer'],
    params: {
      factor: {
        kind: 'number',
        min: 0,
        default: 0.01,
        help: { en: 'Factor of the penalty.', 'zh-CN': '惩罚项的系数。' }
      },
      mode: {
        kind: 'choice',
        options: ['rows', 'columns'],
        default: 'rows',
        help: { en: 'What is to stand at right angles.', 'zh-CN': '要求相互正交的是行还是列。' }
      }
    }
  }
]
