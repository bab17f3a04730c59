// run.json as it follows from a run's events. The same function serves the run that is being written and any reader.
import { isBefore, type Logs, type RunEvent, type RunRecord } from '../../shared/run'
import { directionOf, isBetter } from '../../shared/monitor'

/** The record after one more event. `best` of a resume is what is known of the epochs that stay: the log tells all (facts.ts). */
export function applyEvent(record: RunRecord, event: RunEvent): RunRecord {
  switch (event.type) {
    case 'start':
      return {
        ...record,
        status: 'running',
        engine: event.engine,
        parameters: event.parameters,
        dataset: {
          ...record.dataset,
          hashes: event.hashes,
          examples: event.examples,
          ...(event.columns && { columns: event.columns }),
          ...(event.classes && { classes: event.classes }),
          ...(event.class_counts && { class_counts: event.class_counts }),
          ...(event.preprocessing && { preprocessing: event.preprocessing })
        },
        epochs: { done: 0, planned: event.epochs },
        trained: { seconds: 0, since: event.time },
        ...(event.initial && { initial: event.initial })
      }
    case 'resume':
      return {
        ...record,
        status: 'running',
        ended: null,
        error: null,
        test: null,
        weights: null,
        loss: undefined,
        // What is no longer so is not known here any more: the next epoch tells it.
        last: event.epoch === record.epochs.done ? record.last : null,
        best: Object.fromEntries(Object.entries(record.best).filter(([, { epoch }]) => epoch <= event.epoch)),
        checkpoints: record.checkpoints.filter((kept) => isBefore(kept, event)),
        epochs: { done: event.epoch, planned: event.epochs },
        trained: { seconds: record.trained?.seconds ?? 0, since: event.time }
      }
    case 'epoch':
      return {
        ...record,
        epochs: { ...record.epochs, done: event.epoch + 1 },
        last: event.logs,
        best: bestAfter(record.best, event.logs, event.epoch + 1),
        samples_per_second: event.samples_per_second
      }
    case 'profile': {
      const { type: _type, time: _time, ...profile } = event
      return { ...record, profile }
    }
    case 'test':
      return { ...record, test: event.logs }
    case 'end':
      return {
        ...record,
        status: event.status,
        ended: new Date(event.time).toISOString(),
        error: event.error ?? null,
        weights: event.weights ?? null,
        ...(event.loss !== undefined && { loss: event.loss }),
        owner: null,
        trained: stoppedClock(record, event.time)
      }
    case 'pause':
      return { ...record, status: 'paused', trained: stoppedClock(record, event.time) }
    case 'continue':
      return {
        ...record,
        status: 'running',
        trained: record.trained && { ...record.trained, since: record.trained.since ?? event.time }
      }
    case 'checkpoint': {
      const { type: _type, time: _time, removed, ...kept } = event
      const left = record.checkpoints.filter(({ file }) => file !== kept.file && !removed.includes(file))
      return { ...record, checkpoints: [...left, kept] }
    }
    case 'steps':
    case 'notice':
    case 'layers':
    case 'fit':
    case 'usage':
      return record
  }
}

/** What was trained by a moment, in ms since 1970, at which it no longer trains. */
export function stoppedClock({ trained }: RunRecord, time: number): RunRecord['trained'] {
  if (!trained || trained.since === null) return trained
  return { seconds: trained.seconds + Math.max(0, time - trained.since) / 1000, since: null }
}

/** Of the logs that have a better way to go; the first of equal ones. @param epoch finished epochs */
export function bestAfter(best: RunRecord['best'], logs: Logs, epoch: number): RunRecord['best'] {
  const after = { ...best }
  for (const [log, value] of Object.entries(logs)) {
    const direction = directionOf(log)
    if (direction === null || Number.isNaN(value)) continue
    const known = after[log]?.value
    if (known === undefined || isBetter(value, known, direction)) after[log] = { value, epoch }
  }
  return after
}
