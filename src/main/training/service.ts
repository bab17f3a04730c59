import { existsSync } from 'node:fs'
import { catalogue } from '../../layers'
import { checkProject } from '../../layers/check'
import { NetloomError } from '../../shared/errors'
import type { ResolvedDataset } from '../../shared/dataset'
import type { Project } from '../../shared/project'
import { isActive, RUN_VERSION, type RunEvent, type RunRecord } from '../../shared/run'
import type { TrainJob } from '../../shared/trainer-protocol'
import type { SpawnTrainer } from '../ports'
import { thisProcess } from '../runs/owner'
import type { RunStore } from '../runs/store'
import { RunWriter } from '../runs/writer'
import { ActiveRun, checkpointFile, checkpointsFolder, modelFolder } from './active-run'
import { environment } from './environment'

export interface TrainingRequest {
  project: Project
  dataset: ResolvedDataset
  /** What relative data paths of the project refer to. */
  baseDir?: string | null
  engine?: TrainJob['engine']
}

/** Starts and stops runs; each trains in a process of its own. */
export class TrainingService {
  private readonly active = new Map<string, ActiveRun>()

  constructor(
    private readonly store: RunStore,
    private readonly spawn: SpawnTrainer,
    private readonly notify: (runId: string, record: RunRecord, events: RunEvent[]) => void
  ) {}

  /**
   * Checks the project, makes the run's folder and starts its trainer.
   * @throws NetloomError for a project that cannot be trained, or a home that cannot be written; nothing is left behind
   */
  async start({
    project,
    dataset,
    baseDir = null,
    engine = wantedEngine()
  }: TrainingRequest): Promise<{ runId: string; ended: Promise<RunRecord> }> {
    checkProject(project, catalogue)
    await this.store.checkWritable()
    const record = newRecord(this.store.newId(project.name), project, dataset, baseDir)
    const folder = await this.store.create(record)
    return this.begin(record, folder, { dataset, engine, resume: false })
  }

  /**
   * Goes on with a run from its checkpoint, as if it had never ended.
   * @param epochs in all; null keeps what was planned
   * @throws NetloomError RUN_NOT_FOUND, RUN_ACTIVE, RUN_FINISHED, CHECKPOINT_MISSING, HOME_UNWRITABLE
   */
  async resume(
    runId: string,
    dataset: ResolvedDataset,
    epochs: number | null = null
  ): Promise<{ runId: string; ended: Promise<RunRecord> }> {
    const { record } = await this.store.read(runId)
    if (isActive(record.status)) throw new NetloomError('RUN_ACTIVE', { found: record.id })
    const planned = epochs ?? record.project.training.epochs
    if (record.epochs.done >= planned)
      throw new NetloomError('RUN_FINISHED', { found: record.id, done: record.epochs.done })
    const folder = this.store.folderOf(record.id)
    const path = checkpointFile(folder)
    if (!existsSync(path)) throw new NetloomError('CHECKPOINT_MISSING', { path })
    await this.store.checkWritable()
    const training = { ...record.project.training, epochs: planned }
    const project = { ...record.project, training }
    const again: RunRecord = { ...record, project, status: 'starting', ended: null, error: null, owner: thisProcess() }
    return this.begin(again, folder, { dataset, engine: wantedEngine(), resume: true })
  }

  private async begin(
    record: RunRecord,
    folder: string,
    { dataset, engine, resume }: Pick<TrainJob, 'dataset' | 'engine' | 'resume'>
  ): Promise<{ runId: string; ended: Promise<RunRecord> }> {
    const holder: { run?: ActiveRun } = {}
    const writer = await RunWriter.open(folder, (error) => holder.run?.onWriteError(error))
    if (resume) writer.saveRecord(record)
    const job: TrainJob = {
      runId: record.id,
      project: record.project,
      dataset,
      modelDir: modelFolder(folder),
      checkpoint: checkpointFile(folder),
      checkpointsDir: checkpointsFolder(folder),
      branch: null,
      resume,
      hashes: resume ? record.dataset.hashes : null,
      engine
    }
    const run = new ActiveRun(record, writer, this.spawn(), job, (changed, events) =>
      this.notify(record.id, changed, events)
    )
    holder.run = run
    this.active.set(record.id, run)
    void run.ended.then(() => this.active.delete(record.id))
    this.notify(record.id, record, [])
    return { runId: record.id, ended: run.ended }
  }

  /** @throws NetloomError RUN_NOT_ACTIVE */
  async stop(runId: string): Promise<void> {
    await this.find(runId).stop()
  }

  /** @throws NetloomError RUN_NOT_ACTIVE */
  async kill(runId: string): Promise<void> {
    await this.find(runId).kill()
  }

  private find(runId: string): ActiveRun {
    const run = this.active.get(runId)
    if (!run) throw new NetloomError('RUN_NOT_ACTIVE', { found: runId })
    return run
  }

  /** Stops every run and waits until all are written. */
  async dispose(): Promise<void> {
    await Promise.all([...this.active.values()].map((run) => run.stop()))
  }
}

/** NETLOOM_NATIVE=off trains with the portable engine, e.g. to compare. */
const wantedEngine = (): TrainJob['engine'] => (process.env.NETLOOM_NATIVE === 'off' ? 'portable' : 'auto')

function newRecord(id: string, project: Project, dataset: ResolvedDataset, baseDir: string | null): RunRecord {
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
    test: null,
    error: null,
    weights: null,
    parent: null,
    checkpoints: [],
    profile: null,
    owner: thisProcess()
  }
}
