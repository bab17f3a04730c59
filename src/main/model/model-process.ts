// A trainer process that answers for one trained model.
import { NetloomError, toErrorPayload } from '../../shared/errors'
import { trainerMessageSchema, type HostMessage, type ModelJob } from '../../shared/trainer-protocol'
import type { TrainerProcess } from '../ports'

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

export class ModelProcess {
  /** Resolves once the process is gone. */
  readonly ended: Promise<void>
  #next = 0
  #ready = false
  #gone = false
  #unsent: HostMessage[] = []
  readonly #waiting = new Map<number, Waiting>()

  constructor(
    private readonly trainer: TrainerProcess,
    job: ModelJob
  ) {
    trainer.onMessage((raw) => this.#hear(raw, job))
    this.ended = new Promise((resolve) =>
      trainer.onExit((code, signal) => {
        this.#lost(new NetloomError('MODEL_CRASHED', { how: signal ?? `exit code ${code}` }))
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

  /** @throws NetloomError what the model answers, MODEL_CRASHED */
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
    this.#lost(new NetloomError('MODEL_CRASHED', { how: 'SIGKILL' }))
    this.trainer.kill()
  }

  #hear(raw: unknown, job: ModelJob): void {
    const { data: message } = trainerMessageSchema.safeParse(raw)
    if (message?.type === 'ready') {
      this.#ready = true
      this.trainer.post({ type: 'model', job } satisfies HostMessage)
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
