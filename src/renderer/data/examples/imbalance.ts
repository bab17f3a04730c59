/** One class has more than so many times the examples of another. */
export const UNEVEN = 3

export interface Imbalance {
  most: number
  least: number
  /** Infinity where the least has none. */
  times: number
}

/** The most and the least frequent class, where they are far apart; null where they are not. */
export function imbalanceOf(counts: readonly number[]): Imbalance | null {
  if (counts.length < 2) return null
  const most = counts.indexOf(Math.max(...counts))
  const least = counts.indexOf(Math.min(...counts))
  const times = counts[most]! / counts[least]!
  return times > UNEVEN ? { most, least, times } : null
}
