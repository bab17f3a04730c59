// Two classifiers on the same examples.
import { incompleteBeta } from './special'

/**
 * McNemar's exact test (1947; binomial): of the examples on which only one of two classifiers is right, would a coin say the same?
 * As scipy.stats.binomtest(min, onlyA + onlyB). @returns p, two-sided
 */
export function mcnemarExact(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB
  const k = Math.min(onlyA, onlyB)
  // P(X <= k) = I_{1/2}(n - k, k + 1), DLMF 8.17.5
  return n === 0 ? 1 : Math.min(1, 2 * incompleteBeta(0.5, n - k, k + 1))
}
