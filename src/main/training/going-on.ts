// What a run that goes on, or one that is branched from another, begins with.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckedProject } from '../../layers/check'
import { resolveOptimizer } from '../../layers/terms'
import { NetloomError } from '../../shared/errors'
import { matchWeights, noWeightFits } from '../../shared/matching-weights'
import type { Project } from '../../shared/project'
import type { RunRecord } from '../../shared/run'
import type { TrainJob } from '../../shared/trainer-protocol'
import { readCheckpointHeader } from '../runs/checkpoint-header'
import { branchFile, checkpointFile, supersededFiles } from './run-files'

/** A run that was ended before its first checkpoint has at most this many epochs: it begins once more. */
const EPOCHS_WITHOUT = 1

/**
 * @param file of the run's `checkpoints`; null is the last position
 * @throws NetloomError CHECKPOINT_MISSING
 */
export function checkpointPath(record: RunRecord, folder: string, file: string | null): string {
  if (file === null) return checkpointFile(folder)
  const path = join(folder, file)
  // Names come from the page: only those of the record are taken.
  if (!record.checkpoints.some((kept) => kept.file === file) || !existsSync(path))
    throw new NetloomError('CHECKPOINT_MISSING', { path })
  return path
}

export interface GoingOn {
  job: Pick<TrainJob, 'resume' | 'from' | 'superseded'>
  /** Finished epochs, and steps of the next one that are done. */
  place: { epoch: number; step: number }
}

/** @throws NetloomError CHECKPOINT_MISSING, CHECKPOINT_INVALID */
export async function goingOn(record: RunRecord, folder: string, file: string | null): Promise<GoingOn> {
  const path = checkpointPath(record, folder, file)
  if (!existsSync(path)) {
    if (record.status === 'completed' || record.epochs.done > EPOCHS_WITHOUT)
      throw new NetloomError('CHECKPOINT_MISSING', { path })
    // One that has told of its start goes on from there, so that its log stays whole; one that never began starts.
    return { job: { resume: record.engine !== null, from: null, superseded: [] }, place: { epoch: 0, step: 0 } }
  }
  const place = await readCheckpointHeader(path)
  const superseded = await supersededFiles(folder, record, place)
  return { job: { resume: true, from: file === null ? null : path, superseded }, place }
}

/** @throws NetloomError CHECKPOINT_MISSING; CHECKPOINT_INVALID where no weight of the other run fits this project */
export async function branching(
  parent: RunRecord,
  path: string,
  project: Project,
  { model }: CheckedProject
): Promise<NonNullable<RunRecord['parent']>> {
  const { epoch, weights } = await readCheckpointHeader(path)
  const wanted = model.layers.flatMap(({ name, weights: own }) =>
    own.map((weight) => ({ ...weight, name: `${name}/${weight.name}` }))
  )
  if (matchWeights(wanted, weights).same.length === 0) throw noWeightFits(path, wanted, weights)
  return { run: parent.id, epoch, optimizer: optimizerOf(parent.project) === optimizerOf(project) }
}

const optimizerOf = ({ training }: Project): string => resolveOptimizer(training.optimizer, 'training.optimizer').name

/** What a run that was branched begins with: its own copy, since the other run's file may be gone by then. */
export function branchOf({ parent }: RunRecord, folder: string): TrainJob['branch'] {
  const path = branchFile(folder)
  return parent && existsSync(path) ? { path, slots: parent.optimizer } : null
}
