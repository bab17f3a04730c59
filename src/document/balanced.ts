/** Decimals that are kept. */
const DECIMALS = 4

/**
 * scikit-learn's class_weight='balanced': examples / (classes * examples of the class), so that each class counts as much as
 * any other. Classes without examples are left out.
 */
export function balanced(counts: readonly number[]): Record<string, number> {
  const present = counts.filter((count) => count > 0).length
  const total = counts.reduce((sum, count) => sum + count, 0)
  return Object.fromEntries(
    counts.flatMap((count, number) =>
      count === 0 ? [] : [[String(number), Number((total / (present * count)).toFixed(DECIMALS))]]
    )
  )
}
