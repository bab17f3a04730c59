import type { Column } from '../../shared/column'
import {
  addBucket,
  addValues,
  BUCKET,
  BUCKET_FIELDS,
  emptyExtent,
  FAN,
  putBucket,
  reset,
  type Extent
} from '../../shared/extent'

/** What tells the extents of stretches of a column. */
export interface Extents {
  /** Takes in what was appended to the column since the last time. */
  follow(): void
  /** Points `first` up to `end`, `end` not included. */
  range(first: number, end: number, into: Extent): Extent
}

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
  private readonly scratch = emptyExtent()

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
      const bucket = addValues(reset(this.scratch), raw, this.taken, this.taken + BUCKET)
      this.taken += BUCKET
      levels[0]!.push(bucket)
      for (let level = 0; levels[level]!.length % FAN === 0; level++) this.merge(level)
    }
  }

  private merge(level: number): void {
    const below = this.levels[level]!
    const bucket = reset(this.scratch)
    for (let i = below.length - FAN; i < below.length; i++) below.addTo(bucket, i)
    const above = (this.levels[level + 1] ??= new Level(this.room(level + 1)))
    above.push(bucket)
  }

  range(first: number, end: number, into: Extent = emptyExtent()): Extent {
    reset(into)
    const { length, raw } = this.values
    const stop = Math.min(end, length)
    let at = Math.max(0, first)
    while (at < stop) {
      if (at % BUCKET !== 0 || at + BUCKET > stop || at + BUCKET > this.taken) {
        // Single points, up to the next bucket.
        const until = at + BUCKET > stop || at + BUCKET > this.taken ? stop : at - (at % BUCKET) + BUCKET
        addValues(into, raw, at, until)
        at = until
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

/** Buckets of one width, side by side in one array. */
class Level {
  private fields: Float64Array
  length = 0

  constructor(room: number) {
    this.fields = new Float64Array(BUCKET_FIELDS * room)
  }

  push(extent: Extent): void {
    if (this.length * BUCKET_FIELDS === this.fields.length) {
      const grown = new Float64Array(this.fields.length * 2)
      grown.set(this.fields)
      this.fields = grown
    }
    putBucket(this.fields, this.length, extent)
    this.length++
  }

  addTo(extent: Extent, bucket: number): void {
    addBucket(extent, this.fields, bucket)
  }
}
