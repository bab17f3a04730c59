// Several comparisons at once.

/**
 * Holm's correction (1979): p-values that can be held against the usual threshold however many comparisons there were. In the
 * order that was given; NaN stays NaN and does not count.
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).filter((i) => !Number.isNaN(values[i]!))
  order.sort((a, b) => values[a]! - values[b]!)
  const adjusted = values.map(() => NaN)
  let before = 0
  order.forEach((i, rank) => {
    before = Math.max(before, Math.min(1, values[i]! * (order.length - rank)))
    adjusted[i] = before
  })
  return adjusted
}
