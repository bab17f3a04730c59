// Are two means the same? Differences are those of the second group minus the first.
import { ALPHA, sampleOf, type Interval } from './samples'
import { studentQuantile, studentTwoSided } from './special'

export interface TTest {
  difference: number
  /** Of the difference. */
  interval: Interval
  t: number
  df: number
  /** Two-sided. */
  p: number
}

function tested(difference: number, error: number, df: number): TTest {
  // Without any spread, two means are the same or they are not.
  const t = error > 0 ? difference / error : difference === 0 ? 0 : Math.sign(difference) * Infinity
  const half = error > 0 ? studentQuantile(ALPHA, df) * error : 0
  const p = error > 0 ? studentTwoSided(t, df) : difference === 0 ? 1 : 0
  return { difference, interval: { low: difference - half, high: difference + half }, t, df, p }
}

/**
 * Welch's t-test of two independent samples of at least two each, which may differ in spread (Welch 1947; degrees of freedom by
 * Welch and Satterthwaite). As scipy.stats.ttest_ind(b, a, equal_var=False).
 */
export function welchTest(a: readonly number[], b: readonly number[]): TTest {
  const [first, second] = [sampleOf(a), sampleOf(b)]
  const [va, vb] = [first.variance / first.n, second.variance / second.n]
  const error = Math.sqrt(va + vb)
  const df = error > 0 ? (va + vb) ** 2 / (va ** 2 / (first.n - 1) + vb ** 2 / (second.n - 1)) : first.n + second.n - 2
  return tested(second.mean - first.mean, error, df)
}

/**
 * Student's t-test of pairs (Student 1908): is the mean of b[i] - a[i] zero? As scipy.stats.ttest_rel(b, a).
 * @param a, b of the same length, at least two
 */
export function pairedTest(a: readonly number[], b: readonly number[]): TTest {
  const { n, mean, std } = sampleOf(b.map((value, i) => value - a[i]!))
  return tested(mean, std / Math.sqrt(n), n - 1)
}
