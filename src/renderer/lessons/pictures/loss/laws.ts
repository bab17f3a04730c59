// The four losses of the lesson over the same residuals: what each point adds, and the whole.
import { lossOfResidual, type LossName, type Measure } from './problem'

export interface Law extends Measure {
  id: 'l1' | 'squared' | 'mse' | 'huber'
  /** Keras's class; the sum of squares has none of its own. */
  keras: string
  tex: string
  isMean: boolean
}
/** Keras's default. */
const delta = 1
const law = (id: Law['id'], name: LossName, keras: string, tex: string, isMean = true): Law => ({
  ...{ id, name, keras, tex, isMean, delta }
})
const sum = '\\sum_i'
const mean = '\\frac{1}{n}\\sum_i'

export const LAWS: readonly Law[] = [
  law('l1', 'mean_absolute_error', 'MeanAbsoluteError', `${mean} |r_i|`),
  law('squared', 'mean_squared_error', 'MeanSquaredError(reduction="sum")', `${sum} r_i^2`, false),
  law('mse', 'mean_squared_error', 'MeanSquaredError', `${mean} r_i^2`),
  law('huber', 'huber', 'Huber(delta=1.0)', `${mean} h(r_i)`)
]

/** What each residual adds before any mean is taken. */
export const partsOf = (residuals: readonly number[], one: Law): number[] =>
  residuals.map((r) => lossOfResidual(r, one))
export function totalOf(residuals: readonly number[], one: Law): number {
  const total = partsOf(residuals, one).reduce((all, part) => all + part, 0)
  return one.isMean ? total / residuals.length : total
}
/** Of each point in the whole, 0 .. 1. */
export function sharesOf(residuals: readonly number[], one: Law): number[] {
  const parts = partsOf(residuals, one)
  const total = parts.reduce((all, part) => all + part, 0)
  return parts.map((part) => (total > 0 ? part / total : 0))
}
