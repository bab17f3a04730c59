import type { Column } from '../../shared/column'

/** What is known of a stretch of neighbouring points. `low` > `high` where none of them is finite. */
export interface Extent {
  low: number
  high: number
  sum: number
  /** Finite points. */
  finite: number
}

/** What tells the extents of stretches of a column. */
export interface Extents {
  /** Takes in what was appended to the column since the last time. */
  follow(): void
  /** Points `first` up to `end`, `end` not included. */
  range(first: number, end: number, into: Extent): Extent
}

/** Points in the smallest bucket, and buckets in one of the next level. */
export const BUCKET = 16
export const FAN = 4
/** Numbers of a bucket: low, high, sum, finite. */
const FIELDS = 4
const LEAST_ROOM = 4

/**
 * Lows, highs and sums of a growing column in buckets of 16, 64, 256, ... points, so that those of any stretch are told
 * exactly, spikes and all, in a time that grows with the logarithm of its length. A new point costs O(1) on average; all
 * levels together take a third of a number (8 bytes) for each point.
 */
export class MinMaxPyramid implements Extents {
  private readonly levels: Level[]
  /** Points taken in; what is left of the last bucket is read from the column. */
  private taken = 0
  private readonly scratch: Extent = empty()

  constructor(private readonly values: Column) {
    this.levels = [new Level(this.room(0))]
  }

  /** Buckets of a level, of what there is: a run that has ended takes no room for more. */
  private room(level: number): number {
    return Math.max(LEAST_ROOM, Math.ceil(this.values.length / (BUCKET * FAN ** level)))
  }

  follow(): void {
    const { values, levels } = this
    const { length, raw } = values
    while (this.taken + BUCKET <= length) {
      let [low, high, sum, finite] = [Infinity, -Infinity, 0, 0]
      for (let i = this.taken; i < this.taken + BUCKET; i++) {
        const value = raw[i]!
        if (value - value !== 0) continue // no number, or infinite
        if (value < low) low = value
        if (value > high) high = value
        sum += value
        finite++
      }
      this.taken += BUCKET
      levels[0]!.push(low, high, sum, finite)
      for (let level = 0; levels[level]!.length % FAN === 0; level++) this.merge(level)
    }
  }

  private merge(level: number): void {
    const below = this.levels[level]!
    const bucket = reset(this.scratch)
    for (let i = below.length - FAN; i < below.length; i++) below.addTo(bucket, i)
    const above = (this.levels[level + 1] ??= new Level(this.room(level + 1)))
    above.push(bucket.low, bucket.high, bucket.sum, bucket.finite)
  }

  range(first: number, end: number, into: Extent = empty()): Extent {
    reset(into)
    const { length, raw } = this.values
    const stop = Math.min(end, length)
    let at = Math.max(0, first)
    while (at < stop) {
      if (at % BUCKET !== 0 || at + BUCKET > stop || at + BUCKET > this.taken) {
        // Single points, up to the next bucket.
        const until = at + BUCKET > stop || at + BUCKET > this.taken ? stop : at - (at % BUCKET) + BUCKET
        for (; at < until; at++) addValue(into, raw[at]!)
        continue
      }
      let [level, width] = [0, BUCKET]
      while (at % (width * FAN) === 0 && at + width * FAN <= stop && this.has(level + 1, at / (width * FAN))) {
        level++
        width *= FAN
      }
      this.levels[level]!.addTo(into, at / width)
      at += width
    }
    return into
  }

  private has(level: number, bucket: number): boolean {
    return bucket < (this.levels[level]?.length ?? 0)
  }
}

const empty = (): Extent => ({ low: Infinity, high: -Infinity, sum: 0, finite: 0 })

export function reset(extent: Extent): Extent {
  extent.low = Infinity
  extent.high = -Infinity
  extent.sum = extent.finite = 0
  return extent
}

export function addExtent(extent: Extent, low: number, high: number, sum: number, finite: number): void {
  if (low < extent.low) extent.low = low
  if (high > extent.high) extent.high = high
  extent.sum += sum
  extent.finite += finite
}

function addValue(extent: Extent, value: number): void {
  if (value - value !== 0) return // no number, or infinite
  if (value < extent.low) extent.low = value
  if (value > extent.high) extent.high = value
  extent.sum += value
  extent.finite++
}

/** Buckets of one width, side by side in one array. */
class Level {
  private fields: Float64Array
  length = 0

  constructor(room: number) {
    this.fields = new Float64Array(FIELDS * room)
  }

  push(low: number, high: number, sum: number, finite: number): void {
    const at = this.length * FIELDS
    if (at === this.fields.length) {
      const grown = new Float64Array(this.fields.length * 2)
      grown.set(this.fields)
      this.fields = grown
    }
    this.fields[at] = low
    this.fields[at + 1] = high
    this.fields[at + 2] = sum
    this.fields[at + 3] = finite
    this.length++
  }

  addTo(extent: Extent, bucket: number): void {
    const { fields } = this
    const at = bucket * FIELDS
    addExtent(extent, fields[at]!, fields[at + 1]!, fields[at + 2]!, fields[at + 3]!)
  }
}
