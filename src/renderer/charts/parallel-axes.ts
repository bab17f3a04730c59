// Axes of parallel coordinates, and values as places along them.
export interface ParallelAxis {
  /** Full name; what is shown where there is room. */
  name: string
  short: string
  logarithmic: boolean
}
export type ParallelValue = string | number | boolean | null

/** Whether all values of an axis are numbers; else it has its different values in their order. */
export const isNumeric = (values: readonly ParallelValue[]): boolean =>
  values.every((value) => typeof value === 'number' && Number.isFinite(value))

/** Different values, in the order in which they come first; numbers among them by size. */
export const categories = (values: readonly ParallelValue[]): string[] =>
  [...new Set(values)].sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : 0)).map(String)

/** Where a value stands between the worst (0) and the best (1); 0.5 where all are the same. */
export function goodness(value: number, all: readonly number[], lowIsGood: boolean): number {
  const [min, max] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))]
  if (max === min) return 0.5
  const share = (value - min) / (max - min)
  return lowIsGood ? 1 - share : share
}
