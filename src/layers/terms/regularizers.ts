// keras.regularizers: names, parameters and defaults. Their formulas are in src/compiler.
import type { TermSpec } from '../../shared/schema'

const factor = (what: 'l1' | 'l2', fallback: number) =>
  ({
    kind: 'number',
    min: 0,
    default: fallback,
    help:
      what === 'l1'
        ? { en: 'Factor of the sum of absolute values.', 'zh-CN': '绝对值之和的系数。' }
        : { en: 'Factor of the sum of squares.', 'zh-CN': '平方和的系数。' }
  }) as const

export const REGULARIZERS: readonly TermSpec[] = [
  { className: 'L1', names: ['l1'], params: { l1: factor('l1', 0.01) } },
  { className: 'L2', names: ['l2'], params: { l2: factor('l2', 0.01) } },
  { className: 'L1L2', names: ['l1_l2'], params: { l1: factor('l1', 0), l2: factor('l2', 0) } }
]
