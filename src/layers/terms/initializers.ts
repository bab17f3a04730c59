// keras.initializers: names, parameters and defaults. Their formulas are in src/compiler.
import type { ParamSpec, TermSpec } from '../../shared/schema'

const seed = {
  kind: 'integer',
  nullable: true,
  default: null,
  help: {
    en: 'Seed of its own; null follows the seed of the run.',
    'zh-CN': '单独的随机种子；为 null 时由本次运行的种子决定。'
  }
} satisfies ParamSpec

const seeded = (className: string, name: string): TermSpec => ({ className, names: [name], params: { seed } })

export const INITIALIZERS: readonly TermSpec[] = [
  seeded('GlorotUniform', 'glorot_uniform'),
  seeded('GlorotNormal', 'glorot_normal'),
  seeded('HeUniform', 'he_uniform'),
  seeded('HeNormal', 'he_normal'),
  seeded('LecunUniform', 'lecun_uniform'),
  seeded('LecunNormal', 'lecun_normal'),
  seeded('RandomNormal', 'random_normal'),
  seeded('RandomUniform', 'random_uniform'),
  seeded('TruncatedNormal', 'truncated_normal'),
  seeded('Orthogonal', 'orthogonal'),
  { className: 'Zeros', names: ['zeros'], params: {} },
  { className: 'Ones', names: ['ones'], params: {} }
]
