// The host's side of a thread that answers calls: started when it is first asked, again if it should have died.
import { Worker } from 'node:worker_threads'
import { NetloomError } from '../shared/errors'
import type { Reply } from '../shared/rpc'

export interface WorkerCall {
  id: number
  method: string
  input: unknown
}
export interface WorkerReply {
  id: number
  reply: Reply
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

export class WorkerThread<Handlers extends object> {
  #worker: Worker | null = null
  #next = 0
  readonly #waiting = new Map<number, Waiting>()

  /** @param lost what calls are rejected with whose thread has died */
  constructor(
    private readonly entry: () => string,
    private readonly lost: (reason: string) => NetloomError
  ) {}

  /** Each call is one message. */
  readonly handlers = new Proxy({} as Handlers, {
    get: (_, method) => (input: unknown) => this.#call(method as string, input)
  })

  /** Before the first call, so that this need not wait for it. */
  start(): void {
    this.#started()
  }

  /** Calls that wait are rejected. */
  async dispose(): Promise<void> {
    await this.#worker?.terminate()
  }

  #call(method: string, input: unknown): Promise<unknown> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      // What cannot be sent throws here, and waits for nothing.
      this.#started().postMessage({ id, method, input } satisfies WorkerCall)
      this.#waiting.set(id, { resolve, reject })
    })
  }

  #started(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(this.entry())
    worker.unref()
    worker.on('message', ({ id, reply }: WorkerReply) => this.#settle(id, reply))
    worker.on('error', (error) => this.#died(worker, error.message))
    worker.on('exit', (code) => this.#died(worker, `exit code ${code}`))
    this.#worker = worker
    return worker
  }

  #settle(id: number, reply: Reply): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (reply.ok) waiting?.resolve(reply.value)
    else waiting?.reject(NetloomError.fromPayload(reply.error))
  }

  #died(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const lost = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of lost) reject(this.lost(reason))
  }
}
