// What is asked of trained models: the contract's `model`. Each model answers in a process of its own, which ends when nobody
// has asked it for a while.
import type { AppContract } from '../../shared/contract'
import { NetloomError } from '../../shared/errors'
import type { Handlers } from '../../shared/rpc'
import { AskedProcess } from '../asked-process'
import type { SpawnTrainer } from '../ports'
import type { ModelJob } from '../../shared/trainer-protocol'

export type ModelHandlers = Handlers<AppContract>['model']

export interface ModelServiceOptions {
  /** A process that nobody has asked for so long is ended. */
  restMs?: number
  /** Processes at a time; for another model, the one that was asked longest ago and is not busy is ended. */
  most?: number
}
const REST_MS = 2 * 60_000
const MOST = 2

export class ModelService {
  readonly #restMs: number
  readonly #most: number
  /** By run, the one that was asked last at the end. */
  readonly #processes = new Map<string, Promise<AskedProcess>>()
  /** Those of them that have been started. */
  readonly #opened = new Map<string, AskedProcess>()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  /** Models that wait for another one to be at rest. */
  #onRest: (() => void)[] = []
  #closing = false

  constructor(
    /** What is to be known of a run. */
    private readonly jobOf: (runId: string) => Promise<ModelJob>,
    private readonly spawn: SpawnTrainer,
    { restMs = REST_MS, most = MOST }: ModelServiceOptions = {}
  ) {
    this.#restMs = restMs
    this.#most = most
  }

  /** All of the contract's `model`: each call is one question. */
  readonly handlers = new Proxy({} as ModelHandlers, {
    get: (_, call) => (input: { runId: string }) => this.#ask(String(call), input)
  })

  /** Process ids of the models that are open. */
  async pids(): Promise<number[]> {
    const processes = await Promise.all([...this.#processes.values()])
    return processes.flatMap(({ pid }) => (pid === undefined ? [] : [pid]))
  }

  async #ask(call: string, input: { runId: string }): Promise<unknown> {
    const { runId } = input
    let process = await this.#processOf(runId)
    while (process.gone) process = await this.#processOf(runId)
    clearTimeout(this.#timers.get(runId))
    try {
      return await process.ask(call, input)
    } finally {
      this.#rest(runId, process)
    }
  }

  #rest(runId: string, process: AskedProcess): void {
    clearTimeout(this.#timers.get(runId))
    for (const resume of this.#onRest.splice(0)) resume()
    if (process.gone || process.waiting > 0) return
    const timer = setTimeout(() => void this.#end(runId), this.#restMs)
    timer.unref()
    this.#timers.set(runId, timer)
  }

  #processOf(runId: string): Promise<AskedProcess> {
    const before = this.#processes.get(runId)
    const open = (): Promise<AskedProcess> => this.#open(runId)
    const process = before ? before.then((known) => (known.gone ? open() : known), open) : open()
    // The one that was asked last is the last.
    this.#processes.delete(runId)
    this.#processes.set(runId, process)
    process.catch(() => this.#processes.get(runId) === process && this.#processes.delete(runId))
    return process
  }

  async #open(runId: string): Promise<AskedProcess> {
    const job = await this.jobOf(runId)
    if (this.#opened.get(runId)?.gone) this.#opened.delete(runId)
    while (this.#opened.size >= this.#most) {
      if (await this.#endOneAtRest(runId)) continue
      await new Promise<void>((resolve) => this.#onRest.push(resolve))
      if (this.#closing) throw new NetloomError('MODEL_CRASHED', { how: 'closed' })
    }
    const process = new AskedProcess(this.spawn(), { type: 'model', job }, 'MODEL_CRASHED')
    this.#opened.set(runId, process)
    return process
  }

  /** Of other models, the one that was asked longest ago. @returns whether there was one */
  async #endOneAtRest(runId: string): Promise<boolean> {
    for (const id of this.#processes.keys()) {
      const process = id === runId ? undefined : this.#opened.get(id)
      if (!process || process.waiting > 0) continue
      await this.#end(id)
      return true
    }
    return false
  }

  async #end(runId: string): Promise<void> {
    clearTimeout(this.#timers.get(runId))
    this.#timers.delete(runId)
    const process = this.#opened.get(runId) ?? (await this.#processes.get(runId)?.catch(() => null))
    this.#processes.delete(runId)
    this.#opened.delete(runId)
    process?.kill()
    await process?.ended
  }

  /** Ends all processes; questions that wait are refused. */
  async dispose(): Promise<void> {
    this.#closing = true
    for (const resume of this.#onRest.splice(0)) resume()
    await Promise.all([...this.#processes.keys()].map((runId) => this.#end(runId)))
    this.#closing = false
  }
}
