// What is first sent of a long column: enough for a picture of all of it, a hundredth of its numbers.
import type { NumberArray } from './columns'
import { addValues, BUCKET, BUCKET_FIELDS, emptyExtent, FAN, putBucket, reset } from './extent'

/** A shorter column is sent as soon as its buckets. */
export const LEAST_COARSE = 16_384
const LEAST_BUCKETS = 1024

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
  let width = BUCKET
  while (length >= width * FAN * LEAST_BUCKETS) width *= FAN
  const count = Math.ceil(length / width)
  const buckets = new Float32Array(BUCKET_FIELDS * count)
  const extent = emptyExtent()
  for (let bucket = 0; bucket < count; bucket++) {
    const first = bucket * width
    putBucket(buckets, bucket, addValues(reset(extent), values, first, Math.min(length, first + width)))
  }
  return { length, width, last: values[length - 1]!, buckets }
}
