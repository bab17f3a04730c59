// One sweep while it is going on: its runs begin as there is room, and what comes of each decides about the others.
import { byObjective, directionOfSpec, isPoor, reached, type Objective } from '../../comparison/sweep-objective'
import type { SweepPlan } from '../../comparison/sweep-plan'
import { NetloomError, toErrorPayload } from '../../shared/errors'
import type { ResolvedDataset } from '../../shared/dataset'
import type { Project } from '../../shared/project'
import { isActive, type RunEvent, type RunRecord } from '../../shared/run'
import type { SweepRecord } from '../../shared/sweep'
import type { BegunRun, TrainingRequest } from '../training/service'
import { isOf, projectOf, runName, unitsOf, type TrialEntry, type Unit } from './trials'

/** What a sweep needs of the rest. */
export interface SweepPorts {
  training: {
    start(request: TrainingRequest): Promise<BegunRun>
    resume(runId: string, dataset: ResolvedDataset, epochs: number | null): Promise<BegunRun>
    stop(runId: string): Promise<void>
  }
  read(runId: string): Promise<{ record: RunRecord; events: RunEvent[] }>
  resolve(project: Project, baseDir: string | null): Promise<ResolvedDataset>
  save(sweep: SweepRecord): Promise<void>
  /** After each change. */
  changed(sweep: SweepRecord): void
}

type Ending = 'stopped' | 'interrupted'

export class SweepDriver {
  private ending: Ending | null = null
  /** Values of the objective after each epoch, by run. */
  private readonly curves = new Map<string, (number | undefined)[]>()
  /** Runs that train or wait to. */
  private readonly active = new Set<string>()
  private readonly left = new Set<string>()
  private readonly began = performance.now()
  private readonly objective: Objective
  private saving: Promise<void> = Promise.resolve()
  /** Resolves with the last record, once it is written. Never rejects. */
  readonly ended: Promise<SweepRecord>

  /** @param record of a sweep that begins, or goes on: what its trials have done stays done */
  constructor(
    private record: SweepRecord,
    private readonly plan: SweepPlan,
    private readonly ports: SweepPorts
  ) {
    this.objective = { log: record.spec.objective, direction: directionOfSpec(record.spec) }
    this.ended = this.drive()
  }

  get current(): SweepRecord {
    return this.record
  }
  get id(): string {
    return this.record.id
  }

  /** No further run begins, those that train are stopped. */
  async end(how: Ending): Promise<void> {
    this.ending ??= how
    await Promise.all([...this.active].map((runId) => this.stopRun(runId)))
    await this.ended
  }

  private async stopRun(runId: string): Promise<void> {
    // One that has ended by itself meanwhile is as good as stopped; one without a trainer yet is stopped once it has one.
    await this.ports.training.stop(runId).catch(() => undefined)
  }

  private async drive(): Promise<SweepRecord> {
    await Promise.resolve() // whoever made it comes first
    try {
      await this.readCurves()
      const units = unitsOf(this.plan, this.record.spec.executions_per_trial)
      if (this.record.spec.method === 'SuccessiveHalving') await this.halve(units)
      else await this.all(units, null)
      this.finish()
    } catch (error) {
      this.change({ status: 'failed', error: toErrorPayload(error) })
    }
    this.change({ ended: new Date().toISOString(), owner: null })
    await this.saving
    return this.record
  }

  private finish(): void {
    const { trials } = this.record
    const failed = trials.filter(({ error }) => error !== null)
    if (this.ending) this.change({ status: this.ending })
    else if (trials.length > 0 && failed.length === trials.length)
      this.change({ status: 'failed', error: failed[0]!.error })
    else this.change({ status: 'completed', error: null })
  }

  /** As many at a time as was asked for. */
  private async all(units: readonly Unit[], epochs: number | null): Promise<void> {
    const waiting = [...units]
    const work = async (): Promise<void> => {
      for (let unit = waiting.shift(); unit && this.mayBegin(); unit = waiting.shift()) await this.train(unit, epochs)
    }
    await Promise.all(Array.from({ length: this.record.spec.parallel }, work))
  }

  private mayBegin(): boolean {
    const { max_seconds: budget } = this.record.spec
    return this.ending === null && (budget === undefined || (performance.now() - this.began) / 1000 < budget)
  }

  private async halve(units: readonly Unit[]): Promise<void> {
    let rung = units
    for (const [i, { epochs }] of this.plan.rungs.entries()) {
      await this.all(rung, epochs)
      const next = this.plan.rungs[i + 1]
      if (!next || !this.mayBegin()) return
      const survivors = await this.bestTrials(rung, next.trials)
      this.leave(
        rung.filter(({ trial }) => !survivors.has(trial)),
        epochs
      )
      rung = rung.filter(({ trial }) => survivors.has(trial))
    }
  }

  /** By the mean over their seeds; those that failed are not among them. */
  private async bestTrials(units: readonly Unit[], count: number): Promise<ReadonlySet<number>> {
    const values = new Map<number, (number | null)[]>()
    for (const unit of units) {
      const entry = this.entryOf(unit)
      const record = entry?.run && !entry.error ? (await this.ports.read(entry.run)).record : null
      const value = record && (reached(record, this.objective)?.value ?? null)
      values.set(unit.trial, [...(values.get(unit.trial) ?? []), value])
    }
    const means = [...values].flatMap(([trial, all]) => {
      const known = all.filter((value) => value !== null)
      return known.length === all.length ? [{ trial, mean: known.reduce((a, b) => a + b, 0) / known.length }] : []
    })
    const order = byObjective(this.objective.direction)
    means.sort((a, b) => order(a.mean, b.mean))
    return new Set(means.slice(0, count).map(({ trial }) => trial))
  }

