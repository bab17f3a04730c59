/** A stretch of neighbouring points. */
export interface Stretch {
  /** Middle of the stretch, counted in points. */
  index: number
  low: number
  high: number
  mean: number
}

/**
 * Reduces an endless series to at most `capacity` stretches without losing a spike: each keeps its lowest and highest
 * value and its mean. When all buckets are full, neighbours merge and buckets become twice as wide, so that adding a
 * point costs O(1) on average, however long the run.
 */
export class MinMaxBuckets {
  private readonly low: Float64Array
  private readonly high: Float64Array
  private readonly sum: Float64Array
  /** Finite values in each bucket. */
  private readonly finite: Float64Array
  private buckets = 0
  /** Points that one bucket covers, a power of two. */
  width = 1
  /** Points added so far, NaN and infinities included. */
  count = 0

  /** `capacity`: an even number of buckets. */
  constructor(readonly capacity = 1024) {
    this.low = new Float64Array(capacity)
    this.high = new Float64Array(capacity)
    this.sum = new Float64Array(capacity)
    this.finite = new Float64Array(capacity)
  }

  push(value: number): void {
    if (this.count === this.buckets * this.width) this.openBucket()
    const last = this.buckets - 1
    if (Number.isFinite(value)) {
      this.low[last] = Math.min(this.low[last]!, value)
      this.high[last] = Math.max(this.high[last]!, value)
      this.sum[last]! += value
      this.finite[last]!++
    }
    this.count++
  }

  private openBucket(): void {
    if (this.buckets === this.capacity) this.merge()
    this.low[this.buckets] = Infinity
    this.high[this.buckets] = -Infinity
    this.sum[this.buckets] = this.finite[this.buckets] = 0
    this.buckets++
  }

  // Only ever called with all buckets full, and there is an even number of them.
  private merge(): void {
    this.buckets /= 2
    this.width *= 2
    for (let i = 0; i < this.buckets; i++) {
      const [a, b] = [2 * i, 2 * i + 1]
      this.low[i] = Math.min(this.low[a]!, this.low[b]!)
      this.high[i] = Math.max(this.high[a]!, this.high[b]!)
      this.sum[i] = this.sum[a]! + this.sum[b]!
      this.finite[i] = this.finite[a]! + this.finite[b]!
    }
  }

  /** At most about `most` stretches, in their order; those without a finite value are left out. */
  read(most: number): Stretch[] {
    const stride = Math.max(1, Math.ceil(this.buckets / Math.max(1, most)))
    const stretches: Stretch[] = []
    for (let first = 0; first < this.buckets; first += stride) {
      const end = Math.min(first + stride, this.buckets)
      let [low, high, sum, finite] = [Infinity, -Infinity, 0, 0]
      for (let i = first; i < end; i++) {
        low = Math.min(low, this.low[i]!)
        high = Math.max(high, this.high[i]!)
        sum += this.sum[i]!
        finite += this.finite[i]!
      }
      const lastPoint = Math.min(end * this.width, this.count) - 1
      if (finite > 0) stretches.push({ index: (first * this.width + lastPoint) / 2, low, high, mean: sum / finite })
    }
    return stretches
  }
}
