// Events on their way to the host: at most twenty messages a second, however fast epochs go by.
import type { RunEvent } from '../shared/run'

const MOST_A_SECOND = 20
const SECOND_MS = 1000

/**
 * Sends events at once while there were fewer than twenty messages within the last second; then those that come meanwhile
 * go together, in their order. So an epoch of a second is told when it ends, and of ten thousand epochs a second each
 * is told, a tenth of a second late at the most.
 */
export class Outbox {
  private waiting: RunEvent[] = []
  private timer: ReturnType<typeof setTimeout> | null = null
  private readonly sent: number[] = []
  private lastSent = -Infinity

  constructor(
    private readonly post: (events: RunEvent[]) => void,
    private readonly now: () => number = () => performance.now()
  ) {}

  send(event: RunEvent): void {
    this.waiting.push(event)
    const wait = this.wait()
    if (wait <= 0) this.flush()
    else this.timer ??= setTimeout(() => this.flush(), wait)
  }

  /** Everything that waits, now: before the process ends. */
  flush(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    if (this.waiting.length === 0) return
    const events = this.waiting
    this.waiting = []
    this.lastSent = this.now()
    this.sent.push(this.lastSent)
    this.post(events)
  }

  /** Milliseconds until the next message may go. */
  private wait(): number {
    const now = this.now()
    while (this.sent.length > 0 && this.sent[0]! <= now - SECOND_MS) this.sent.shift()
    if (this.sent.length < MOST_A_SECOND / 2) return 0
    return this.lastSent + SECOND_MS / (MOST_A_SECOND / 2) - now
  }
}
