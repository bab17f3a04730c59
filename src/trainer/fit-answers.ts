// What outputs of a network say: quantities, or classes with how sure it is of them.
import type { CheckedOutput } from '../layers/check'
import type { Task } from '../shared/dataset'
import type { Fit } from '../shared/run'

/** @param outputs [count, units] as the network gives them */
export type Answers = (outputs: ArrayLike<number>) => Pick<Fit, 'values' | 'classes'>

/** Losses whose outputs are -1 to 1, with the boundary at 0. */
const SIGNED = ['hinge', 'squared_hinge']

/** Null where the output is neither one quantity nor one number for each class. @param told numbers as they are told */
export function answersOf(
  { layer, loss }: Pick<CheckedOutput, 'layer' | 'loss'>,
  task: Task,
  told: (value: number) => number
): Answers | null {
  const [units, ...deeper] = layer.outputShape
  if (units === undefined || deeper.length > 0) return null
  if (task === 'regression') return units === 1 ? (outputs) => ({ values: Array.from(outputs, told) }) : null
  const isLogits = loss.params.from_logits === true
  const isSigned = SIGNED.includes(loss.name)
  const probability = (value: number): number => {
    if (isLogits) return 1 / (1 + Math.exp(-value))
    return within(isSigned ? (value + 1) / 2 : value)
  }
  if (units === 1)
    return (outputs) => {
      const sure = Array.from(outputs, probability)
      return {
        values: sure.map((value) => told(value > 0.5 ? value : 1 - value)),
        classes: sure.map((value) => (value > 0.5 ? 1 : 0))
      }
    }
  return (outputs) => {
    const rows = Array.from({ length: outputs.length / units }, (_, row) => {
      const values = Array.from({ length: units }, (_unit, i) => outputs[row * units + i]!)
      const best = values.reduce((found, value, i) => (value > values[found]! ? i : found), 0)
      return { best, sure: isLogits ? softmaxOf(values, best) : within(values[best]!) }
    })
    return { values: rows.map(({ sure }) => told(sure)), classes: rows.map(({ best }) => best) }
  }
}

/** NaN stays what it is. */
const within = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value)

const softmaxOf = (values: readonly number[], at: number): number =>
  1 / values.reduce((sum, value) => sum + Math.exp(value - values[at]!), 0)
