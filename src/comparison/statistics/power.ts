// How many runs it takes.
import { noncentralCdf } from './noncentral'
import { ALPHA } from './samples'
import { studentQuantile } from './special'

/** Chance to find a difference that is there. */
export const POWER = 0.8
export const MOST_RUNS = 1000

/** Chance that a two-sided t-test of `df` degrees shows a difference whose t would be `delta` without noise. */
export function powerOf(delta: number, df: number): number {
  const critical = studentQuantile(ALPHA, df)
  return 1 - noncentralCdf(critical, df, delta) + noncentralCdf(-critical, df, delta)
}

/**
 * Runs that each group needs for Welch's test to show a difference with probability POWER, if difference and spreads are as they
 * are now; null: more than MOST_RUNS.
 */
export function runsNeeded(difference: number, varianceA: number, varianceB: number): number | null {
  return least((n) => {
    const error = Math.sqrt((varianceA + varianceB) / n)
    const df = ((varianceA + varianceB) ** 2 * (n - 1)) / (varianceA ** 2 + varianceB ** 2)
    return powerOf(Math.abs(difference) / error, df)
  }, difference !== 0)
}

/** The same of pairs. @param variance of the differences within pairs */
export const pairsNeeded = (difference: number, variance: number): number | null =>
  least((n) => powerOf(Math.abs(difference) / Math.sqrt(variance / n), n - 1), difference !== 0)

function least(power: (n: number) => number, isPossible: boolean): number | null {
  if (!isPossible || power(MOST_RUNS) < POWER) return null
  let [low, high] = [1, MOST_RUNS]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (power(middle) < POWER) low = middle
    else high = middle
  }
  return high
}