  private leave(units: readonly Unit[], epochs: number): void {
    const trials = this.record.trials.map((entry) =>
      entry.left_at === null && entry.error === null && units.some((unit) => isOf(entry, unit))
        ? { ...entry, left_at: epochs }
        : entry
    )
    this.change({ trials })
  }

  /** Trains a unit up to so many epochs, from where it is. What goes wrong is told in its entry. */
  private async train(unit: Unit, epochs: number | null): Promise<void> {
    try {
      const begun = await this.begin(unit, epochs)
      if (!begun) return
      this.active.add(begun.runId)
      if (this.ending) void this.stopRun(begun.runId)
      const record = await begun.ended
      this.active.delete(begun.runId)
      this.ranOut(unit, record)
    } catch (error) {
      this.put(unit, { run: this.entryOf(unit)?.run ?? null, error: toErrorPayload(error) })
    }
  }

  /** null where nothing is left to be done. */
  private async begin(unit: Unit, epochs: number | null): Promise<BegunRun | null> {
    const { spec, baseDir } = this.record
    const project = projectOf(this.record.project, unit, epochs)
    const entry = this.entryOf(unit)
    if (entry?.run) {
      const known = await this.ports.read(entry.run).catch(() => null)
      if (known) return this.goOn(unit, known.record, project)
    }
    const dataset = await this.ports.resolve(project, baseDir)
    const sweep = { id: this.id, trial: unit.trial, values: unit.values }
    const name = runName(project, unit, spec.executions_per_trial)
    const begun = await this.ports.training.start({ project, dataset, baseDir, name, sweep })
    this.curves.set(begun.runId, this.curves.get(begun.runId) ?? [])
    this.put(unit, { run: begun.runId, error: null, left_at: null })
    return begun
  }

  private async goOn(unit: Unit, record: RunRecord, project: Project): Promise<BegunRun | null> {
    const entry = this.entryOf(unit)!
    const { epochs } = project.training
    // One that ended by itself (EarlyStopping), or that was left behind, has had its say.
    const isOver = record.status === 'completed' && record.epochs.done < record.epochs.planned
    if (entry.left_at !== null || isOver || record.epochs.done >= epochs || entry.error) return null
    if (isActive(record.status)) throw new NetloomError('RUN_ACTIVE', { found: record.id })
    const dataset = await this.ports.resolve(project, this.record.baseDir)
    return this.ports.training.resume(record.id, dataset, epochs)
  }

  private ranOut(unit: Unit, record: RunRecord): void {
    if (record.status === 'failed' || record.status === 'crashed') this.put(unit, { error: record.error })
    // Stopped by the median, or by hand, it stays as it is; with the sweep, it goes on with it.
    else if (record.status === 'stopped' && (!this.ending || this.left.has(record.id)))
      this.put(unit, { left_at: record.epochs.done })
    else this.ports.changed(this.record)
  }

  /** Told of every run of the workbench. */
  onRun(runId: string, record: RunRecord, events: readonly RunEvent[]): void {
    if (record.sweep?.id !== this.id) return
    const curve = this.curves.get(runId) ?? []
    this.curves.set(runId, curve)
    for (const event of events) {
      if (event.type === 'resume') curve.length = Math.min(curve.length, event.epoch)
      if (event.type !== 'epoch') continue
      curve[event.epoch] = event.logs[this.objective.log]
      this.consider(runId, curve.slice(0, event.epoch + 1))
    }
  }

  private consider(runId: string, curve: readonly (number | undefined)[]): void {
    const { median_stopping: rule, method } = this.record.spec
    if (!rule || method === 'SuccessiveHalving' || method === 'Repeat' || this.left.has(runId) || this.ending) return
    // The other seeds of the same trial are no others.
    const trialOf = (id: string): number | undefined => this.record.trials.find(({ run }) => run === id)?.trial
    const others = [...this.curves].filter(([id]) => trialOf(id) !== trialOf(runId)).map(([, values]) => values)
    if (!isPoor(curve, others, this.objective.direction, rule)) return
    this.left.add(runId)
    void this.stopRun(runId)
  }

  /** Of runs from before the sweep went on. */
  private async readCurves(): Promise<void> {
    for (const { run } of this.record.trials) {
      if (run === null || this.record.spec.median_stopping === null) continue
      const known = await this.ports.read(run).catch(() => null)
      if (known) this.onRun(run, known.record, known.events)
    }
  }

  private entryOf(unit: Unit): TrialEntry | undefined {
    return this.record.trials.find((entry) => isOf(entry, unit))
  }

  private put(unit: Unit, change: Partial<TrialEntry>): void {
    const before = this.entryOf(unit)
    const { trial, execution } = unit
    const entry: TrialEntry = { trial, execution, run: null, left_at: null, error: null, ...before, ...change }
    const trials = before
      ? this.record.trials.map((one) => (one === before ? entry : one))
      : [...this.record.trials, entry]
    this.change({ trials })
  }

  private change(change: Partial<SweepRecord>): void {
    this.record = { ...this.record, ...change }
    const { record } = this
    // One write after another; what the disk refuses ends nothing, since the runs say themselves what they belong to.
    this.saving = this.saving.then(() => this.ports.save(record)).catch((error: unknown) => console.error(error))
    this.ports.changed(record)
  }
}
