/** A gap between two readings that a step may well take: shorter ones are never looked into. */
const LONG_MS = 10_000
/** A process that took less than this share of a gap did not train: the machine slept, or the process was held. */
const BUSY_SHARE = 0.02

interface Sources {
  /** Milliseconds that only grow. On some systems they count the time asleep. */
  time(): number
  /** Milliseconds of processor time that this process has taken. */
  work(): number
}

const thisProcess: Sources = {
  time: () => performance.now(),
  work() {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
}

/** Milliseconds of training: it stands still while the run is paused and while the machine sleeps. */
export class TrainingClock {
  private lost = 0
  private heldAt: number | null = null
  private last: { time: number; work: number }

  constructor(private readonly sources: Sources = thisProcess) {
    this.last = { time: sources.time(), work: sources.work() }
  }

  now = (): number => {
    if (this.heldAt !== null) return this.heldAt - this.lost
    const { time, work } = { time: this.sources.time(), work: this.sources.work() }
    const gap = time - this.last.time
    if (gap > LONG_MS && work - this.last.work < gap * BUSY_SHARE) this.lost += gap
    this.last = { time, work }
    return time - this.lost
  }

  hold(): void {
    if (this.heldAt !== null) return
    this.now()
    this.heldAt = this.last.time
  }

  release(): void {
    if (this.heldAt === null) return
    const time = this.sources.time()
    this.lost += time - this.heldAt
    this.last = { time, work: this.sources.work() }
    this.heldAt = null
  }
}
