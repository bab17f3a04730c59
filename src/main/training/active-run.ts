// A run that this workbench trains: its trainer process, its record and its log.
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import { isActive, type RunEvent, type RunRecord } from '../../shared/run'
import { trainerMessageSchema, type HostMessage, type TrainJob } from '../../shared/trainer-protocol'
import { homeFailure } from '../home'
import type { TrainerProcess } from '../ports'
import type { Facts } from '../runs/facts'
import { applyEvent } from '../runs/record'
import { RunWriter } from '../runs/writer'
import { removeDrafts } from './run-files'
import { endedForMemory } from './out-of-memory'
import { usageLog } from './usage-log'

/** A trainer that was asked to stop and has not heard by then is ended: its step takes too long to wait for. */
const STOP_GRACE_MS = 900
/** Once it has heard, it writes what was learnt, which a large network takes a while for. */
const WRITE_GRACE_MS = 60_000
/** Changes are sent to the page at most this often. */
const NOTIFY_MS = 50

/** Exit codes of a killed process where the signal's name is not told: as shells and as Electron say it. */
const SIGKILLED = 137
const SIGNAL_KILL = 9

export type Notify = (record: RunRecord, events: RunEvent[]) => void

export class ActiveRun {
  private unsent: RunEvent[] = []
  private notifyTimer: NodeJS.Timeout | null = null
  private sending: Promise<void> | null = null
  /** What is asked before the trainer listens. */
  private unasked: HostMessage[] | null = []
  private lastSent = -Infinity
  private began = false
  private stopping = false
  private patience: NodeJS.Timeout | undefined
  private readonly isLogged = usageLog()
  private readonly endedBefore = endedForMemory()
  private memory = 0
  private failure: ErrorPayload | null = null
  private finish: (record: RunRecord) => void = () => undefined
  /** Resolves with the final record once all is written. */
  readonly ended = new Promise<RunRecord>((resolve) => {
    this.finish = resolve
  })

  constructor(
    private record: RunRecord,
    private readonly writer: RunWriter,
    private readonly trainer: TrainerProcess,
    job: TrainJob,
    private readonly notify: Notify,
    /** Of a run that goes on: what its log tells of the epochs that stay. */
    private readonly kept: Facts | null = null
  ) {
    trainer.onMessage((raw) => {
      const { data: message, error } = trainerMessageSchema.safeParse(raw)
      if (error) this.giveUp(toErrorPayload(error))
      else if (message.type === 'ready') this.hasStarted(job)
      else if (message.type === 'event') this.onEvent(message.event)
      else if (message.type === 'events') message.events.forEach((event) => this.onEvent(event))
      else if (message.type === 'sync') void this.sync(message.id)
      else if (message.type === 'stopping') this.waitForEnd(WRITE_GRACE_MS)
    })
    trainer.onExit((code, signal) => void this.onExit(code, signal))
  }

  /** It is not told to wait: a run that has room of its own goes on beside others. */
  get isPaused(): boolean {
    return this.record.status === 'paused'
  }

  /** As the last event left it. */
  get current(): RunRecord {
    return this.record
  }

  private tell(message: HostMessage): void {
    if (this.unasked) this.unasked.push(message)
    else this.trainer.post(message)
  }

  private hasStarted(job: TrainJob): void {
    const unasked = this.unasked ?? []
    this.unasked = null
    for (const message of [{ type: 'train', job } as const, ...unasked]) this.tell(message)
  }

  /** The trainer is about to write a checkpoint: the log must not know less. */
  private async sync(id: number): Promise<void> {
    await this.writer.sync()
    this.tell({ type: 'synced', id })
  }

  private onEvent(event: RunEvent): void {
    if (!isActive(this.record.status)) return
    if (event.type === 'start' || event.type === 'resume') this.began = true
    const before = this.record
    this.record = applyEvent(event.type === 'resume' && this.kept ? { ...before, ...this.kept } : before, event)
    if (this.isLogged(event)) this.writer.append(event)
    if (this.record !== before) this.writer.saveRecord(this.record)
    if (event.type === 'usage') this.memory = event.memory_bytes
    this.unsent.push(event)
    // What comes after a quiet moment is told at once, and the end always; epochs may go by faster than any page draws.
    const rest = this.lastSent + NOTIFY_MS - performance.now()
    if (event.type === 'end' || (event.type !== 'steps' && rest <= 0)) this.sendChanges()
    else this.notifyTimer ??= setTimeout(() => this.sendChanges(), Math.max(rest, 0) || NOTIFY_MS)
  }

  private sendChanges(): void {
    if (this.notifyTimer) clearTimeout(this.notifyTimer)
    this.notifyTimer = null
    this.sending ??= this.sendWritten().finally(() => (this.sending = null))
  }

  /** Nothing is told that a kill could take back: it is in the log before. */
  private async sendWritten(): Promise<void> {
    while (this.unsent.length > 0) {
      const { record, unsent } = this
      this.unsent = []
      this.lastSent = performance.now()
      if (unsent.some(({ type }) => type !== 'steps')) await this.writer.written()
      this.notify(record, unsent)
    }
  }

  /** After its current step; the trainer stays with all that it has in memory. */
  pause(): void {
    if (!this.stopping) this.tell({ type: 'pause' })
  }

  goOn(): void {
    this.tell({ type: 'continue' })
  }

  /** Ends the run after its current step. Resolves once it has ended. */
  async stop(weights: 'last' | 'best' = 'last'): Promise<void> {
    if (this.stopping) return void (await this.ended)
    this.stopping = true
    if (!this.began) {
      // Nothing learnt yet that could be lost, and loading TensorFlow would only delay the answer.
      this.trainer.kill()
      return void (await this.ended)
    }
    this.tell({ type: 'stop', weights })
    this.waitForEnd(STOP_GRACE_MS)
    await this.ended
    clearTimeout(this.patience)
  }

  private waitForEnd(grace: number): void {
    clearTimeout(this.patience)
    this.patience = setTimeout(() => this.trainer.kill(), grace)
  }

  /** Ends the trainer process at once. */
  async kill(): Promise<void> {
    this.stopping = true
    this.trainer.kill()
    await this.ended
  }

  /** The log cannot be written any more: training on would only lose more. */
  onWriteError(error: unknown): void {
    this.giveUp(toErrorPayload(homeFailure(error, this.writer.folder)))
  }

  private giveUp(error: ErrorPayload): void {
    this.failure ??= error
    this.trainer.kill()
  }

  private async onExit(code: number | null, signal: string | null): Promise<void> {
    clearTimeout(this.patience)
    if (isActive(this.record.status)) this.onEvent(this.endWithoutWord(code, signal))
    this.sendChanges()
    await this.sending
    await this.writer.close()
    await removeDrafts(this.writer.folder)
    this.finish(this.record)
  }

  private endWithoutWord(code: number | null, signal: string | null): RunEvent {
    const time = Date.now()
    if (this.failure) return { type: 'end', time, status: 'failed', error: this.failure }
    if (this.stopping) return { type: 'end', time, status: 'stopped' }
    const killed = signal === 'SIGKILL' || code === SIGKILLED || code === SIGNAL_KILL
    const error =
      killed && this.endedBefore !== null && (endedForMemory() ?? 0) > this.endedBefore
        ? new NetloomError('TRAINER_OUT_OF_MEMORY', { memory: `${Math.round(this.memory / 2 ** 20)} MB` })
        : new NetloomError('TRAINER_CRASHED', { how: signal ?? `exit code ${code}` })
    return { type: 'end', time, status: 'crashed', error: error.toPayload() }
  }
}
