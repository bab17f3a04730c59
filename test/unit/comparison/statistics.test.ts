import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hedgesG, sizeOfEffect } from '../../../src/comparison/statistics/effect'
import { holm } from '../../../src/comparison/statistics/holm'
import { mcnemarExact } from '../../../src/comparison/statistics/mcnemar'
import { noncentralCdf } from '../../../src/comparison/statistics/noncentral'
import { MOST_RUNS, pairsNeeded, runsNeeded } from '../../../src/comparison/statistics/power'
import { mannWhitney, ranksOf, wilcoxon } from '../../../src/comparison/statistics/rank-tests'
import { sampleOf } from '../../../src/comparison/statistics/samples'
import { erfc, studentQuantile, studentTwoSided } from '../../../src/comparison/statistics/special'
import { pairedTest, welchTest } from '../../../src/comparison/statistics/t-tests'
import { compareGroups, compareWithBaseline, pairsBySeed } from '../../../src/comparison/statistics/verdict'

interface Bounds {
  low: number
  high: number
}
interface Case {
  a: number[]
  b: number[]
  mean: Bounds
  welch: Bounds & { t: number; df: number; p: number }
  mannwhitney: { u: number; p: number }
  hedges: Bounds & { g: number }
  paired?: Bounds & { t: number; p: number }
  wilcoxon?: { t: number; p: number }
}
const fixture = JSON.parse(readFileSync(new URL('../../fixtures/data/comparison.json', import.meta.url), 'utf8')) as {
  groups: Case[]
  nct: { t: number; df: number; delta: number; p: number }[]
  t: { t: number; df: number; p: number }[]
  erfc: { x: number; y: number }[]
  mcnemar: { a: number; b: number; p: number }[]
  needed: { d: number; n: number }[]
}
/** To nine digits of the number itself. */
function near(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(expected), 1e-12))
}
function same(found: { low: number; high: number }, expected: Bounds): void {
  near(found.low, expected.low)
  near(found.high, expected.high)
}

describe('statistics are those of SciPy', () => {
  it('Student’s t, its quantile, and the error function', () => {
    for (const { t, df, p } of fixture.t) {
      near(studentTwoSided(t, df), p)
      near(studentQuantile(p, df), Math.abs(t))
    }
    for (const { x, y } of fixture.erfc) near(erfc(x), y)
  })
  it('the noncentral t distribution', () => {
    for (const { t, df, delta, p } of fixture.nct) near(noncentralCdf(t, df, delta), p)
  })
  it.each(fixture.groups.map((one, i) => [i, one] as const))('two groups, case %i', (_, one) => {
    const { a, b } = one
    same(sampleOf(a).interval, one.mean)
    const welch = welchTest(a, b)
    near(welch.t, one.welch.t)
    near(welch.df, one.welch.df)
    near(welch.p, one.welch.p)
    same(welch.interval, one.welch)
    const ranks = mannWhitney(a, b)
    near(ranks.statistic, one.mannwhitney.u)
    near(ranks.p, one.mannwhitney.p)
    const effect = hedgesG(a, b)
    near(effect.g, one.hedges.g)
    same(effect.interval, one.hedges)
    if (!one.paired) return
    const paired = pairedTest(a, b)
    near(paired.t, one.paired.t)
    near(paired.p, one.paired.p)
    same(paired.interval, one.paired)
    const signed = wilcoxon(a, b)
    near(signed.statistic, one.wilcoxon!.t)
    near(signed.p, one.wilcoxon!.p)
  })
  it('McNemar’s exact test', () => {
    for (const { a, b, p } of fixture.mcnemar) near(mcnemarExact(a, b), p)
    expect(mcnemarExact(0, 0)).toBe(1)
  })
  it('the runs that it takes', () => {
    for (const { d, n } of fixture.needed) expect(runsNeeded(d, 1, 1)).toBe(n)
  })
})

