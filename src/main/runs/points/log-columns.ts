// What a run's log tells, in columns: the same values as src/renderer/series/run-series.ts has, without what charts do not need.
import { Column } from '../../../shared/column'
import type { RunEvent, RunEventOf } from '../../../shared/run'
import type { Points, RunPoints } from '../../../shared/run-points'
import { StepClock } from '../../../shared/step-clock'
import type { ScannedSteps, StepsSink } from './scan-steps'
import { StepColumn } from './step-column'

export const LEARNING_RATE = 'learning_rate'
export const SPEED = 'samples_per_second'

interface Told {
  at: Column
  values: Column
}
const nothingTold = (): Told => ({ at: new Column(16), values: new Column(16) })

/** Columns with the place that each of them had at the beginning of a line. */
class StepColumns implements StepsSink {
  readonly byLog = new Map<string, StepColumn>()
  #marks: [string, number][] = []

  get steps(): number {
    for (const column of this.byLog.values()) return column.length
    return 0
  }
  begin(): void {
    this.#marks = []
  }
  column(log: string): StepColumn {
    const found = this.byLog.get(log)
    this.#marks.push([log, found?.length ?? -1])
    if (found) return found
    const made = new StepColumn()
    this.byLog.set(log, made)
    return made
  }
  rewind(): void {
    for (const [log, length] of this.#marks.reverse()) {
      if (length < 0) this.byLog.delete(log)
      else this.byLog.get(log)!.length = length
    }
    this.#marks = []
  }
}

/** Only grows: of a run that goes on from an earlier place, all is taken in anew. */
export class LogColumns {
  #start: RunPoints['start'] = null
  readonly steps = new StepColumns()
  readonly #epochLogs = new Map<string, Told>()
  #epochs = 0
  readonly #rates = nothingTold()
  readonly #speeds = nothingTold()
  readonly #clock = new StepClock()
  /** Its log tells that it has ended. */
  ended = false
  /** Lines are missing: what comes after them has no place. */
  broken = false

  /** Takes the next event in; a `start` or a `resume` after others is not for this. */
  apply(event: RunEvent): void {
    if (this.broken) return
    if (event.type === 'start') this.#begin(event)
    else if (event.type === 'steps') this.#applySteps(event)
    else if (event.type === 'epoch') this.#applyEpoch(event)
    else if (event.type === 'pause') this.#clock.pause(event.time)
    else if (event.type === 'continue') this.#clock.continue(event.time)
    else if (event.type === 'end') this.ended = true
  }

  #begin({ time, epochs, steps, batch_size, examples }: RunEventOf<'start'>): void {
    if (!this.#start) this.#clock.mark(0, time)
    this.#start = { time, epochs, steps, batch_size, examples: examples.train }
  }

  #applySteps(event: RunEventOf<'steps'>): void {
    const skip = this.steps.steps - event.first
    this.broken = skip < 0
    const logs = Object.entries(event.logs)
    const count = Math.max(0, ...logs.map(([, values]) => values.length))
    if (this.broken || skip >= count) return
    this.steps.begin()
    for (const [log, values] of logs) {
      const column = this.steps.column(log)
      for (let i = skip; i < values.length; i++) column.push(values[i]!)
    }
    this.stepsDone({ head: event, count })
  }

  /** After the values of a stretch came in. */
  stepsDone({ head, count }: ScannedSteps): void {
    if (count === 0) return
    const done = head.first + count
    this.#clock.mark(done, head.time)
    tell(this.#speeds, done, head.samples_per_second)
    if (head.learning_rate !== undefined) tell(this.#rates, done, head.learning_rate)
  }

  #applyEpoch(event: RunEventOf<'epoch'>): void {
    this.broken = event.epoch > this.#epochs
    if (event.epoch !== this.#epochs) return
    this.#epochs++
    const steps = this.steps.steps
    const done = this.#epochs * (this.#start?.steps ?? 1)
    this.#clock.mark(Math.max(done, steps), event.time)
    if (!(this.#rates.at.last >= done)) tell(this.#rates, done, event.learning_rate)
    for (const [log, value] of Object.entries(event.logs)) {
      let told = this.#epochLogs.get(log)
      if (!told) this.#epochLogs.set(log, (told = nothingTold()))
      tell(told, this.#epochs, value)
    }
  }

  /**
   * Copies of the columns.
   * @param wanted null: all of them
   */
  read(runId: string, wanted: readonly string[] | null): RunPoints {
    const all = this.#listed()
    return {
      runId,
      start: this.#start,
      ended: this.ended,
      epochs: this.#epochs,
      steps: this.steps.steps,
      clock: this.#clock.read(),
      points: all.flatMap(([log, points]) => (wanted === null || wanted.includes(log) ? [points()] : [])),
      logs: [...new Set(all.map(([log]) => log))]
    }
  }

  #listed(): [string, () => Points][] {
    const told: [string, Points['kind'], Told][] = [
      ...[...this.#epochLogs].map(([log, points]): [string, 'epoch', Told] => [log, 'epoch', points]),
      [LEARNING_RATE, 'told', this.#rates],
      [SPEED, 'told', this.#speeds]
    ]
    return [
      ...[...this.steps.byLog].map(([log, column]): [string, () => Points] => [
        log,
        () => ({ log, kind: 'step', at: null, values: column.copy() })
      ]),
      ...told
        // Logs of other programs that tell no speed and no rate have 0 there.
        .filter(([, kind, { values }]) =>
          kind === 'told' ? values.view().some((value) => value !== 0) : values.length > 0
        )
        .map(([log, kind, { at, values }]): [string, () => Points] => [
          log,
          () => ({ log, kind, at: at.view().slice(), values: values.view().slice() })
        ])
    ]
  }
}

function tell({ at, values }: Told, where: number, value: number): void {
  at.push(where)
  values.push(value)
}
