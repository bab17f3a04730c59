// A column of which only the lows, highs and sums of buckets are known, until its values have come.
import type { CoarseValues } from '../../shared/coarse-values'
import { Column } from '../../shared/column'
import { addBucket, reset, type Extent } from '../../shared/extent'
import type { Extents } from './min-max'

/** Its values are unknown (NaN) but for the last. */
export class CoarseColumn extends Column implements Extents {
  constructor(private readonly known: CoarseValues) {
    super(0)
  }
  /** Stretches are told in whole buckets of so many. */
  get width(): number {
    return this.known.width
  }
  override get length(): number {
    return this.known.length
  }
  override at(index: number): number {
    return index === this.known.length - 1 ? this.known.last : NaN
  }
  override get last(): number {
    return this.known.last
  }
  /** Numbers that are held. */
  get size(): number {
    return this.known.buckets.length
  }

  follow(): void {
    // What is coarse does not grow: it is a run's that has ended.
  }
  /** Of all buckets that begin in the stretch; of the one that it lies in, where there is none. */
  range(first: number, end: number, into: Extent): Extent {
    const { width, buckets, length } = this.known
    reset(into)
    const last = Math.ceil(Math.min(end, length) / width)
    for (let i = Math.min(Math.ceil(first / width), last - 1); i < last; i++) addBucket(into, buckets, i)
    return into
  }
}
