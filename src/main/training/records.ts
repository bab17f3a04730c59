// What is written of a run before its trainer has said a word.
import type { ResolvedDataset } from '../../shared/dataset'
import type { Project } from '../../shared/project'
import { RUN_VERSION, type RunRecord } from '../../shared/run'
import { thisProcess } from '../runs/owner'
import { stoppedClock } from '../runs/record'
import { environment } from './environment'

export function newRecord(
  id: string,
  project: Project,
  dataset: ResolvedDataset,
  baseDir: string | null,
  parent: RunRecord['parent']
): RunRecord {
  const { name, title, origin, classes } = dataset
  return {
    version: RUN_VERSION,
    id,
    name: project.name,
    status: 'starting',
    created: new Date().toISOString(),
    ended: null,
    seed: project.training.seed,
    project,
    baseDir,
    dataset: { name, title, origin, classes, hashes: {}, examples: null },
    environment: environment(),
    engine: null,
    parameters: null,
    epochs: { done: 0, planned: project.training.epochs },
    last: null,
    best: {},
    samples_per_second: null,
    trained: { seconds: 0, since: null },
    test: null,
    error: null,
    weights: null,
    parent,
    sweep: null,
    imported: null,
    checkpoints: [],
    profile: null,
    turn: null,
    owner: thisProcess()
  }
}

/** A run that has ended, as it goes on. */
export function recordAgain(record: RunRecord, epochs: number): RunRecord {
  const project = { ...record.project, training: { ...record.project.training, epochs } }
  return { ...record, project, status: 'starting', ended: null, error: null, turn: null, owner: thisProcess() }
}

/** A run that this process leaves alone: as it would be read once the process is gone. */
export const leftAlone = (record: RunRecord, status: 'stopped' | 'interrupted' | 'failed'): RunRecord => ({
  ...record,
  status,
  turn: null,
  trained: stoppedClock(record, Date.now()),
  ended: new Date().toISOString(),
  owner: null
})
