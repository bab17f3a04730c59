// How large a difference is, measured in the spread of the runs.
import { noncentralityAt } from './noncentral'
import { ALPHA, sampleOf, type Interval } from './samples'
import { lnGamma } from './special'

export interface Effect {
  /** Standard deviations of the runs between the two means; infinite without any spread, 0 where the means are equal. */
  g: number
  /** NaN where g is infinite. */
  interval: Interval
}

/** Hedges's factor against the bias of few values: Γ(df/2) / (√(df/2) Γ((df - 1)/2)), Hedges 1981. */
export const hedgesFactor = (df: number): number =>
  Math.exp(lnGamma(df / 2) - lnGamma((df - 1) / 2)) / Math.sqrt(df / 2)

/**
 * Hedges's g of the second group against the first: the difference of means over the pooled standard deviation, corrected for few
 * values (Hedges 1981). Its interval is that of the noncentral t distribution (Steiger and Fouladi 1997).
 */
export function hedgesG(a: readonly number[], b: readonly number[]): Effect {
  const [first, second] = [sampleOf(a), sampleOf(b)]
  const df = first.n + second.n - 2
  const pooled = Math.sqrt(((first.n - 1) * first.variance + (second.n - 1) * second.variance) / df)
  const difference = second.mean - first.mean
  if (!(pooled > 0)) {
    const g = difference === 0 ? 0 : Math.sign(difference) * Infinity
    return { g, interval: { low: NaN, high: NaN } }
  }
  const root = Math.sqrt(1 / first.n + 1 / second.n)
  const t = difference / pooled / root
  const factor = hedgesFactor(df)
  const at = (share: number): number => noncentralityAt(t, df, share) * root * factor
  return { g: (difference / pooled) * factor, interval: { low: at(1 - ALPHA / 2), high: at(ALPHA / 2) } }
}

export type EffectSize = 'none' | 'small' | 'medium' | 'large'
/** Cohen's words (1988): from 0.2 small, from 0.5 medium, from 0.8 large. */
export function sizeOfEffect(g: number): EffectSize {
  const size = Math.abs(g)
  return size < 0.2 ? 'none' : size < 0.5 ? 'small' : size < 0.8 ? 'medium' : 'large'
}
