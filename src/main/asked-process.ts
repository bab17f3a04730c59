// A trainer process that answers what it is asked: for one trained model, or one training step by step.
import { NetloomError, toErrorPayload, type ErrorCode } from '../shared/errors'
import { trainerMessageSchema, type HostMessage } from '../shared/trainer-protocol'
import type { TrainerProcess } from './ports'

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

export class AskedProcess {
  /** Resolves once the process is gone. */
  readonly ended: Promise<void>
  #next = 0
  #ready = false
  #gone = false
  #unsent: HostMessage[] = []
  readonly #waiting = new Map<number, Waiting>()

  constructor(
    private readonly trainer: TrainerProcess,
    /** What it is told first of all. */
    job: HostMessage,
    /** Of its end, with how it came about. */
    private readonly crashed: ErrorCode
  ) {
    trainer.onMessage((raw) => this.#hear(raw, job))
    this.ended = new Promise((resolve) =>
      trainer.onExit((code, signal) => {
        this.#lost(new NetloomError(this.crashed, { how: signal ?? `exit code ${code}` }))
        resolve()
      })
    )
  }

  get pid(): number | undefined {
    return this.trainer.pid
  }

  /** Questions that wait for their answer. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** Whether it can be asked any more. */
  get gone(): boolean {
    return this.#gone
  }

  /** @throws NetloomError what is answered, or that the process has crashed */
  ask(call: string, input: unknown): Promise<unknown> {
    const id = this.#next++
    const message: HostMessage = { type: 'ask', id, call, input }
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      if (this.#ready) this.trainer.post(message)
      else this.#unsent.push(message)
    })
  }

  /** Ends it at once; questions that wait are refused. */
  kill(): void {
    this.#lost(new NetloomError(this.crashed, { how: 'SIGKILL' }))
    this.trainer.kill()
  }

  #hear(raw: unknown, job: HostMessage): void {
    const { data: message } = trainerMessageSchema.safeParse(raw)
    if (message?.type === 'ready') {
      this.#ready = true
      this.trainer.post(job)
      for (const asked of this.#unsent.splice(0)) this.trainer.post(asked)
    }
    if (message?.type !== 'answer' && message?.type !== 'refusal') return
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.type === 'answer') waiting?.resolve(message.output)
    else waiting?.reject(NetloomError.fromPayload(message.error))
  }

  #lost(error: NetloomError): void {
    this.#gone = true
    const lost = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of lost) reject(NetloomError.fromPayload(toErrorPayload(error)))
  }
}
