// run.json as it follows from a run's events. The same function serves the run that is being written and any reader.
import { isBefore, type Logs, type RunEvent, type RunRecord } from '../../shared/run'
import type { RunSummary } from '../../shared/run-list'
import { identifierName } from '../../shared/training'
import { NO_ANNOTATIONS, type Annotations } from '../../shared/annotations'
import { directionOf } from '../../shared/monitor'
import { settingsOf } from '../../comparison/settings'

/** The record after one more event. */
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
        epochs: { done: 0, planned: event.epochs }
      }
    case 'resume':
      return {
        ...record,
        status: 'running',
        ended: null,
        error: null,
        test: null,
        weights: null,
        // What is no longer so is not known here any more: the next epoch tells it.
        last: event.epoch === record.epochs.done ? record.last : null,
        best: Object.fromEntries(Object.entries(record.best).filter(([, { epoch }]) => epoch <= event.epoch)),
        checkpoints: record.checkpoints.filter((kept) => isBefore(kept, event)),
        epochs: { done: event.epoch, planned: event.epochs }
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
        owner: null
      }
    case 'pause':
      return { ...record, status: 'paused' }
    case 'continue':
      return { ...record, status: 'running' }
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

/** Of the logs that have a better way to go; the first of equal ones. @param epoch finished epochs */
export function bestAfter(best: RunRecord['best'], logs: Logs, epoch: number): RunRecord['best'] {
  const after = { ...best }
  for (const [log, value] of Object.entries(logs)) {
    const direction = directionOf(log)
    if (direction === null || Number.isNaN(value)) continue
    const known = after[log]?.value
    if (known === undefined || (direction === 'min' ? value < known : value > known)) after[log] = { value, epoch }
  }
  return after
}

export function summarize(record: RunRecord, hasModel: boolean, annotations: Annotations = NO_ANNOTATIONS): RunSummary {
  const {
    project,
    baseDir: _baseDir,
    environment: _environment,
    weights: _weights,
    checkpoints: _checkpoints,
    profile,
    ...rest
  } = record
  const end = record.ended ? Date.parse(record.ended) : Date.now()
  return {
    ...rest,
    name: annotations.name ?? record.name,
    annotations,
    project: project.name,
    settings: settingsOf(project),
    timed: profile !== null,
    batch_size: project.training.batch_size,
    optimizer: identifierName(project.training.optimizer),
    seconds: (end - Date.parse(record.created)) / 1000,
    hasModel
  }
}
