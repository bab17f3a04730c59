// What a prediction says, put in order.
import type { Prediction } from '../../shared/model-contract'

export interface Ranked {
  class: number
  probability: number
}
export interface Ranking {
  /** The largest first. */
  shown: Ranked[]
  /** Of those not shown. */
  rest: { count: number; sum: number }
  classes: number
}

export function rank(probabilities: readonly number[], most: number): Ranking {
  const all = probabilities
    .map((probability, number) => ({ class: number, probability }))
    .sort((a, b) => b.probability - a.probability || a.class - b.class)
  const rest = all.slice(most)
  return {
    shown: all.slice(0, most),
    rest: { count: rest.length, sum: rest.reduce((sum, { probability }) => sum + probability, 0) },
    classes: all.length
  }
}

/** Less apart than this, the first two are told as a close call. */
const CLOSE = 0.15
export const isClose = ({ shown: [first, second] }: Ranking): boolean =>
  first !== undefined && second !== undefined && first.probability - second.probability < CLOSE

/** A probability in as many digits as tell it from 0 and 1. */
export function probabilityText(p: number): string {
  if (p > 0.9995 && p < 1) return '> 0.999'
  if (p < 0.0005 && p > 0) return '< 0.001'
  return p.toFixed(3)
}

/** The number of an output that is one quantity; null of any other. */
export const quantityOf = ({ probabilities, quantities }: Prediction['outputs'][number]): number | null =>
  probabilities === null && quantities?.length === 1 ? quantities[0]! : null
