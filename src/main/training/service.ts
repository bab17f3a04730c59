import { catalogue } from '../../layers'
import { checkProject } from '../../layers/check'
import { NetloomError, toErrorPayload } from '../../shared/errors'
import type { ResolvedDataset } from '../../shared/dataset'
import type { Project } from '../../shared/project'
import { isActive, type RunEvent, type RunRecord } from '../../shared/run'
import type { TrainJob } from '../../shared/trainer-protocol'
import type { SpawnTrainer } from '../ports'
import { factsUntil, type Facts } from '../runs/facts'
import { refuseImported } from '../runs/imported'
import type { RunStore } from '../runs/store'
import { RunWriter } from '../runs/writer'
import { ActiveRun, type Notify } from './active-run'
import { wantedEngine } from '../wanted-engine'
import { branching, branchOf, checkpointPath, goingOn } from './going-on'
import { TurnQueue } from './queue'
import { leftAlone, newRecord, recordAgain } from './records'
import { branchFile, checkpointFile, checkpointsFolder, keepAs, modelFolder } from './run-files'

export interface TrainingRequest {
  project: Project
  dataset: ResolvedDataset
  /** What relative data paths of the project refer to. */
  baseDir?: string | null
  engine?: TrainJob['engine']
  /** Trains at once, whatever else does. */
  now?: boolean
  /** Without it, the project's name. */
  name?: string
  sweep?: RunRecord['sweep']
}

export interface BranchRequest extends TrainingRequest {
  /** The run to begin with. */
  runId: string
  /** `file` of one of its checkpoints; null is its last position. */
  checkpoint: string | null
}

export interface BegunRun {
  runId: string
  ended: Promise<RunRecord>
}

/** A run with all that its trainer is to be told, whether it waits for its turn or not. */
interface PlannedRun {
  record: RunRecord
  folder: string
  job: Pick<TrainJob, 'dataset' | 'engine' | 'resume' | 'from' | 'superseded'>
  /** What a run that is to go on was before. */
  before: RunRecord | null
  /** Of one that is to go on: what its log tells of the epochs that stay. */
  kept: Facts | null
  turn: number
  settle: (record: RunRecord) => void
  ended: Promise<RunRecord>
}

/** Starts, queues and ends runs; each trains in a process of its own. */
export class TrainingService {
  private readonly active = new Map<string, ActiveRun>()
  /** Those that have a place, and no trainer yet. */
  private readonly beginning = new Set<string>()
  private readonly queue = new TurnQueue<PlannedRun>(({ record }) => record.id)
  private closing = false

  /** @param parallel how many runs may train at the same time; a paused one does not count */
  constructor(
    private readonly store: RunStore,
    private readonly spawn: SpawnTrainer,
    private readonly notify: (runId: string, record: RunRecord, events: RunEvent[]) => void,
    private readonly parallel: () => number = () => Infinity
  ) {}

  /**
   * Checks the project, makes the run's folder and starts its trainer, or has it wait for its turn.
   * @throws NetloomError for a project that cannot be trained, or a home that cannot be written; nothing is left behind
   */
  async start(request: TrainingRequest): Promise<BegunRun> {
    const { project, dataset, baseDir = null, name = project.name, sweep = null } = request
    checkProject(project, catalogue)
    await this.store.checkWritable()
    const record = newRecord(this.store.newId(project.name), project, dataset, baseDir, null)
    return this.add({ ...record, name, sweep }, request)
  }

  /**
   * Starts a run with the weights of another one.
   * @throws NetloomError as start, RUN_NOT_FOUND, RUN_IMPORTED, CHECKPOINT_MISSING, CHECKPOINT_INVALID
   */
  async branch(request: BranchRequest): Promise<BegunRun> {
    const { runId, checkpoint, project, dataset, baseDir = null } = request
    const checked = checkProject(project, catalogue)
    const { record: other } = await this.store.read(runId)
    refuseImported(other)
    const path = checkpointPath(other, this.store.folderOf(other.id), checkpoint)
    const parent = await branching(other, path, project, checked)
    await this.store.checkWritable()
    const record = newRecord(this.store.newId(project.name), project, dataset, baseDir, parent)
    return this.add(record, request, (folder) => keepAs(path, branchFile(folder)))
  }

