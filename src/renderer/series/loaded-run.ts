import { shallowRef, type ShallowRef } from 'vue'
import type { RunEvent, RunRecord } from '../../shared/run'
import { KerasLog } from './keras-log'
import { RunSeries } from './run-series'

/** A run that is open in the window: its record, its columns and its text log, fed by one reader. */
export class LoadedRun {
  readonly record: ShallowRef<RunRecord | null> = shallowRef(null)
  series = new RunSeries()
  log = new KerasLog()
  /** Counts changes; bumped at most once a frame. */
  readonly tick = shallowRef(0)
  private waiting: { record: RunRecord; events: RunEvent[] }[] | null = null
  private frame = 0

  constructor(readonly id: string) {}

  beginReading(): void {
    this.waiting = []
  }

  finishReading(record: RunRecord, events: RunEvent[]): void {
    this.series = new RunSeries()
    this.log = new KerasLog()
    this.apply(events)
    this.record.value = record
    const waiting = this.waiting ?? []
    this.waiting = null
    for (const late of waiting) this.receive(late.record, late.events)
    this.bump()
  }

  abandonReading(): void {
    this.waiting = null
  }

  /** New events of a live run. False where events are missing, so that it has to be read again. */
  receive(record: RunRecord, events: RunEvent[]): boolean {
    if (this.waiting) {
      this.waiting.push({ record, events })
      return true
    }
    this.record.value = record
    const complete = this.apply(events)
    this.bump()
    return complete
  }

  private apply(events: RunEvent[]): boolean {
    for (const event of events) {
      const before = this.series.fingerprint
      if (!this.series.apply(event)) return false
      if (this.series.fingerprint !== before) this.log.apply(event, this.series)
    }
    return true
  }

  private bump(): void {
    if (this.frame !== 0) return
    // A hidden page gets no frames, but its title and progress should go on.
    const soon = document.hidden ? (run: () => void) => window.setTimeout(run, 250) : requestAnimationFrame
    this.frame = soon(() => {
      this.frame = 0
      this.tick.value++
    })
  }
}
