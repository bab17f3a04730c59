// keras.optimizers.schedules: names, parameters and defaults. `name`, which changes nothing, is left out.
import { NetloomError } from '../../shared/errors'
import { words, type Words } from '../../shared/locale'
import type { ParamSpec, ParamSpecs, ResolvedTerm, TermSpec } from '../../shared/schema'
import { SMALL } from '../usual'

const rate = (en: string, zh: string) =>
  ({ kind: 'number', min: 0, ...SMALL, help: { en, 'zh-CN': zh } }) satisfies ParamSpec
const initial = rate('The learning rate at the first step.', '第一步的学习率。')
const steps = (en: string, zh: string) =>
  ({
    kind: 'number',
    min: 0,
    usual: [1, 10, 100, 1000, 10_000],
    steps: 'decades',
    help: { en, 'zh-CN': zh }
  }) satisfies ParamSpec
const share = (fallback: number, en: string, zh: string) =>
  ({ kind: 'number', min: 0, default: fallback, help: { en, 'zh-CN': zh } }) satisfies ParamSpec
const flag = (en: string, zh: string) =>
  ({ kind: 'boolean', default: false, help: { en, 'zh-CN': zh } }) satisfies ParamSpec

const staircase = flag('Change at whole multiples of decay_steps only.', '只在 decay_steps 的整数倍处变化（阶梯式）。')
const alpha = share(
  0,
  'The smallest learning rate, as a share of the largest.',
  '最低学习率，以占最高学习率的比例表示。'
)

const schedule = (className: string, params: ParamSpecs): TermSpec => ({ className, names: [className], params })

export const SCHEDULES: readonly TermSpec[] = [
  schedule('ExponentialDecay', {
    initial_learning_rate: initial,
    decay_steps: steps('Steps after which decay_rate has been applied once.', '每经过多少步乘一次 decay_rate。'),
    decay_rate: {
      kind: 'number',
      min: 0,
      usual: [0.5, 0.9, 0.95, 0.96],
      help: { en: 'What the learning rate is multiplied by.', 'zh-CN': '学习率所乘的系数。' }
    },
    staircase
  }),
  schedule('PiecewiseConstantDecay', {
    boundaries: {
      kind: 'numbers',
      min: 0,
      help: {
        en: 'Steps up to which each value holds, in rising order.',
        'zh-CN': '各个取值适用到的步数，按从小到大排列。'
      }
    },
    values: {
      kind: 'numbers',
      min: 0,
      least: 2,
      help: { en: 'Learning rates: one more than there are boundaries.', 'zh-CN': '各段的学习率，比边界多一个。' }
    }
  }),
  schedule('PolynomialDecay', {
    initial_learning_rate: initial,
    decay_steps: steps('Steps until the end value is reached.', '到达终值所需的步数。'),
    end_learning_rate: { ...rate('The learning rate at the end.', '最终的学习率。'), default: 0.0001 },
    power: {
      kind: 'number',
      min: 0,
      usual: [0.5, 1, 2],
      default: 1,
      help: { en: 'Power of the polynomial; 1: a straight line.', 'zh-CN': '多项式的次数；1 为直线。' }
    },
    cycle: flag('Begin again beyond decay_steps, each time longer.', '超过 decay_steps 后重新开始，每次更长。')
  }),
  schedule('InverseTimeDecay', {
    initial_learning_rate: initial,
    decay_steps: steps('Steps after which decay_rate counts once more.', '每经过多少步再计一次 decay_rate。'),
    decay_rate: {
      kind: 'number',
      min: 0,
      usual: [0.1, 0.5, 1],
      help: { en: 'How fast the learning rate falls.', 'zh-CN': '学习率下降的快慢。' }
    },
    staircase
  }),
  schedule('CosineDecay', {
    initial_learning_rate: initial,
    decay_steps: steps('Steps of the fall along half a cosine.', '沿半个余弦下降所用的步数。'),
    alpha,
    warmup_target: {
      ...rate(
        'Learning rate that is reached by the warm-up; null: no warm-up.',
        '预热阶段达到的学习率；null 表示不预热。'
      ),
      nullable: true,
      default: null
    },
    warmup_steps: {
      kind: 'number',
      min: 0,
      usual: [0, 100, 1000],
      steps: 'decades',
      default: 0,
      help: {
        en: 'Steps of the warm-up, before those of the fall.',
        'zh-CN': '预热的步数，在下降阶段之前。'
      }
    }
  }),
  schedule('CosineDecayRestarts', {
    initial_learning_rate: initial,
    first_decay_steps: steps('Steps of the first fall.', '第一个周期的步数。'),
    t_mul: share(2, 'How much longer each fall is than the one before.', '每个周期的步数与前一个之比。'),
    m_mul: share(1, 'What the learning rate of each restart is multiplied by.', '每次重启时学习率所乘的系数。'),
    alpha
  })
]

export const isScheduled = ({ params }: ResolvedTerm): boolean => typeof params.learning_rate === 'object'

/**
 * What its parameters must be together, as Keras's classes ask for it.
 * @param where JSON path of the schedule's config
 * @throws NetloomError LAYER_PARAM
 */
export function checkSchedule({ name, params }: ResolvedTerm, where: string): void {
  const refuse = (key: string, expected: Words, found: Words): never => {
    throw new NetloomError('LAYER_PARAM', {
      className: 'schedule',
      layer: name,
      where: `${where}.${key}`,
      expected,
      found
    })
  }
  const aboveZero = words('a number above 0', '大于 0 的数')
  for (const key of ['decay_steps', 'first_decay_steps', 't_mul']) if (params[key] === 0) refuse(key, aboveZero, '0')
  if (name !== 'PiecewiseConstantDecay') return
  const [boundaries, values] = [params.boundaries, params.values] as [number[], number[]]
  const wanted = boundaries.length + 1
  if (values.length !== wanted)
    refuse(
      'values',
      words(`${wanted} numbers, one more than boundaries`, `${wanted} 个数，比 boundaries 多一个`),
      JSON.stringify(values)
    )
  if (boundaries.some((step, i) => i > 0 && step <= boundaries[i - 1]!))
    refuse('boundaries', words('numbers that rise', '依次增大的数'), JSON.stringify(boundaries))
}
