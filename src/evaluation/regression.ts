// How near predicted quantities come to the true ones.

export interface Residuals {
  min: number
  max: number
  mean: number
  /** Of the population: divided by n. */
  std: number
  counts: number[]
}
export interface RegressionMeasures {
  /** Coefficient of determination, as scikit-learn's r2_score; NaN where the truth does not vary. */
  r2: number
  mae: number
  rmse: number
  /** Of truth minus predicted: counts of equal bins from min to max, the last of which holds max. */
  residuals: Residuals
}

/** Predictions that are no number make everything but the residuals NaN, which leave them out. */
export function regressionMeasures(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  bins = 30
): RegressionMeasures {
  const n = truth.length
  const residuals = Float64Array.from({ length: n }, (_, i) => truth[i]! - predicted[i]!)
  const meanTruth = mean(Float64Array.from(truth))
  let [absolute, squared, spread] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    absolute += Math.abs(residuals[i]!)
    squared += residuals[i]! ** 2
    spread += (truth[i]! - meanTruth) ** 2
  }
  return {
    r2: spread === 0 ? NaN : 1 - squared / spread,
    mae: absolute / n,
    rmse: Math.sqrt(squared / n),
    residuals: histogram(residuals.filter(Number.isFinite), bins)
  }
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

function histogram(values: Float64Array, bins: number): Residuals {
  const [min, max] = values.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [Infinity, -Infinity])
  if (values.length === 0) return { min: NaN, max: NaN, mean: NaN, std: NaN, counts: [] }
  const middle = mean(values)
  const std = Math.sqrt(values.reduce((sum, x) => sum + (x - middle) ** 2, 0) / values.length)
  if (min === max) return { min, max, mean: middle, std, counts: [values.length] }
  const counts = Array<number>(bins).fill(0)
  for (const x of values) counts[Math.min(bins - 1, Math.floor(((x - min) / (max - min)) * bins))]! += 1
  return { min, max, mean: middle, std, counts }
}
