// Events that a slow tab has not taken yet, folded so that they stay few: nothing of a run is lost, only of progress.
import type { AppContract } from '../../shared/contract'
import type { EventPayload } from '../../shared/rpc'

type RunChange = EventPayload<AppContract, 'runs.changed'>
type DatasetProgress = EventPayload<AppContract, 'datasets.progress'>

/** A run of 100,000 steps has some 1000 events; a tab so far behind is better off reading the runs anew. */
const MOST_RUN_EVENTS = 20_000
const MOST_OTHERS = 1000

export class Backlog {
  readonly #runs = new Map<string, RunChange>()
  readonly #progress = new Map<string, DatasetProgress>()
  readonly #others: [string, unknown][] = []
  #runEvents = 0

  get empty(): boolean {
    return this.#runs.size === 0 && this.#progress.size === 0 && this.#others.length === 0
  }

  /** False once more is held than is worth keeping: then the tab has to start over. */
  add(channel: string, payload: unknown): boolean {
    if (channel === 'runs.changed') this.#addRunChange(payload as RunChange)
    else if (channel === 'datasets.progress')
      this.#progress.set((payload as DatasetProgress).name, payload as DatasetProgress)
    else this.#others.push([channel, payload])
    return this.#runEvents <= MOST_RUN_EVENTS && this.#others.length <= MOST_OTHERS
  }

  /** The newest record of a run, and all its events in their order. */
  #addRunChange(change: RunChange): void {
    const held = this.#runs.get(change.runId)
    this.#runEvents += change.events.length
    if (!held) this.#runs.set(change.runId, { ...change, events: [...change.events] })
    else {
      held.record = change.record
      held.events.push(...change.events)
    }
  }

  /** Everything held, and holds nothing any more. */
  take(): [channel: string, payload: unknown][] {
    const taken: [string, unknown][] = [
      ...this.#others,
      ...[...this.#progress.values()].map((payload): [string, unknown] => ['datasets.progress', payload]),
      ...[...this.#runs.values()].map((payload): [string, unknown] => ['runs.changed', payload])
    ]
    this.#others.length = 0
    this.#progress.clear()
    this.#runs.clear()
    this.#runEvents = 0
    return taken
  }
}
