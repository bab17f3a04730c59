import { lowerBound, type Column } from '../../shared/column'
import { CoarseColumn } from './coarse-column'
import { BUCKET, FAN, type Extent } from '../../shared/extent'
import { MinMaxPyramid, type Extents } from './min-max'
import { lowerIsBetter } from '../../shared/monitor'
import { Smoothed } from './smoothing'

/** Where the points of a curve lie, in steps of the run; it never falls. */
export interface Positions {
  at(index: number): number
  /** The first point at `step` or after. */
  firstFrom(step: number): number
}

/** One point after every `stride` steps. */
export const evenly = (stride: number): Positions => ({
  at: (index) => (index + 1) * stride,
  firstFrom: (step) => Math.max(0, Math.ceil(step / stride - 1e-9) - 1)
})

/** Points where a column tells; `scale` and `offset` make steps of its values. */
export const told = (column: Column, scale = 1, offset = 0): Positions => ({
  at: (index) => (column.at(index) + offset) * scale,
  firstFrom: (step) => lowerBound(column, step / scale - offset - 1e-9)
})

/** A part of a curve as it is drawn: single points where they are few, else one stretch for each column of pixels. */
export interface Reduced {
  dense: boolean
  /** Where each lies, in steps; of a stretch, the middle of its points. */
  at: number[]
  /** `low` > `high` where a stretch has no finite value. */
  low: number[]
  high: number[]
  mean: number[]
  /** Those with points that are no numbers: index of the first of them in the column of values. */
  broken: Map<number, number>
}

/** Buckets in a column of pixels from which on its borders may be theirs. */
const WIDE = 6

/** A growing curve that tells any part of itself in a time that goes with the pixels, not with the points. */
export class Curve {
  private readonly pyramid: Extents
  private smooth: { by: Smoothed; pyramid: MinMaxPyramid } | null = null
  private seen = 0
  private bestSeen = -1

  constructor(
    readonly values: Column,
    readonly positions: Positions,
    private readonly metric: string
  ) {
    this.pyramid = values instanceof CoarseColumn ? values : new MinMaxPyramid(values)
  }

  /** Index of the best finite value, -1 without one; looks at what is new since it was asked the last time. */
  get best(): number {
    const less = lowerIsBetter(this.metric)
    for (; this.seen < this.values.length; this.seen++) {
      const value = this.values.at(this.seen)
      if (!Number.isFinite(value)) continue
      const best = this.values.at(this.bestSeen)
      if (this.bestSeen < 0 || (less ? value < best : value > best)) this.bestSeen = this.seen
    }
    return this.bestSeen
  }

  /** Only lows, highs and means of stretches are known yet. */
  get isCoarse(): boolean {
    return this.values instanceof CoarseColumn
  }

  /**
   * Takes in what is new, and smooths it; the cost goes with the new points, unless the weight is another. What is coarse
   * cannot be smoothed.
   */
  follow(weight: number): void {
    this.pyramid.follow()
    if (weight !== this.smooth?.by.weight) {
      const by = weight > 0 && !this.isCoarse ? new Smoothed(this.values, weight) : null
      this.smooth = by && { by, pyramid: new MinMaxPyramid(by.values) }
    }
    this.smooth?.by.follow()
    this.smooth?.pyramid.follow()
  }

  /** The smoothed values, where they are smoothed. */
  get smoothed(): Column | null {
    return this.smooth?.by.values ?? null
  }

  /** The point that is nearest to a step, -1 where there is none. */
  nearest(step: number): number {
    const { length } = this.values
    if (length === 0) return -1
    const after = Math.min(length - 1, this.positions.firstFrom(step))
    const before = Math.max(0, after - 1)
    return step - this.positions.at(before) < this.positions.at(after) - step ? before : after
  }

  /**
   * @param edges where the columns of pixels begin, in steps, and where the last one ends; points on the last edge
   *   belong to it. One more point is told on either side, so that lines go on to the border.
   * @param loosely columns of very many points may begin a few points early or late, by less than a tenth of a column; it
   *   takes a little less time, and every point still counts in one of them
   */
  read(edges: Float64Array, loosely = false): Reduced {
    return this.reduce(edges, this.pyramid, this.values, loosely)
  }
  readSmoothed(edges: Float64Array, loosely = false): Reduced | null {
    return this.smooth && this.reduce(edges, this.smooth.pyramid, this.smooth.by.values, loosely)
  }

  private reduce(edges: Float64Array, pyramid: Extents, values: Column, loosely: boolean): Reduced {
    const columns = edges.length - 1
    const reduced: Reduced = { dense: false, at: [], low: [], high: [], mean: [], broken: new Map() }
    const first = this.positions.firstFrom(edges[0]!)
    const end = Math.min(values.length, this.positions.firstFrom(edges[columns]! + 1e-6))
    reduced.dense = end - first > 2 * columns
    const unit = values instanceof CoarseColumn ? values.width : loosely ? looseUnit((end - first) / columns) : 1
    const extent: Extent = { low: 0, high: 0, sum: 0, finite: 0 }
    const add = (from: number, to: number): void => {
      if (to <= from) return
      const { low, high, sum, finite } = pyramid.range(from, to, extent)
      if (finite < to - from) reduced.broken.set(reduced.at.length, firstBroken(values, from, to))
      reduced.at.push((this.positions.at(from) + this.positions.at(to - 1)) / 2)
      reduced.low.push(low)
      reduced.high.push(high)
      reduced.mean.push(finite > 0 ? sum / finite : NaN)
    }
    if (first > 0) add(first - 1, Math.min(first, values.length))
    if (!reduced.dense) for (let i = first; i < end; i++) add(i, i + 1)
    else
      for (let column = 0, from = first; column < columns; column++) {
        const border = this.positions.firstFrom(edges[column + 1]!)
        const to = column === columns - 1 ? end : Math.min(end, unit > 1 ? Math.round(border / unit) * unit : border)
        add(from, to)
        from = Math.max(from, to)
      }
    if (end >= first) add(end, Math.min(end + 1, values.length))
    return reduced
  }
}

/** What borders of columns with so many points are rounded to: the largest buckets that it does not move by a tenth. */
function looseUnit(points: number): number {
  let unit = BUCKET
  while (points > WIDE * unit * FAN) unit *= FAN
  return points > WIDE * unit ? unit : 1
}

/** Where the first value that is no number stands: looked for among as many as a column of pixels may have. */
function firstBroken(values: Column, from: number, to: number): number {
  for (let i = from; i < to; i++) if (!Number.isFinite(values.at(i))) return i
  return from
}
