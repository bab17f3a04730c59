// Lows, highs and sums of neighbouring values, alone and in buckets side by side in one array.

/** What is known of a stretch of neighbouring values. `low` > `high` where none of them is finite. */
export interface Extent {
  low: number
  high: number
  sum: number
  /** Finite values. */
  finite: number
}

/** Values in the smallest bucket, and buckets in one of the next level. */
export const BUCKET = 16
export const FAN = 4
/** Numbers of a bucket: low, high, sum, finite. */
export const BUCKET_FIELDS = 4

export const emptyExtent = (): Extent => ({ low: Infinity, high: -Infinity, sum: 0, finite: 0 })

export function reset(extent: Extent): Extent {
  extent.low = Infinity
  extent.high = -Infinity
  extent.sum = extent.finite = 0
  return extent
}

/** Takes in values `first` up to `end`, `end` not included. */
export function addValues(extent: Extent, values: Float32Array | Float64Array, first: number, end: number): Extent {
  let { low, high, sum, finite } = extent
  for (let i = first; i < end; i++) {
    const value = values[i]!
    if (value - value !== 0) continue // no number, or infinite
    if (value < low) low = value
    if (value > high) high = value
    sum += value
    finite++
  }
  extent.low = low
  extent.high = high
  extent.sum = sum
  extent.finite = finite
  return extent
}

export function putBucket(
  buckets: Float32Array | Float64Array,
  bucket: number,
  { low, high, sum, finite }: Extent
): void {
  const at = bucket * BUCKET_FIELDS
  buckets[at] = low
  buckets[at + 1] = high
  buckets[at + 2] = sum
  buckets[at + 3] = finite
}

/** Takes in a bucket. */
export function addBucket(extent: Extent, buckets: ArrayLike<number>, bucket: number): void {
  const at = bucket * BUCKET_FIELDS
  if (buckets[at]! < extent.low) extent.low = buckets[at]!
  if (buckets[at + 1]! > extent.high) extent.high = buckets[at + 1]!
  extent.sum += buckets[at + 2]!
  extent.finite += buckets[at + 3]!
}
