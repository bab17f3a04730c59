// Runs put together by what they share, and what their numbers come to.
import type { RunSummary } from '../shared/run-list'
import type { Setting } from '../shared/setting'
import { differingSettings } from './run-groups'

export interface RunGroup {
  /** Of all groups another one each. */
  key: string
  /** What its runs share; null where they have no such thing. */
  value: Setting
  /** In the order that they were given in. */
  runs: RunSummary[]
}

/** In the order in which their first runs come; the one without a value comes last. */
export function groupRuns(runs: readonly RunSummary[], valueOf: (run: RunSummary) => Setting): RunGroup[] {
  const groups = new Map<string, RunGroup>()
  for (const run of runs) {
    const value = valueOf(run)
    const key = value === null ? 'null' : `${typeof value} ${String(value)}`
    const group = groups.get(key)
    if (group) group.runs.push(run)
    else groups.set(key, { key, value, runs: [run] })
  }
  const all = [...groups.values()]
  return [...all.filter(({ value }) => value !== null), ...all.filter(({ value }) => value === null)]
}

export interface NumberSummary {
  /** Of those that are finite. */
  count: number
  mean: number
  /** Of a sample (n - 1); null of one alone. */
  std: number | null
  min: number
  max: number
}

/** null where there is no finite number. */
export function summarizeNumbers(values: Iterable<number | null | undefined>): NumberSummary | null {
  let [count, mean, squares, min, max] = [0, 0, 0, Infinity, -Infinity]
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value)) continue
    count++
    const off = value - mean // Welford: no digits are lost where the mean is large beside the spread
    mean += off / count
    squares += off * (value - mean)
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  if (count === 0) return null
  return { count, mean, std: count > 1 ? Math.sqrt(squares / (count - 1)) : null, min, max }
}

/** Settings in which the runs are not all the same. Logs of other programs tell none, and are not among them. */
export const differingSettingsOf = (runs: readonly RunSummary[]): string[] =>
  differingSettings(runs.map(({ settings }) => settings).filter((settings) => Object.keys(settings).length > 0))
