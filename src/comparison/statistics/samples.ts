// What is known of a sample of numbers.
import { studentQuantile } from './special'

/** Intervals hold the true value in so many of a hundred samples. */
export const CONFIDENCE = 0.95
export const ALPHA = 1 - CONFIDENCE

export interface Interval {
  low: number
  high: number
}
export interface Sample {
  n: number
  mean: number
  /** Sum of squares over n - 1; NaN of fewer than two. */
  variance: number
  std: number
  /** Of the mean, by Student's t; NaN of fewer than two. */
  interval: Interval
  min: number
  max: number
}

export function sampleOf(values: readonly number[]): Sample {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const variance = n < 2 ? NaN : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const std = Math.sqrt(variance)
  const half = n < 2 ? NaN : studentQuantile(ALPHA, n - 1) * (std / Math.sqrt(n))
  const interval = { low: mean - half, high: mean + half }
  return { n, mean, variance, std, interval, min: Math.min(...values), max: Math.max(...values) }
}
