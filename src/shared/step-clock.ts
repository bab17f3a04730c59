import type { NumberArray } from './columns'
import { Column, lowerBound } from './column'

/**
 * When each step ended, in ms of training since the start: time in which the run was paused, or lay still between two
 * processes, does not count. Between two words of the trainer steps are taken to last equally long.
 */
export class StepClock {
  private steps = new Column()
  private times = new Column()
  private began = NaN
  private paused = 0
  private pausedAt = NaN

  /**
   * A clock with marks that are known, which goes on from there.
   * @param began ms since 1970 @param now when the last mark was new: what is missing until then were pauses
   */
  static from(steps: NumberArray, ms: NumberArray, began: number, now: number): StepClock {
    const clock = new StepClock()
    if (steps[0] === 0) [clock.steps, clock.times] = [Column.over(steps), Column.over(ms)]
    else {
      clock.push(0, 0)
      steps.forEach((step, i) => clock.push(step, ms[i]!))
    }
    clock.began = began
    clock.paused = Math.max(0, now - began - clock.last)
    return clock
  }

  /** `step` steps were done at `time` (ms since 1970). */
  mark(step: number, time: number): void {
    if (Number.isNaN(this.began)) {
      this.began = time
      this.push(0, 0)
    }
    const now = Number.isNaN(this.pausedAt) ? time : this.pausedAt
    const past = Math.max(this.times.last, now - this.began - this.paused)
    const { length } = this.steps
    if (step < this.steps.last || (step === this.steps.last && past === this.times.last)) return
    // Of a step that lasted on (validation comes after the last one of an epoch) its end and the last moment are enough.
    if (length > 1 && this.steps.at(length - 2) === step) this.times.set(length - 1, past)
    else this.push(step, past)
  }

  pause(time: number): void {
    if (Number.isNaN(this.pausedAt)) this.pausedAt = time
  }

  continue(time: number): void {
    if (Number.isNaN(this.pausedAt)) return
    this.paused += Math.max(0, time - this.pausedAt)
    this.pausedAt = NaN
  }

  /** Copies of its marks: `ms` of training after `steps` steps. */
  read(): { steps: Float64Array<ArrayBuffer>; ms: Float64Array<ArrayBuffer> } {
    return { steps: this.steps.view().slice(), ms: this.times.view().slice() }
  }

  /** ms of training until the last word. */
  get last(): number {
    return this.times.length > 0 ? this.times.last : 0
  }

  /** ms of training when `step` steps were done; after the last, at the mean pace. */
  timeAt(step: number): number {
    return between(this.steps, this.times, step)
  }

  stepAt(ms: number): number {
    return between(this.times, this.steps, ms)
  }

  private push(step: number, ms: number): void {
    this.steps.push(step)
    this.times.push(ms)
  }
}

/** The value of `ys` where `xs`, that never falls, reaches `x`. */
function between(xs: Column, ys: Column, x: number): number {
  const { length } = xs
  if (length === 0 || x <= 0) return 0
  const at = lowerBound(xs, x)
  if (at === length) return xs.last > 0 ? ys.last + ((x - xs.last) * ys.last) / xs.last : x
  const [x0, y0] = [xs.at(at - 1), ys.at(at - 1)]
  return y0 + ((x - x0) / (xs.at(at) - x0)) * (ys.at(at) - y0)
}
