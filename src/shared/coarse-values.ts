// What is first sent of a long column: enough for a picture of all of it, a hundredth of its numbers.
import type { NumberArray } from './columns'

/** Numbers of a bucket: lowest and highest (low > high where none is finite), sum and count of the finite ones. */
export const BUCKET_FIELDS = 4
/** A shorter column is sent as soon as its buckets. */
export const LEAST_COARSE = 16_384
const LEAST_BUCKETS = 1024
const SMALLEST = 16
const FAN = 4

/** Neighbouring values in buckets; the last bucket may have fewer. */
export interface CoarseValues {
  /** Of the column. */
  length: number
  /** Values in a bucket. */
  width: number
  /** The column's last value. */
  last: number
  /** BUCKET_FIELDS of each bucket, float32. */
  buckets: NumberArray
}

/** Of a column's values, in at least 1024 buckets; null where it is short. */
export function coarseOf(values: Float32Array): CoarseValues | null {
  const { length } = values
  if (length < LEAST_COARSE) return null
  let width = SMALLEST
  while (length >= width * FAN * LEAST_BUCKETS) width *= FAN
  const buckets = new Float32Array(BUCKET_FIELDS * Math.ceil(length / width))
  for (let first = 0, at = 0; first < length; first += width, at += BUCKET_FIELDS) {
    let [low, high, sum, finite] = [Infinity, -Infinity, 0, 0]
    for (let i = first, end = Math.min(length, first + width); i < end; i++) {
      const value = values[i]!
      if (value - value !== 0) continue // no number, or infinite
      if (value < low) low = value
      if (value > high) high = value
      sum += value
      finite++
    }
    buckets[at] = low
    buckets[at + 1] = high
    buckets[at + 2] = sum
    buckets[at + 3] = finite
  }
  return { length, width, last: values[length - 1]!, buckets }
}
