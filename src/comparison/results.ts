// Results of runs by which they are compared.
import type { RunRecord } from '../shared/run'
import { directionOf, isBetter, logRank, type Direction } from '../shared/monitor'

export type Results = Pick<RunRecord, 'best' | 'last' | 'test'>

/** Logs that have a best value, those that say most first: validation before training, metrics before losses. */
export function comparableLogs(runs: readonly Results[]): string[] {
  const counts = new Map<string, number>()
  for (const { best } of runs) for (const log of Object.keys(best)) counts.set(log, (counts.get(log) ?? 0) + 1)
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || logRank(a) - logRank(b) || a.localeCompare(b))
    .map(([log]) => log)
}

/** A best value beside that of the baseline. */
export interface Beside {
  value: number
  /** After how many finished epochs it was that. */
  epoch: number
  /** value - that of the baseline; null where one of them has none. */
  difference: number | null
  /** null where it is neither better nor worse, or nobody knows. */
  better: boolean | null
}

export function besideBaseline(run: Results, baseline: Results | null, log: string): Beside | null {
  const found = run.best[log]
  if (!found) return null
  const before = baseline?.best[log]?.value
  const difference = before === undefined || run === baseline ? null : found.value - before
  return { ...found, difference, better: isGain(difference, directionOf(log)) }
}
const isGain = (difference: number | null, direction: Direction | null): boolean | null =>
  difference === null || !(Math.abs(difference) > 0) || direction === null ? null : isBetter(difference, 0, direction)
