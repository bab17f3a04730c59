// Trainings that are gone through step by step: the contract's `debug`. Each has a process of its own, which ends with the
// window that opened it, or when nobody has asked it for a while.
import { randomUUID } from 'node:crypto'
import type { AppContract } from '../../shared/contract'
import type { ResolvedDataset } from '../../shared/dataset'
import type { DebugSession } from '../../shared/debug-contract'
import { NetloomError } from '../../shared/errors'
import type { Project } from '../../shared/project'
import type { Handlers } from '../../shared/rpc'
import { AskedProcess } from '../asked-process'
import type { CallingWindow, SpawnTrainer } from '../ports'
import { wantedEngine } from '../wanted-engine'

type DebugHandlers = Handlers<AppContract>['debug']

export interface DebugServiceOptions {
  /** What nobody has asked for so long is ended. */
  restMs?: number
  /** How often it is seen to what nobody needs any more. */
  lookMs?: number
  /** A window that is gone for so long does not come back: a tab whose connection was lost connects again. */
  goneMs?: number
  /** Processes at a time; for another one, the one that was asked longest ago is ended. */
  most?: number
}
const REST_MS = 10 * 60_000
const LOOK_MS = 5000
const GONE_MS = 30_000
const MOST = 2

interface Open {
  process: AskedProcess
  window: CallingWindow
  /** When the window was last seen open. */
  seen: number
  /** When it was asked last. */
  asked: number
}

export class DebugService {
  readonly #restMs: number
  readonly #lookMs: number
  readonly #goneMs: number
  readonly #most: number
  /** By debugId, the one that was asked last at the end. */
  readonly #open = new Map<string, Open>()
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly resolve: (project: Project, baseDir: string | null) => Promise<ResolvedDataset>,
    private readonly spawn: SpawnTrainer,
    { restMs = REST_MS, lookMs = LOOK_MS, goneMs = GONE_MS, most = MOST }: DebugServiceOptions = {}
  ) {
    this.#restMs = restMs
    this.#lookMs = lookMs
    this.#goneMs = goneMs
    this.#most = most
  }

  handlersFor(window: CallingWindow): DebugHandlers {
    const ask =
      <N extends 'step' | 'tensor' | 'evaluate'>(call: N) =>
      (input: { debugId: string }): Promise<never> =>
        this.#ask(call, input, window) as Promise<never>
    return {
      open: (input) => this.#start(input, window),
      step: ask('step'),
      tensor: ask('tensor'),
      evaluate: ask('evaluate'),
      close: ({ debugId }) => this.#end(debugId)
    }
  }

  /** Of those that are open. */
  ids = (): string[] => [...this.#open.keys()]

  /** Process ids of those that are open. */
  pids(): number[] {
    return [...this.#open.values()].flatMap(({ process: { pid } }) => (pid === undefined ? [] : [pid]))
  }

  async #start(input: { project: Project; baseDir: string | null }, window: CallingWindow): Promise<DebugSession> {
    const dataset = await this.resolve(input.project, input.baseDir)
    while (this.#open.size >= this.#most) await this.#end(this.#open.keys().next().value!)
    const debugId = randomUUID()
    const job = { debugId, dataset, engine: wantedEngine() }
    const process = new AskedProcess(this.spawn(), { type: 'debug', job }, 'DEBUG_CRASHED')
    this.#open.set(debugId, { process, window, seen: Date.now(), asked: Date.now() })
    this.#timer ??= setInterval(() => void this.#look(), this.#lookMs).unref()
    try {
      return (await process.ask('open', input)) as DebugSession
    } catch (error) {
      await this.#end(debugId)
      throw error
    }
  }

  async #ask(call: string, input: { debugId: string }, window: CallingWindow): Promise<unknown> {
    const { debugId } = input
    const open = this.#open.get(debugId)
    if (!open) throw new NetloomError('DEBUG_ENDED')
    // The one that was asked last is the last.
    this.#open.delete(debugId)
    this.#open.set(debugId, open)
    open.window = window
    try {
      return await open.process.ask(call, input)
    } catch (error) {
      if (!open.process.gone) throw error
      // Ended for another one, or crashed: there is nothing to go on with.
      const closed = this.#open.get(debugId) !== open
      await this.#end(debugId)
      throw closed ? new NetloomError('DEBUG_ENDED') : error
    } finally {
      open.asked = Date.now()
    }
  }

  /** Ends what nobody needs any more. */
  async #look(): Promise<void> {
    const now = Date.now()
    for (const [debugId, open] of [...this.#open]) {
      const { process, window, asked } = open
      if (window.isOpen) open.seen = now
      const rested = process.waiting === 0 && now - asked > this.#restMs
      if (process.gone || rested || now - open.seen > this.#goneMs) await this.#end(debugId)
    }
  }

  async #end(debugId: string): Promise<void> {
    const open = this.#open.get(debugId)
    this.#open.delete(debugId)
    if (this.#open.size === 0) {
      clearInterval(this.#timer)
      this.#timer = undefined
    }
    open?.process.kill()
    await open?.process.ended
  }

  /** Ends all processes; questions that wait are refused. */
  async dispose(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((debugId) => this.#end(debugId)))
  }
}
