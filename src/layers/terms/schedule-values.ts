// keras.optimizers.schedules: the learning rate at each step, in double precision.
import type { ResolvedTerm } from '../../shared/schema'

/** The learning rate at a step, which counts from 0; for LearningRateScheduler, steps are epochs. */
export type RateByStep = (step: number) => number

type Params = Record<string, number>

/** @param schedule as resolveSchedule gives it */
export function ratesOf({ name, params }: ResolvedTerm): RateByStep {
  const formula = FORMULAS[name]
  if (!formula) throw new Error(`no schedule ${name}`)
  return formula(params as Params)
}

const FORMULAS: Record<string, (params: Params) => RateByStep> = {
  ExponentialDecay: (p) => (step) => p.initial_learning_rate! * p.decay_rate! ** passed(p, step),
  InverseTimeDecay: (p) => (step) => p.initial_learning_rate! / (1 + p.decay_rate! * passed(p, step)),
  PiecewiseConstantDecay: (given) => {
    const { boundaries, values } = given as unknown as { boundaries: number[]; values: number[] }
    // Keras takes boundaries as whole numbers, as steps are.
    const until = boundaries.map(Math.trunc)
    return (step) => {
      const at = until.findIndex((boundary) => step <= boundary)
      return values[at < 0 ? until.length : at]!
    }
  },
  PolynomialDecay: (p) => (step) => {
    const times = p.cycle && step > 0 ? Math.ceil(step / p.decay_steps!) : 1
    const length = p.decay_steps! * times
    const done = (p.cycle ? step : Math.min(step, length)) / length
    return (p.initial_learning_rate! - p.end_learning_rate!) * (1 - done) ** p.power! + p.end_learning_rate!
  },
  CosineDecay: (p) => (step) => {
    const { initial_learning_rate: from, decay_steps: length, alpha } = p as Record<string, number>
    const target = (p.warmup_target ?? null) as number | null
    const warmup = target === null ? 0 : p.warmup_steps!
    const at = Math.min(step, length! + warmup)
    if (at < warmup) return (target! - from!) * (at / warmup) + from!
    return (target ?? from!) * ((1 - alpha!) * falling((at - warmup) / length!) + alpha!)
  },
  CosineDecayRestarts: (p) => (step) => {
    const { restarts, done } = period(step / p.first_decay_steps!, p.t_mul!)
    return p.initial_learning_rate! * ((1 - p.alpha!) * p.m_mul! ** restarts * falling(done) + p.alpha!)
  }
}

/** How often decay_steps have passed. */
function passed({ decay_steps, staircase }: Params, step: number): number {
  const times = step / decay_steps!
  return staircase ? Math.floor(times) : times
}

/** From 1 to 0 along half a cosine. */
const falling = (done: number): number => 0.5 * (1 + Math.cos(Math.PI * done))

/** @param periods passed, in lengths of the first one @param growth of each over the one before */
function period(periods: number, growth: number): { restarts: number; done: number } {
  if (growth === 1) return { restarts: Math.floor(periods), done: periods - Math.floor(periods) }
  const restarts = Math.floor(Math.log(1 - periods * (1 - growth)) / Math.log(growth))
  const before = (1 - growth ** restarts) / (1 - growth)
  return { restarts, done: (periods - before) / growth ** restarts }
}
