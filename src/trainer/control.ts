// What is asked of a run while it trains: to wait, to go on, to end. Nothing is spent while it waits.
import type { HostMessage } from '../shared/trainer-protocol'
import type { RunEvent } from '../shared/run'
import type { TrainerMessage } from '../shared/trainer-protocol'
import { TrainingClock } from './clock'
import { reportUsage } from './usage'

export interface TrainHooks {
  emit(event: RunEvent): void
  /**
   * Lets messages in. `save` makes it a place where the run may be paused: it is called before, and keeps what a run that
   * is ended while it waits would go on from.
   */
  breathe(save?: () => Promise<void>): Promise<void>
  isStopped(): boolean
  /** Whether the person who stopped the run wants the best epoch's weights. */
  wantsBest?(): boolean
  /** Milliseconds that stand still while the run waits. */
  clock?(): number
  /** Resolves once the host has written all events so far. */
  told?(): Promise<void>
  /** Begins to tell what the run takes of the machine; returns the end of it. */
  reportUsage?(): () => void
}

export class RunControl {
  private stop: 'last' | 'best' | null = null
  private pausing = false
  private waiting = false
  private wake: () => void = () => undefined
  private readonly clock = new TrainingClock()
  private readonly syncs = new Map<number, () => void>()
  private nextSync = 0

  constructor(private readonly post: (message: TrainerMessage) => void) {}

  receive(message: HostMessage): void {
    if (message.type === 'stop') {
      this.stop ??= message.weights
      this.post({ type: 'stopping' })
      this.wake()
    } else if (message.type === 'pause') this.pausing = true
    else if (message.type === 'continue') {
      this.pausing = false
      this.wake()
    } else if (message.type === 'synced') {
      this.syncs.get(message.id)?.()
      this.syncs.delete(message.id)
    }
  }

  private emit = (event: RunEvent): void => this.post({ type: 'event', event })

  readonly hooks: Required<TrainHooks> = {
    emit: this.emit,
    breathe: async (save) => {
      // A macrotask, so that a waiting message is heard.
      await new Promise<void>((resolve) => setImmediate(resolve))
      if (save && this.isToWait()) await this.wait(save)
    },
    isStopped: () => this.stop !== null,
    wantsBest: () => this.stop === 'best',
    clock: this.clock.now,
    told: () =>
      new Promise((resolve) => {
        const id = this.nextSync++
        this.syncs.set(id, resolve)
        this.post({ type: 'sync', id })
      }),
    reportUsage: () => reportUsage(this.emit, () => this.waiting)
  }

  private isToWait(): boolean {
    return this.pausing && this.stop === null
  }

  private async wait(save: () => Promise<void>): Promise<void> {
    this.clock.hold()
    try {
      await save()
      if (!this.isToWait()) return
      this.waiting = true
      this.emit({ type: 'pause', time: Date.now() })
      while (this.isToWait()) await new Promise<void>((resolve) => (this.wake = resolve))
      if (this.stop === null) this.emit({ type: 'continue', time: Date.now() })
    } finally {
      this.waiting = false
      this.clock.release()
    }
  }
}
