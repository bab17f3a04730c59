// Is one group of runs better than another, or is it the luck of the seeds?
import { hedgesG, type Effect } from './effect'
import { holm } from './holm'
import { pairsNeeded, runsNeeded } from './power'
import { mannWhitney, wilcoxon, type RankTest } from './rank-tests'
import { ALPHA, sampleOf, type Sample } from './samples'
import { pairedTest, welchTest, type TTest } from './t-tests'

/** What one run came to. */
export interface Measured {
  value: number
  seed: number
}
/** With fewer runs in either group nothing is said of real or not: two do not show how far seeds spread. */
export const LEAST_RUNS = 3

/** 'real': p < ALPHA, after Holm's correction where there are several comparisons. */
export type Verdict = 'real' | 'notShown' | 'tooFew'

/** Of group b against group a. */
export interface GroupComparison {
  a: Sample
  b: Sample
  /** 'paired' where each run has a partner with the same seed in the other group. */
  test: 'welch' | 'paired'
  /** null with fewer than two runs in a group; so are ranks and effect. */
  result: TTest | null
  /** Mann and Whitney's test, or Wilcoxon's of pairs: without the assumption of a normal distribution. */
  ranks: RankTest | null
  effect: Effect | null
  /** Of the test, adjusted by Holm where there are several comparisons; NaN without one. */
  p: number
  verdict: Verdict
  /** Runs that each group needs to show the present difference four times in five; null: too many, or there is no difference. */
  needed: number | null
}

/** Values of runs with the same seed, side by side; null unless every run has exactly one partner. */
export function pairsBySeed(a: readonly Measured[], b: readonly Measured[]): { a: number[]; b: number[] } | null {
  const partners = new Map(b.map(({ seed, value }) => [seed, value]))
  const isWhole =
    a.length === b.length && partners.size === b.length && new Set(a.map(({ seed }) => seed)).size === a.length
  if (!isWhole || !a.every(({ seed }) => partners.has(seed))) return null
  return { a: a.map(({ value }) => value), b: a.map(({ seed }) => partners.get(seed)!) }
}

/** @param a, b finite values */
export function compareGroups(a: readonly Measured[], b: readonly Measured[]): GroupComparison {
  const [first, second] = [a, b].map((group) => group.map(({ value }) => value)) as [number[], number[]]
  const fewest = Math.min(a.length, b.length)
  const pairs = fewest >= LEAST_RUNS ? pairsBySeed(a, b) : null
  const samples = { a: sampleOf(first), b: sampleOf(second), test: pairs ? ('paired' as const) : ('welch' as const) }
  if (fewest < 2)
    return { ...samples, result: null, ranks: null, effect: null, p: NaN, verdict: 'tooFew', needed: null }
  const result = pairs ? pairedTest(pairs.a, pairs.b) : welchTest(first, second)
  const ranks = pairs ? wilcoxon(pairs.a, pairs.b) : mannWhitney(first, second)
  const needed = pairs
    ? pairsNeeded(result.difference, sampleOf(pairs.b.map((value, i) => value - pairs.a[i]!)).variance)
    : runsNeeded(result.difference, samples.a.variance, samples.b.variance)
  const { p } = result
  const atLeast = needed === null ? null : Math.max(needed, LEAST_RUNS)
  return {
    ...samples,
    result,
    ranks,
    effect: hedgesG(first, second),
    p,
    verdict: verdictOf(p, fewest),
    needed: atLeast
  }
}

const verdictOf = (p: number, fewest: number): Verdict =>
  fewest < LEAST_RUNS ? 'tooFew' : p < ALPHA ? 'real' : 'notShown'

/** Each of several groups against a baseline; `p` and `verdict` after Holm's correction over those with enough runs. */
export function compareWithBaseline(
  baseline: readonly Measured[],
  others: readonly (readonly Measured[])[]
): GroupComparison[] {
  const compared = others.map((other) => compareGroups(baseline, other))
  const adjusted = holm(compared.map(({ p, verdict }) => (verdict === 'tooFew' ? NaN : p)))
  return compared.map((one, i) => {
    if (one.verdict === 'tooFew') return one
    const p = adjusted[i]!
    return { ...one, p, verdict: verdictOf(p, LEAST_RUNS) }
  })
}
