// Tests that go by order alone: no assumption of how values are spread.
import { erfc } from './special'

export interface RankTest {
  /** Mann and Whitney's U of the first group; Wilcoxon's T, the smaller sum of ranks. */
  statistic: number
  /** Two-sided. */
  p: number
  /** Counted over all orders; else by the normal distribution. */
  exact: boolean
}

/** Up to so many values in the smaller group, or pairs, all orders are counted, where no two values are equal. */
const MOST_EXACT = 25

/** Ranks from 1; equal values share the mean of theirs. `ties`: sum of c³ - c over groups of c equal values. */
export function ranksOf(values: readonly number[]): { ranks: number[]; ties: number } {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const ranks = Array<number>(values.length).fill(0)
  let ties = 0
  for (let first = 0; first < order.length;) {
    let end = first + 1
    while (end < order.length && values[order[end]!] === values[order[first]!]) end++
    for (let i = first; i < end; i++) ranks[order[i]!] = (first + 1 + end) / 2
    const count = end - first
    ties += count ** 3 - count
    first = end
  }
  return { ranks, ties }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const twoSided = (z: number): number => Math.min(1, erfc(z / Math.SQRT2))

/**
 * Mann and Whitney's U test (1947) of two independent samples. Counted exactly for small samples without ties; else by the
 * normal distribution with corrections for ties and continuity. As scipy.stats.mannwhitneyu(a, b).
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): RankTest {
  const [m, n] = [a.length, b.length]
  const { ranks, ties } = ranksOf([...a, ...b])
  const statistic = sum(ranks.slice(0, m)) - (m * (m + 1)) / 2
  const largest = Math.max(statistic, m * n - statistic)
  if (ties === 0 && Math.min(m, n) <= MOST_EXACT && Math.max(m, n) <= 4 * MOST_EXACT) {
    const counts = uCounts(m, n)
    const all = sum(counts)
    return { statistic, p: Math.min(1, (2 * sum(counts.slice(Math.ceil(largest)))) / all), exact: true }
  }
  const total = m + n
  const spread = Math.sqrt(((m * n) / 12) * (total + 1 - ties / (total * (total - 1))))
  const p = spread > 0 ? twoSided((largest - (m * n) / 2 - 0.5) / spread) : 1
  return { statistic, p, exact: false }
}

/** In how many orders of m and n values U is 0, 1, ...: the coefficients of the Gaussian binomial (m + n over m). */
function uCounts(m: number, n: number): number[] {
  const size = m * n + 1
  const counts = Array<number>(size).fill(0)
  counts[0] = 1
  for (let i = 1; i <= m; i++) {
    for (let u = size - 1; u >= n + i; u--) counts[u]! -= counts[u - n - i]!
    for (let u = i; u < size; u++) counts[u]! += counts[u - i]!
  }
  return counts
}

/**
 * Wilcoxon's signed-rank test (1945) of pairs; equal pairs are left out. Exact for small samples without ties; else by the normal
 * distribution with a correction for ties. As scipy.stats.wilcoxon(b, a).
 */
export function wilcoxon(a: readonly number[], b: readonly number[]): RankTest {
  const differences = b.map((value, i) => value - a[i]!)
  const unequal = differences.filter((difference) => difference !== 0)
  const n = unequal.length
  if (n === 0) return { statistic: 0, p: 1, exact: false }
  const { ranks, ties } = ranksOf(unequal.map(Math.abs))
  const above = sum(ranks.filter((_, i) => unequal[i]! > 0))
  const statistic = Math.min(above, (n * (n + 1)) / 2 - above)
  if (ties === 0 && n === differences.length && n <= 2 * MOST_EXACT) {
    const counts = signedCounts(n)
    return { statistic, p: Math.min(1, (2 * sum(counts.slice(0, statistic + 1))) / 2 ** n), exact: true }
  }
  const spread = Math.sqrt((n * (n + 1) * (2 * n + 1) - ties / 2) / 24)
  return { statistic, p: twoSided(Math.abs(statistic - (n * (n + 1)) / 4) / spread), exact: false }
}

/** In how many of 2^n choices of signs the ranks above zero sum to 0, 1, ... */
function signedCounts(n: number): number[] {
  const counts = Array<number>((n * (n + 1)) / 2 + 1).fill(0)
  counts[0] = 1
  for (let rank = 1; rank <= n; rank++)
    for (let total = counts.length - 1; total >= rank; total--) counts[total]! += counts[total - rank]!
  return counts
}
