// The host's side of the thread that reads data: started when it is first asked, again if it should have died.
import { Worker } from 'node:worker_threads'
import type { AppContract } from '../../shared/contract'
import { NetloomError } from '../../shared/errors'
import type { Handlers, Reply } from '../../shared/rpc'
import { dataWorkerEntry } from '../paths'
import type { WorkerCall, WorkerReply } from './worker'

export type DataHandlers = Handlers<AppContract>['data']

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

export class DataThread {
  #worker: Worker | null = null
  #next = 0
  readonly #waiting = new Map<number, Waiting>()

  constructor(private readonly entry: () => string = dataWorkerEntry) {}

  /** All of the contract's `data`: each call is one message. */
  readonly handlers = new Proxy({} as DataHandlers, {
    get: (_, method) => (input: unknown) => this.#call(method as WorkerCall['method'], input)
  })

  /** Calls that wait are rejected. */
  async dispose(): Promise<void> {
    await this.#worker?.terminate()
  }

  #call(method: WorkerCall['method'], input: unknown): Promise<unknown> {
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
    worker.on('error', (error) => this.#lost(worker, error.message))
    worker.on('exit', (code) => this.#lost(worker, `exit code ${code}`))
    this.#worker = worker
    return worker
  }

  #settle(id: number, reply: Reply): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (reply.ok) waiting?.resolve(reply.value)
    else waiting?.reject(NetloomError.fromPayload(reply.error))
  }

  #lost(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const lost = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of lost) reject(new NetloomError('DATA_THREAD', { reason }))
  }
}
