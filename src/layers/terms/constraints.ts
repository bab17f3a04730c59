// keras.constraints: names, parameters and defaults. Their formulas are in src/compiler.
import type { ParamSpec, TermSpec } from '../../shared/schema'

const norm = (fallback: number, en: string, zh: string) =>
  ({ kind: 'number', min: 0, default: fallback, help: { en, 'zh-CN': zh } }) satisfies ParamSpec
const axis = {
  kind: 'integers',
  single: true,
  default: 0,
  help: {
    en: 'Axis, or axes, along which lengths are taken: 0 takes the weights into one unit.',
    'zh-CN': '计算范数所沿的轴：0 表示每个单元的输入权重。'
  }
} satisfies ParamSpec

export const CONSTRAINTS: readonly TermSpec[] = [
  {
    className: 'MaxNorm',
    names: ['max_norm'],
    params: { max_value: norm(2, 'Largest length.', '最大范数。'), axis }
  },
  {
    className: 'MinMaxNorm',
    names: ['min_max_norm'],
    params: {
      min_value: norm(0, 'Smallest length.', '最小范数。'),
      max_value: norm(1, 'Largest length.', '最大范数。'),
      rate: {
        kind: 'number',
        min: 0,
        max: 1,
        default: 1,
        help: { en: 'Share of the way to the bounds taken at each step.', 'zh-CN': '每步向约束范围靠近的比例。' }
      },
      axis
    }
  },
  { className: 'NonNeg', names: ['non_neg'], params: {} },
  { className: 'UnitNorm', names: ['unit_norm'], params: { axis } }
]
