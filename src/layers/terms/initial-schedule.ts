// What a schedule begins with when it is chosen: it ends where training ends, so that its curve can be seen at once.
import type { Json } from '../../shared/json'

/** Class and config. @param rate the learning rate so far @param steps of the whole training, in the schedule's own steps */
export function initialSchedule(
  className: string,
  rate: number,
  steps: number
): { class_name: string; config: Record<string, Json> } {
  const initial_learning_rate = rate
  const part = (share: number): number => Math.max(1, Math.round(steps * share))
  const configs: Record<string, Record<string, Json>> = {
    ExponentialDecay: { initial_learning_rate, decay_steps: part(0.1), decay_rate: 0.9 },
    PiecewiseConstantDecay: { boundaries: [part(0.5), part(0.75)], values: [rate, rate / 10, rate / 100] },
    PolynomialDecay: { initial_learning_rate, decay_steps: part(1), end_learning_rate: rate / 100 },
    InverseTimeDecay: { initial_learning_rate, decay_steps: part(0.1), decay_rate: 0.5 },
    CosineDecay: { initial_learning_rate, decay_steps: part(1) },
    CosineDecayRestarts: { initial_learning_rate, first_decay_steps: part(0.25) }
  }
  return { class_name: className, config: configs[className] ?? {} }
}