  private async add(
    record: RunRecord,
    { dataset, engine = wantedEngine(), now = false }: TrainingRequest,
    prepare: (folder: string) => Promise<void> = () => Promise.resolve()
  ): Promise<BegunRun> {
    const folder = await this.inPlace(record.id, now, async (waits) => {
      const made = await this.store.create(waits ? { ...record, status: 'queued' } : record)
      await prepare(made)
      return made
    })
    return this.plan(record, folder, { dataset, engine, resume: false, from: null, superseded: [] }, null)
  }

  /**
   * Goes on with a run from its last position, or from another of its checkpoints: what came after that is no longer so. A run
   * that has none because it never came so far begins.
   * @param epochs in all; null keeps what was planned
   * @throws NetloomError RUN_NOT_FOUND, RUN_IMPORTED, RUN_ACTIVE, RUN_FINISHED, CHECKPOINT_MISSING, HOME_UNWRITABLE
   */
  async resume(
    runId: string,
    dataset: ResolvedDataset,
    epochs: number | null = null,
    checkpoint: string | null = null
  ): Promise<BegunRun> {
    const { record, events } = await this.store.read(runId)
    refuseImported(record)
    if (isActive(record.status) || this.isHere(record.id)) throw new NetloomError('RUN_ACTIVE', { found: record.id })
    const planned = epochs ?? record.project.training.epochs
    const from = record.checkpoints.find(({ file }) => file === checkpoint)
    const done = from?.epoch ?? record.epochs.done
    if (done >= planned) throw new NetloomError('RUN_FINISHED', { found: record.id, done })
    const folder = this.store.folderOf(record.id)
    const { job, place } = await goingOn(record, folder, checkpoint)
    const kept = job.resume ? factsUntil(record, events, place) : null
    await this.store.checkWritable()
    const again = recordAgain(record, planned)
    await this.inPlace(record.id, false, () => Promise.resolve())
    return this.plan(again, folder, { dataset, engine: wantedEngine(), ...job }, record, kept)
  }

  /** Takes a place for a run where there is one, before anything else can. */
  private async inPlace<T>(runId: string, now: boolean, work: (waits: boolean) => Promise<T>): Promise<T> {
    const waits = !now && this.isFull()
    if (!waits) this.beginning.add(runId)
    try {
      return await work(waits)
    } catch (error) {
      this.beginning.delete(runId)
      this.advance()
      throw error
    }
  }

  private async plan(
    record: RunRecord,
    folder: string,
    job: PlannedRun['job'],
    before: RunRecord | null,
    kept: Facts | null = null
  ): Promise<BegunRun> {
    let settle: PlannedRun['settle'] = () => undefined
    const ended = new Promise<RunRecord>((resolve) => (settle = resolve))
    const run: PlannedRun = { record, folder, job, before, kept, turn: 0, settle, ended }
    if (this.beginning.has(record.id)) await this.begin(run)
    else await this.wait(run)
    return { runId: record.id, ended }
  }

  private async wait(run: PlannedRun): Promise<void> {
    this.queue.add(run)
    run.record = { ...run.record, status: 'queued' }
    await this.saveTurns([run])
    this.advance()
  }

  private async saveTurns(runs: readonly PlannedRun[]): Promise<void> {
    for (const run of runs) {
      run.record = { ...run.record, turn: run.turn }
      await this.store.save(run.record)
      if (this.queue.has(run.record.id)) this.notify(run.record.id, run.record, [])
    }
  }

  /** A run that trains here or waits to, as it is just now; null for any other. */
  recordOf(runId: string): RunRecord | null {
    const waiting = this.queue.all().find(({ record }) => record.id === runId)
    return this.active.get(runId)?.current ?? waiting?.record ?? null
  }

  /** Whether a run trains here, or is to. */
  isHere(runId: string): boolean {
    return this.active.has(runId) || this.beginning.has(runId) || this.queue.has(runId)
  }

  private isFull(): boolean {
    const training = [...this.active.values()].filter((run) => !run.isPaused).length
    return training + this.beginning.size >= this.parallel()
  }

  /** Begins what has waited longest, as far as there is room. To be called whenever there may be more of it. */
  advance(): void {
    while (!this.closing && !this.isFull()) {
      const run = this.queue.next()
      if (!run) return
      this.beginQueued(run)
    }
  }

