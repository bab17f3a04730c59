import type { RunRecord } from '../../shared/run'

/** Where a run can be gone on from. */
export interface Place {
  /** Of its `checkpoints`; '' is where it ended. */
  file: string
  /** Finished epochs. */
  epoch: number
  monitor: string | null
  value: number | null
}

/** Where it ended, then what was kept, the newest first. */
export const placesOf = ({ epochs, checkpoints }: Pick<RunRecord, 'epochs' | 'checkpoints'>): Place[] => [
  { file: '', epoch: epochs.done, monitor: null, value: null },
  ...[...checkpoints].reverse().map(({ file, epoch, monitor, value }) => ({ file, epoch, monitor, value }))
]
