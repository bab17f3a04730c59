// Runs put together by what they share, and what their numbers come to.
import type { RunSummary } from '../shared/run-list'
import type { Setting } from '../shared/setting'

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

/** Paths of the settings in which the runs are not all the same, in the order of the first run that has each. */
export function differingSettings(runs: readonly RunSummary[]): string[] {
  const first = new Map<string, { value: Setting; count: number; differs: boolean }>()
  for (const { settings } of runs) {
    for (const path in settings) {
      const value = settings[path]!
      const known = first.get(path)
      if (!known) first.set(path, { value, count: 1, differs: false })
      else {
        known.count++
        known.differs ||= known.value !== value
      }
    }
  }
  const told = runs.filter(({ settings }) => Object.keys(settings).length > 0).length // logs of other programs tell none
  return [...first].filter(([, { count, differs }]) => differs || count < told).map(([path]) => path)
}
