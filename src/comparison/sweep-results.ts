// A sweep together with its runs: what each trial was given and reached.
import type { Direction } from '../shared/monitor'
import { isActive, type RunStatus } from '../shared/run'
import type { RunSummary } from '../shared/run-list'
import type { Setting, SettingsMap } from '../shared/setting'
import type { SweepRecord } from '../shared/sweep'
import { sampleOf } from './statistics/samples'
import { byObjective, reached, type Objective } from './sweep-objective'

type Row = Pick<
  RunSummary,
  'id' | 'name' | 'status' | 'best' | 'last' | 'epochs' | 'seconds' | 'sweep' | 'test' | 'error'
>

export interface TrialResult {
  trial: number
  values: SettingsMap
  /** In the order of its seeds. */
  runs: Row[]
  /** Of several runs the mean, while all of them have one; null where there is none. */
  objective: number | null
  /** The sample standard deviation over its runs; null of fewer than two. */
  std: number | null
  /** Finished epochs at the best, of the best of its runs. */
  epoch: number | null
  epochs: { done: number; planned: number }
  status: RunStatus
  /** Left behind after so many epochs. */
  leftAt: number | null
  seconds: number
}

/** In the order in which they began. @param runs of any sweep */
export function trialResults(sweep: SweepRecord, runs: readonly Row[], objective: Objective): TrialResult[] {
  const byId = new Map(runs.map((run) => [run.id, run]))
  const numbers = [...new Set(sweep.trials.map(({ trial }) => trial))]
  return numbers.flatMap((trial) => {
    const entries = sweep.trials.filter((entry) => entry.trial === trial)
    const own = entries.flatMap(({ run }) => (run === null ? [] : (byId.get(run) ?? [])))
    return own.length === 0 ? [] : [resultOf(trial, own, entries.at(-1)!.left_at, objective)]
  })
}

function resultOf(trial: number, runs: Row[], leftAt: number | null, objective: Objective): TrialResult {
  const found = runs.map((run) => reached(run, objective))
  const values = found.flatMap((one) => (one === null ? [] : [one.value]))
  const whole = values.length === runs.length && values.length > 0
  const sample = whole ? sampleOf(values) : null
  const order = byObjective(objective.direction)
  const best = found.reduce((a, b) => (order(b?.value ?? null, a?.value ?? null) < 0 ? b : a), found[0] ?? null)
  const last = runs.find(({ status }) => isActive(status)) ?? runs.at(-1)!
  return {
    trial,
    values: runs[0]!.sweep?.values ?? {},
    runs,
    objective: sample?.mean ?? null,
    std: sample && sample.n > 1 ? sample.std : null,
    epoch: best?.epoch ?? null,
    epochs: last.epochs,
    status: last.status,
    leftAt,
    seconds: runs.reduce((sum, run) => sum + run.seconds, 0)
  }
}

/** The best first. */
export const ranked = (trials: readonly TrialResult[], direction: Direction): TrialResult[] =>
  [...trials].sort((a, b) => byObjective(direction)(a.objective, b.objective))

/** Short names of settings for where there is little room: the last part, where no other setting ends so. */
export function shortNames(settings: readonly string[]): Record<string, string> {
  const last = (path: string): string => path.slice(path.lastIndexOf('.') + 1)
  return Object.fromEntries(
    settings.map((path) => [
      path,
      settings.filter((other) => last(other) === last(path)).length > 1
        ? path
        : last(path).replace(/^learning_rate$/, 'lr')
    ])
  )
}

/** 'units=128 lr=0.01' */
export function valuesText(values: SettingsMap): string {
  const names = shortNames(Object.keys(values))
  return Object.entries(values)
    .map(([path, value]) => `${names[path]}=${valueText(value)}`)
    .join(' ')
}

/** Numbers with at most four digits. */
export const valueText = (value: Setting): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(4))) : String(value)
