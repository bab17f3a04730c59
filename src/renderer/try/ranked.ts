// What a prediction says, put in order.
import type { Prediction, ScoreKind } from '../../shared/model-contract'

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

type Output = Prediction['outputs'][number]

/** The number of an output that is one quantity; null of any other. */
export const quantityOf = ({ scores, quantities }: Output): number | null =>
  scores === null && quantities?.length === 1 ? quantities[0]! : null

/** From what number on a single unit tells the second of two classes, by how it does. */
export const BORDER: Record<ScoreKind, number> = {
  probability: 0.5,
  shares: 0.5,
  target: 0.5,
  margin: 0,
  sigmoid: 0,
  softmax: 0
}

/** One number of an output that tells classes by numbers which are no probabilities. */
export interface RawScore {
  class: number
  value: number
  /** What it is turned into; null where it is turned into none. */
  probability: number | null
}

/**
 * The numbers themselves, the largest first; a single unit is that of the second class.
 * null where they are probabilities already, tell no classes, or stand at several places of a sequence.
 */
export function rawScores({ scores, shape, values, probabilities }: Output): RawScore[] | null {
  if (scores === null || scores === 'probability' || values.length !== shape.at(-1)) return null
  const first = values.length === 1 ? 1 : 0
  return Array.from(values, (value, i) => ({
    class: first + i,
    value,
    probability: probabilities?.[first + i] ?? null
  })).sort((a, b) => b.value - a.value || a.class - b.class)
}
