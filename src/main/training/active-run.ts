// A run that this workbench trains: its trainer process, its record and its log.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import { isActive, type RunEvent, type RunRecord } from '../../shared/run'
import { trainerMessageSchema, type HostMessage, type TrainJob } from '../../shared/trainer-protocol'
import { homeFailure } from '../home'
import type { TrainerProcess } from '../ports'
import { applyEvent } from '../runs/record'
import { RunWriter } from '../runs/writer'

/** A trainer that was asked to stop and has not ended by then is ended: its step takes too long to wait for. */
const STOP_GRACE_MS = 900
/** Changes are sent to the page at most this often. */
const NOTIFY_MS = 50

export type Notify = (record: RunRecord, events: RunEvent[]) => void

export class ActiveRun {
  private unsent: RunEvent[] = []
  private notifyTimer: NodeJS.Timeout | null = null
  private began = false
  private stopping = false
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
    private readonly notify: Notify
  ) {
    trainer.onMessage((raw) => {
      const { data: message, error } = trainerMessageSchema.safeParse(raw)
      if (error) this.giveUp(toErrorPayload(error))
      else if (message.type === 'ready') this.tell({ type: 'train', job })
      else if (message.type === 'event') this.onEvent(message.event)
    })
    trainer.onExit((code, signal) => void this.onExit(code, signal))
  }

  private tell(message: HostMessage): void {
    this.trainer.post(message)
  }

  private onEvent(event: RunEvent): void {
    if (!isActive(this.record.status)) return
    if (event.type === 'start' || event.type === 'resume') this.began = true
    this.record = applyEvent(this.record, event)
    this.writer.append(event)
    if (event.type !== 'steps' && event.type !== 'notice') this.writer.saveRecord(this.record)
    this.unsent.push(event)
    if (event.type === 'steps') this.notifyTimer ??= setTimeout(() => this.sendChanges(), NOTIFY_MS)
    else this.sendChanges()
  }

  private sendChanges(): void {
    if (this.notifyTimer) clearTimeout(this.notifyTimer)
    this.notifyTimer = null
    const events = this.unsent
    this.unsent = []
    this.notify(this.record, events)
  }

  /** Ends the run after its current step. Resolves once it has ended. */
  async stop(): Promise<void> {
    if (this.stopping) return void (await this.ended)
    this.stopping = true
    if (!this.began) {
      // Nothing learnt yet that could be lost, and loading TensorFlow would only delay the answer.
      this.trainer.kill()
      return void (await this.ended)
    }
    this.tell({ type: 'stop', weights: 'last' })
    const timer = setTimeout(() => this.trainer.kill(), STOP_GRACE_MS)
    await this.ended
    clearTimeout(timer)
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
    if (isActive(this.record.status)) this.onEvent(this.endWithoutWord(signal ?? `exit code ${code}`))
    this.sendChanges()
    await this.writer.close()
    await removeDrafts(this.writer.folder)
    this.finish(this.record)
  }

  private endWithoutWord(how: string): RunEvent {
    const time = Date.now()
    if (this.failure) return { type: 'end', time, status: 'failed', error: this.failure }
    if (this.stopping) return { type: 'end', time, status: 'stopped' }
    const error = new NetloomError('TRAINER_CRASHED', { how }).toPayload()
    return { type: 'end', time, status: 'crashed', error }
  }
}

/** A trainer that was killed while it wrote its model or checkpoint leaves the draft behind. */
async function removeDrafts(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const drafts = names.filter(
    (name) => name.startsWith('model.draft-') || /^checkpoint\.safetensors\..*\.tmp$/.test(name)
  )
  await Promise.all(drafts.map((name) => rm(join(folder, name), { recursive: true, force: true })))
}

export const modelFolder = (runFolder: string): string => join(runFolder, 'model')
export const checkpointFile = (runFolder: string): string => join(runFolder, 'checkpoint.safetensors')
export const checkpointsFolder = (runFolder: string): string => join(runFolder, 'checkpoints')