describe('at the borders', () => {
  it('groups without any spread are the same or are not', () => {
    expect(welchTest([1, 1], [1, 1])).toMatchObject({ t: 0, p: 1, difference: 0 })
    expect(welchTest([1, 1, 1], [2, 2])).toMatchObject({ t: Infinity, p: 0, interval: { low: 1, high: 1 } })
    expect(pairedTest([1, 2, 3], [0, 1, 2])).toMatchObject({ t: -Infinity, p: 0 })
    expect(hedgesG([1, 1], [2, 2]).g).toBe(Infinity)
    expect(hedgesG([1, 1], [1, 1]).g).toBe(0)
    expect(mannWhitney([1, 1], [1, 1]).p).toBe(1)
    expect(wilcoxon([1, 1], [1, 1]).p).toBe(1)
  })
  it('one value has a mean and no spread', () => {
    expect(sampleOf([3])).toMatchObject({ n: 1, mean: 3, std: NaN, interval: { low: NaN, high: NaN } })
  })
  it('equal values share their ranks', () => {
    expect(ranksOf([5, 1, 5, 2])).toStrictEqual({ ranks: [3.5, 1, 3.5, 2], ties: 6 })
  })
  it('no number of runs shows no difference, nor a tiny one', () => {
    expect(runsNeeded(0, 1, 1)).toBeNull()
    expect(runsNeeded(0.001, 1, 1)).toBeNull()
    expect(pairsNeeded(1, 0.01)).toBeLessThanOrEqual(3)
    expect(MOST_RUNS).toBe(1000)
  })
  it('Holm multiplies the smallest most, and never lets a larger one pass before it', () => {
    const adjusted = holm([0.01, 0.04, NaN, 0.03, 0.5])
    expect(adjusted.map((p) => Number(p.toFixed(10)))).toStrictEqual([0.04, 0.09, NaN, 0.09, 0.5])
  })
  it('Cohen’s words', () => {
    expect([0.1, -0.3, 0.6, -2].map(sizeOfEffect)).toStrictEqual(['none', 'small', 'medium', 'large'])
  })
})

const runs = (values: number[], seed = 0) => values.map((value, i) => ({ value, seed: seed + i }))

describe('real or noise', () => {
  it('says nothing of one run, and too little of two', () => {
    const one = compareGroups(runs([0.9]), runs([0.95, 0.96, 0.94]))
    expect(one).toMatchObject({ verdict: 'tooFew', result: null, effect: null, p: NaN, needed: null })
    const two = compareGroups(runs([0.9, 0.91]), runs([0.95, 0.96]))
    expect(two.verdict).toBe('tooFew')
    expect(two.result!.difference).toBeCloseTo(0.05, 12)
    expect(two.needed).toBeGreaterThanOrEqual(3)
  })
  it('tells a difference from the spread of seeds', () => {
    const real = compareGroups(runs([0.9, 0.91, 0.905, 0.902]), runs([0.95, 0.952, 0.949], 10))
    expect(real).toMatchObject({ verdict: 'real', test: 'welch' })
    const noise = compareGroups(runs([0.9, 0.94, 0.92, 0.91]), runs([0.915, 0.955, 0.92], 10))
    expect(noise.verdict).toBe('notShown')
    expect(noise.needed).toBeGreaterThan(4)
  })
  it('compares runs of the same seed with each other, whatever their order', () => {
    expect(pairsBySeed(runs([1, 2, 3]), runs([4, 5, 6]).reverse())).toStrictEqual({ a: [1, 2, 3], b: [4, 5, 6] })
    expect(pairsBySeed(runs([1, 2, 3]), runs([4, 5, 6], 1))).toBeNull()
    expect(pairsBySeed([...runs([1]), ...runs([2])], runs([4, 5]))).toBeNull()
    // Far apart by their seeds, but each a little better.
    const paired = compareGroups(runs([0.5, 0.7, 0.9, 0.6]), runs([0.52, 0.721, 0.92, 0.619]))
    expect(paired).toMatchObject({ test: 'paired', verdict: 'real' })
  })
  it('asks more of each of several comparisons', () => {
    const baseline = runs([0.9, 0.91, 0.905, 0.902])
    const close = runs([0.912, 0.916, 0.913, 0.915], 10)
    const alone = compareWithBaseline(baseline, [close])[0]!
    const among = compareWithBaseline(baseline, [close, close, close, runs([0.9], 20)])
    expect(alone.verdict).toBe('real')
    expect(among[0]!.p).toBeCloseTo(3 * alone.p, 12)
    expect(among[3]!.verdict).toBe('tooFew')
  })
})
