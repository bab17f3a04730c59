import type { Column } from '../../shared/column'

/**
 * TensorBoard's smoothing: an exponential moving average that is divided by 1 - weight^n, as it would otherwise begin at
 * 0. What is not finite is passed on as it is and moves nothing, and a curve that is constant stays so to the last bit.
 * It goes over the points once, in their order: a new point costs the same at any length, and the same curve comes out
 * however it is zoomed.
 */
export class Smoothed {
  readonly values: Column
  private average = 0
  /** weight^n, n the finite points so far. */
  private decay = 1
  private constant = true
  private first = NaN

  /** @param weight 0 (as it is) .. 1 (not included) */
  constructor(
    private readonly source: Column,
    readonly weight: number
  ) {
    this.values = source.like(Math.max(256, source.length))
  }

  /** Takes in what was appended to the source since the last time. */
  follow(): void {
    const { source, values, weight } = this
    for (let i = values.length; i < source.length; i++) {
      const value = source.at(i)
      if (!Number.isFinite(value)) {
        values.push(value)
        continue
      }
      if (this.decay === 1) this.first = value
      this.constant &&= value === this.first
      this.average = this.average * weight + (1 - weight) * value
      this.decay *= weight
      values.push(this.constant ? value : this.average / (1 - this.decay))
    }
  }
}