  private beginQueued(run: PlannedRun): void {
    this.beginning.add(run.record.id)
    run.record = { ...run.record, status: 'starting', turn: null }
    // Nobody waits for an answer: what goes wrong is told by the run.
    this.begin(run).catch((error: unknown) => {
      const failed = { ...leftAlone(run.record, 'failed'), error: toErrorPayload(error) }
      void this.leave(run, failed)
    })
  }

  private async begin(run: PlannedRun): Promise<void> {
    const { record, folder, job, before, kept } = run
    try {
      const holder: { run?: ActiveRun } = {}
      const writer = await RunWriter.open(folder, (error) => holder.run?.onWriteError(error))
      writer.saveRecord(record)
      const whole: TrainJob = {
        ...job,
        runId: record.id,
        project: record.project,
        modelDir: modelFolder(folder),
        checkpoint: checkpointFile(folder),
        checkpointsDir: checkpointsFolder(folder),
        branch: branchOf(record, folder),
        hashes: before && job.resume ? before.dataset.hashes : null
      }
      const told: Notify = (changed, events) => {
        this.notify(record.id, changed, events)
        if (changed.status === 'paused') this.advance()
      }
      const active = new ActiveRun(record, writer, this.spawn(), whole, told, kept)
      holder.run = active
      this.active.set(record.id, active)
      void active.ended.then((ended) => {
        this.active.delete(record.id)
        run.settle(ended)
        this.advance()
      })
      this.notify(record.id, record, [])
    } finally {
      this.beginning.delete(record.id)
    }
  }

  /** Trains a queued run at once. @throws NetloomError RUN_NOT_QUEUED */
  startNow(runId: string): void {
    this.beginQueued(this.taken(runId))
  }

  /** Puts a queued run before another one, or at the end. @throws NetloomError RUN_NOT_QUEUED, HOME_UNWRITABLE */
  async move(runId: string, before: string | null): Promise<void> {
    for (const id of [runId, before]) {
      if (id !== null && !this.queue.has(id)) throw new NetloomError('RUN_NOT_QUEUED', { found: id })
    }
    await this.saveTurns(this.queue.move(runId, before))
  }

  private taken(runId: string): PlannedRun {
    const run = this.queue.take(runId)
    if (!run) throw new NetloomError('RUN_NOT_QUEUED', { found: runId })
    return run
  }

  /** After its current step; it keeps its process. @throws NetloomError RUN_NOT_ACTIVE */
  pause(runId: string): void {
    this.find(runId).pause()
  }

  /** @throws NetloomError RUN_NOT_ACTIVE */
  goOn(runId: string): void {
    this.find(runId).goOn()
  }

  /** Ends a run and keeps its model; takes a queued one out. @throws NetloomError RUN_NOT_ACTIVE */
  async stop(runId: string, weights: 'last' | 'best' = 'last'): Promise<void> {
    if (this.queue.has(runId)) await this.takeOut(this.taken(runId), 'stopped')
    else await this.find(runId).stop(weights)
  }

  /** @throws NetloomError RUN_NOT_ACTIVE */
  async kill(runId: string): Promise<void> {
    if (this.queue.has(runId)) await this.takeOut(this.taken(runId), 'stopped')
    else await this.find(runId).kill()
  }

  /** A run that has not begun is as it was before it was queued. */
  private async takeOut(run: PlannedRun, status: 'stopped' | 'interrupted'): Promise<void> {
    await this.leave(run, run.before ?? leftAlone(run.record, status))
  }

  private async leave(run: PlannedRun, record: RunRecord): Promise<void> {
    await this.store.save(record).catch((error: unknown) => console.error(error))
    this.notify(record.id, record, [])
    run.settle(record)
    this.advance()
  }

  private find(runId: string): ActiveRun {
    const run = this.active.get(runId)
    if (!run) throw new NetloomError('RUN_NOT_ACTIVE', { found: runId })
    return run
  }

  /** Runs that have not ended, those that wait included. */
  get count(): number {
    return this.active.size + this.beginning.size + this.queue.length
  }

  /** Stops every run and waits until all are written. */
  async dispose(): Promise<void> {
    this.closing = true
    const waiting = this.queue.all().map(({ record }) => this.taken(record.id))
    await Promise.all([
      ...waiting.map((run) => this.takeOut(run, 'interrupted')),
      ...[...this.active.values()].map((run) => run.stop())
    ])
  }
}
