// What a person, or a script, sees of a sweep.
import { directionOfSpec } from '../comparison/sweep-objective'
import { isBetter } from '../shared/monitor'
import { shortNames, valuesText, valueText, type TrialResult } from '../comparison/sweep-results'
import { describeError } from '../shared/errors'
import { isActive, type RunEvent, type RunRecord } from '../shared/run'
import type { SweepRecord } from '../shared/sweep'
import { cliLocale, formatTable, printJson, shortNumber } from './output'
import type { SweepListener } from './sweep-host'

export interface SweepProgress extends SweepListener {
  begins(sweep: SweepRecord): void
  ends(): void
  conclude(sweep: SweepRecord, trials: readonly TrialResult[]): void
}

/** A line for each run that ends; on a terminal, one below them for those that train. */
export function sweepProgress(stream: NodeJS.WriteStream, json: boolean): SweepProgress {
  let sweep: SweepRecord | null = null
  let best: number | null = null
  const training = new Map<string, string>()
  const told = new Map<string, string>()
  const clear = (): void => void (stream.isTTY && stream.write('\r\x1b[K'))
  const line = (text: string): void => {
    clear()
    stream.write(`${text}\n`)
  }
  const showLive = (): void => {
    if (!stream.isTTY || training.size === 0) return
    const text = `  ${[...training.values()].join(' · ')}`
    clear()
    stream.write(text.slice(0, Math.max(20, (stream.columns ?? 80) - 1)))
  }
  const ended = (record: RunRecord): void => {
    if (!sweep || !record.sweep) return
    const { objective } = sweep.spec
    const found = record.best[objective]?.value ?? record.last?.[objective]
    const isBest = found !== undefined && (best === null || isBetter(found, best, directionOfSpec(sweep.spec)))
    if (isBest) best = found
    if (json) return printJson({ event: 'trial', ...trialLine(record, objective) })
    const value = found === undefined ? '' : ` - ${objective} ${shortNumber(found)}${isBest ? ' *' : ''}`
    const problem = record.error ? ` - ${describeError(record.error, cliLocale()).message}` : ''
    const place = sweep.planned === null ? '' : `/${sweep.planned}`
    line(
      `Trial ${record.sweep.trial + 1}${place} - ${valuesText(record.sweep.values) || `seed=${record.seed}`} - ${record.status}, ${record.epochs.done} epochs${value}${problem}`
    )
  }
  return {
    begins(begun) {
      sweep = begun
      if (json) printJson({ event: 'sweep', sweepId: begun.id, planned: begun.planned, spec: begun.spec })
      else line(`Sweep ${begun.id}: ${begun.planned} runs by ${begun.spec.method}, for ${begun.spec.objective}`)
    },
    onSweep(changed) {
      sweep = changed
      for (const { run, trial, error } of changed.trials) {
        const key = `${trial} ${error?.code}`
        if (run !== null || !error || told.has(key)) continue
        told.set(key, key)
        if (json) printJson({ event: 'trial', trial: trial + 1, runId: null, error: describeError(error, cliLocale()) })
        else line(`Trial ${trial + 1} - ${describeError(error, cliLocale()).message}`)
      }
    },
    onRun(record: RunRecord, events: readonly RunEvent[]) {
      if (isActive(record.status)) {
        if (events.length > 0 && events.every(({ type }) => type !== 'epoch' && type !== 'start')) return
        training.set(record.id, `${record.name} ${record.epochs.done}/${record.epochs.planned}`)
      } else {
        training.delete(record.id)
        ended(record)
      }
      showLive()
    },
    ends: clear,
    conclude(done, [first]) {
      const how = done.status === 'completed' ? '' : ` (${done.status})`
      line(`Sweep ${done.id}${how}: ${done.trials.length} of ${done.planned} runs.`)
      if (first?.objective != null) {
        const { runs, epoch } = first
        line(
          `Best: ${valuesText(first.values) || runs[0]!.name} - ${done.spec.objective} ${shortNumber(first.objective)} at epoch ${epoch} - run ${runs[0]!.id}`
        )
      }
      if (done.status === 'stopped') line(`Go on with it: npx netloom sweep --resume ${done.id}`)
    }
  }
}

const trialLine = (record: RunRecord, objective: string) => ({
  trial: record.sweep!.trial + 1,
  runId: record.id,
  values: record.sweep!.values,
  status: record.status,
  epochs: record.epochs.done,
  best: record.best[objective] ?? null,
  ...(record.error && { error: record.error })
})

/** The best first. */
export function trialsTable(sweep: SweepRecord, trials: readonly TrialResult[]): string {
  const settings = [...new Set(trials.flatMap(({ values }) => Object.keys(values)))]
  const names = shortNames(settings)
  const several = sweep.spec.executions_per_trial > 1
  const header = ['TRIAL', ...settings.map((path) => names[path]!), sweep.spec.objective, ...(several ? ['STD'] : [])]
  const rows = trials.map(({ trial, values, objective, std, epoch, epochs, status, leftAt, runs }) => [
    String(trial + 1),
    ...settings.map((path) => (path in values ? valueText(values[path]!) : '-')),
    objective === null ? '-' : shortNumber(objective),
    ...(several ? [std === null ? '-' : shortNumber(std)] : []),
    epoch === null ? '-' : String(epoch),
    `${epochs.done}/${epochs.planned}`,
    leftAt === null ? status : `left at ${leftAt}`,
    runs.map(({ id }) => id).join(' ')
  ])
  return formatTable([...header, 'AT EPOCH', 'EPOCHS', 'STATUS', 'RUN'], rows)
}

export const sweepEnd = (sweep: SweepRecord, trials: readonly TrialResult[]) => ({
  event: 'end',
  sweepId: sweep.id,
  status: sweep.status,
  trials: trials.map(({ trial, values, objective, std, epoch, epochs, status, leftAt, runs }) => ({
    ...{ trial: trial + 1, values, objective, std, epoch, epochs: epochs.done, status },
    ...{ left_at: leftAt, runs: runs.map(({ id }) => id), tests: runs.map(({ test }) => test) }
  })),
  best: trials[0]?.objective == null ? null : { runId: trials[0].runs[0]!.id, values: trials[0].values }
})
