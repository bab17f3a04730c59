// Which weights of a run can be looked at.
import { isActive, type RunRecord } from '../../shared/run'

export interface WeightsChoice {
  /** null: the model as training left it. */
  checkpoint: string | null
  epoch: number
  /** Steps of the epoch in progress. */
  step: number
  reason: RunRecord['checkpoints'][number]['reason'] | 'ended'
  monitor: string | null
  value: number | null
}

/** The newest first. A run in progress has its kept checkpoints only. */
export function weightsOf(record: RunRecord): WeightsChoice[] {
  const kept = record.checkpoints
    .map(({ file, ...rest }): WeightsChoice => ({ ...rest, checkpoint: file }))
    .sort((a, b) => b.epoch - a.epoch || b.step - a.step)
  if (isActive(record.status)) return kept
  const ended = {
    checkpoint: null,
    epoch: record.epochs.done,
    step: 0,
    reason: 'ended',
    monitor: null,
    value: null
  } as const
  return [ended, ...kept]
}

/** Changes whenever the weights behind a choice may have: what was computed of them before is then no longer so. */
export function stateOf(record: RunRecord, checkpoint: string | null): string {
  if (checkpoint === null) return `${record.status} ${record.ended}`
  const kept = record.checkpoints.find(({ file }) => file === checkpoint)
  return kept ? `${kept.epoch} ${kept.step}` : ''
}
