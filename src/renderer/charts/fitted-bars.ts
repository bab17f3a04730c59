/**
 * Bars from zero that fit the range of the numbers, in percent of the room: zero at its left end where none is below, at its
 * right end where none is above. What is no number has none.
 */
export function fittedBars(values: readonly number[]): { zero: number; bars: { left: number; width: number }[] } {
  const finite = values.filter(Number.isFinite)
  const from = Math.min(0, ...finite)
  const range = Math.max(0, ...finite) - from || 1
  const at = (value: number): number => (100 * ((Number.isFinite(value) ? value : 0) - from)) / range
  const zero = at(0)
  return { zero, bars: values.map((value) => ({ left: Math.min(zero, at(value)), width: Math.abs(at(value) - zero) })) }
}
