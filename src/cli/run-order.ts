// Orders of `netloom runs --sort`.
import { NetloomError } from '../shared/errors'
import { words } from '../shared/locale'
import { lowerIsBetter } from '../shared/monitor'
import { mainLog, type RunSummary } from '../shared/run-list'
import type { Setting } from '../shared/setting'

/** The best value of the log that says best how good a run is. */
export function bestOf({ best }: RunSummary): { log: string; value: number; epoch: number } | null {
  const log = mainLog(best)
  return log === null ? null : { log, ...best[log]! }
}

type Key = (run: RunSummary) => Setting | undefined
const FIELDS: Record<string, Key> = {
  created: (run) => run.created,
  name: (run) => run.name,
  status: (run) => run.status,
  dataset: (run) => run.dataset.name,
  epochs: (run) => run.epochs.done,
  time: (run) => run.seconds,
  parameters: (run) => run.parameters?.total
}
/** What one looks for is first: the newest, the longest, the largest. */
const FALLING = new Set(['created', 'epochs', 'time', 'parameters'])

/**
 * Rows in an order: by a field, by the best value of a log (the best first), 'best' for that of each run's main log, or by a setting.
 * What a row does not tell comes last.
 * @throws NetloomError BAD_ARGUMENT for what no run has
 */
export function sorted(runs: readonly RunSummary[], by: string, reverse: boolean): RunSummary[] {
  const { key, falling } = orderBy(runs, by)
  const sign = falling === reverse ? 1 : -1
  const isMissing = (value: Setting | undefined): boolean => value == null || Number.isNaN(value)
  return runs
    .map((run) => ({ run, value: key(run) }))
    .sort((a, b) => {
      if (isMissing(a.value) || isMissing(b.value)) return Number(isMissing(a.value)) - Number(isMissing(b.value))
      if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value)
      const [x, y] = [String(a.value), String(b.value)]
      return sign * (x < y ? -1 : x > y ? 1 : 0)
    })
    .map(({ run }) => run)
}

function orderBy(runs: readonly RunSummary[], by: string): { key: Key; falling: boolean } {
  if (FIELDS[by]) return { key: FIELDS[by], falling: FALLING.has(by) }
  if (by === 'best') {
    // Accuracies fall, losses rise: what is lower is better is turned round.
    const key: Key = (run) => {
      const best = bestOf(run)
      return best && (lowerIsBetter(best.log) ? -best.value : best.value)
    }
    return { key, falling: true }
  }
  if (runs.some(({ best }) => by in best)) return { key: (run) => run.best[by]?.value, falling: !lowerIsBetter(by) }
  if (runs.some(({ settings }) => by in settings)) return { key: (run) => run.settings[by], falling: false }
  const fields = [...Object.keys(FIELDS), 'best'].join(', ')
  throw new NetloomError('BAD_ARGUMENT', {
    option: '--sort',
    expected: words(
      `${fields}, a log (val_accuracy) or a setting (optimizer.learning_rate) of some run`,
      `${fields}、某次训练的指标（val_accuracy）或设置（optimizer.learning_rate）`
    ),
    found: by,
    command: 'runs'
  })
}
