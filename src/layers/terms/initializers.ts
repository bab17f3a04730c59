// keras.initializers: names, parameters and defaults. Their formulas are in src/compiler.
import type { ParamSpec, ParamSpecs, ResolvedTerm, TermSpec } from '../../shared/schema'

/** Of whatever draws: its own seed. */
export const seed = {
  kind: 'integer',
  nullable: true,
  default: null,
  help: {
    en: 'Seed of its own; null follows the seed of the run.',
    'zh-CN': '单独的随机种子；为 null 时由本次运行的种子决定。'
  }
} satisfies ParamSpec
const number = (fallback: number, en: string, zh: string, min?: number) =>
  ({
    kind: 'number',
    ...(min !== undefined && { min }),
    default: fallback,
    help: { en, 'zh-CN': zh }
  }) satisfies ParamSpec

const mean = number(0, 'Mean of the numbers drawn.', '随机数的均值。')
const stddev = number(0.05, 'Standard deviation of the numbers drawn.', '随机数的标准差。', 0)
const gain = number(1, 'Factor of the matrix.', '矩阵的缩放系数。')

const seeded = (className: string, name: string, params: ParamSpecs = {}, ...more: string[]): TermSpec => ({
  className,
  names: [name, ...more],
  params: { ...params, seed }
})

export const INITIALIZERS: readonly TermSpec[] = [
  seeded('GlorotUniform', 'glorot_uniform'),
  seeded('GlorotNormal', 'glorot_normal'),
  seeded('HeUniform', 'he_uniform'),
  seeded('HeNormal', 'he_normal'),
  seeded('LecunUniform', 'lecun_uniform'),
  seeded('LecunNormal', 'lecun_normal'),
  seeded('RandomNormal', 'random_normal', { mean, stddev }, 'normal'),
  seeded(
    'RandomUniform',
    'random_uniform',
    {
      minval: number(-0.05, 'Smallest number drawn.', '随机数的下限。'),
      maxval: number(0.05, 'Largest number drawn.', '随机数的上限。')
    },
    'uniform'
  ),
  seeded('TruncatedNormal', 'truncated_normal', { mean, stddev }),
  seeded('VarianceScaling', 'variance_scaling', {
    scale: number(1, 'Factor of the variance.', '方差的缩放系数。', 0),
    mode: {
      kind: 'choice',
      options: ['fan_in', 'fan_out', 'fan_avg'],
      default: 'fan_in',
      help: {
        en: 'Divide the variance by the number of inputs, of outputs, or their mean.',
        'zh-CN': '方差除以输入数、输出数或二者的平均值。'
      }
    },
    distribution: {
      kind: 'choice',
      options: ['truncated_normal', 'untruncated_normal', 'uniform'],
      default: 'truncated_normal',
      help: { en: 'What is drawn from.', 'zh-CN': '随机数服从的分布。' }
    }
  }),
  seeded('Orthogonal', 'orthogonal', { gain }, 'OrthogonalInitializer'),
  { className: 'Identity', names: ['identity', 'IdentityInitializer'], params: { gain } },
  { className: 'Zeros', names: ['zeros', 'zero'], params: {} },
  { className: 'Ones', names: ['ones', 'one'], params: {} },
  {
    className: 'Constant',
    names: ['constant'],
    params: { value: number(0, 'What every weight starts with.', '每个权重的初始值。') }
  }
]

/**
 * Of an LSTM's bias with unit_forget_bias, four parts of the same size: the second one, of the forget gate, starts with
 * ones, the others as `initializer` says. It is no initializer of Keras's that a config may name.
 */
export const unitForgetBias = (initializer: ResolvedTerm): ResolvedTerm => ({
  name: 'unit_forget_bias',
  params: { initializer }
})
