import type { RunRecord } from '../../shared/run'

/** Where a run ended: no file of its checkpoints has this name. */
export const END = 'end'

/** Where a run can be gone on from. */
export interface Place {
  /** Of its `checkpoints`, or END. */
  file: string
  /** Finished epochs. */
  epoch: number
  monitor: string | null
  value: number | null
}

/** Where it ended, then what was kept, the newest first. */
export const placesOf = ({ epochs, checkpoints }: Pick<RunRecord, 'epochs' | 'checkpoints'>): Place[] => [
  { file: END, epoch: epochs.done, monitor: null, value: null },
  ...[...checkpoints].reverse().map(({ file, epoch, monitor, value }) => ({ file, epoch, monitor, value }))
]
