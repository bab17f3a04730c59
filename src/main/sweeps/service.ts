import { checkSweep, validateSweep } from '../../comparison/sweep-check'
import { planSweep, type SweepPlan } from '../../comparison/sweep-plan'
import { NetloomError, type ErrorPayload } from '../../shared/errors'
import type { Project } from '../../shared/project'
import type { RunEvent, RunRecord } from '../../shared/run'
import type { SettingsMap } from '../../shared/setting'
import { SWEEP_VERSION, type SweepRecord, type SweepSpec } from '../../shared/sweep'
import { thisProcess } from '../runs/owner'
import { timedId } from '../timed-id'
import { SweepDriver, type SweepPorts } from './driver'
import { SweepStore } from './store'

export interface SweepRequest {
  project: Project
  baseDir: string | null
  spec: SweepSpec
}
/** Of the plan, so many trials are told before a sweep begins. */
const TOLD_TRIALS = 200

/** Begins, ends and lists sweeps. */
export class SweepService {
  private readonly drivers = new Map<string, SweepDriver>()
  private closing = false

  /** @param notify of every change of a sweep that goes on here */
  constructor(
    private readonly store: SweepStore,
    private readonly ports: Omit<SweepPorts, 'save' | 'changed'>,
    private readonly notify: (sweep: SweepRecord) => void,
    private readonly removeRuns: (runIds: string[]) => Promise<void>
  ) {}

  /** To be called with every change of every run. */
  onRun(runId: string, record: RunRecord, events: readonly RunEvent[]): void {
    if (record.sweep) this.drivers.get(record.sweep.id)?.onRun(runId, record, events)
  }

  /** Those that go on here are told as they are now. */
  async list(): Promise<{ sweeps: SweepRecord[]; unreadable: ErrorPayload[] }> {
    const { sweeps, unreadable } = await this.store.list()
    return { sweeps: sweeps.map((sweep) => this.drivers.get(sweep.id)?.current ?? sweep), unreadable }
  }

  /** @throws NetloomError as checkSweep */
  planned(project: Project, spec: SweepSpec): Omit<SweepPlan, 'trials'> & { total: number; first: SettingsMap[] } {
    const { plan } = checkSweep(project, spec)
    const { trials, ...rest } = plan
    return { ...rest, total: trials.length, first: trials.slice(0, TOLD_TRIALS) }
  }

  /**
   * Begins a sweep once all that can be known is right.
   * @throws NetloomError as checkSweep, as resolveDataset, HOME_UNWRITABLE, DISK_FULL
   */
  async start({ project, baseDir, spec: given }: SweepRequest): Promise<SweepDriver> {
    const spec = validateSweep(given)
    const { plan } = checkSweep(project, spec)
    await this.ports.resolve(project, baseDir)
    const created = new Date().toISOString()
    const record: SweepRecord = {
      version: SWEEP_VERSION,
      id: timedId(created, project.name, 'sweep'),
      name: spec.name ?? project.name,
      status: 'running',
      created,
      ended: null,
      spec,
      project,
      baseDir,
      planned: plan.runs,
      trials: [],
      error: null,
      owner: thisProcess()
    }
    await this.store.save(record)
    return this.drive(record)
  }

  /**
   * Goes on with a sweep that was stopped or interrupted, or that its budget of time ended.
   * @throws NetloomError SWEEP_NOT_FOUND, SWEEP_UNREADABLE, SWEEP_ACTIVE
   */
  async resume(sweepId: string): Promise<SweepDriver> {
    const record = await this.store.read(sweepId)
    if (this.drivers.has(record.id) || record.status === 'running')
      throw new NetloomError('SWEEP_ACTIVE', { found: record.id })
    const again = { ...record, status: 'running' as const, ended: null, error: null, owner: thisProcess() }
    // Trials that never began are tried once more.
    again.trials = record.trials.filter(({ run }) => run !== null)
    await this.store.save(again)
    return this.drive(again)
  }

  private drive(record: SweepRecord): SweepDriver {
    const driver = new SweepDriver(record, planSweep(record.project, record.spec), {
      ...this.ports,
      save: (sweep) => this.store.save(sweep),
      changed: this.notify
    })
    this.drivers.set(record.id, driver)
    if (this.closing) void driver.end('interrupted')
    this.notify(record)
    void driver.ended.then(() => this.drivers.delete(record.id))
    return driver
  }

  /** Resolves once all its runs have ended. @throws NetloomError SWEEP_NOT_FOUND, SWEEP_NOT_ACTIVE */
  async stop(sweepId: string): Promise<void> {
    const driver = this.drivers.get(sweepId)
    if (driver) return driver.end('stopped')
    throw new NetloomError('SWEEP_NOT_ACTIVE', { found: (await this.store.read(sweepId)).id })
  }

  /** @param runs whether they go as well, which can be undone as always @throws NetloomError SWEEP_ACTIVE */
  async remove(sweepId: string, runs: boolean): Promise<void> {
    await this.drivers.get(sweepId)?.end('stopped')
    const record = await this.store.read(sweepId).catch(() => null)
    if (record?.status === 'running') throw new NetloomError('SWEEP_ACTIVE', { found: sweepId })
    if (runs && record) await this.removeRuns(record.trials.flatMap(({ run }) => run ?? []))
    await this.store.remove(record?.id ?? sweepId)
  }

  /** Ends all sweeps as if this process had gone: they can be gone on with. */
  async dispose(): Promise<void> {
    this.closing = true
    await Promise.all([...this.drivers.values()].map((driver) => driver.end('interrupted')))
  }
}
