import type { HistogramOf } from '../series/layer-series'
import type { Range } from './scale'

/** Histograms of several epochs, each with bins of its own, on common bins. */
export interface HistogramGrid {
  epochs: readonly number[]
  range: Range
  /** Of the epoch's finite values, the share in each bin. */
  shares: Float64Array[]
}

const BINS = 60

/** Counts of a bin that lies across several common ones are dealt out evenly. */
export function histogramGrid(epochs: readonly number[], histograms: readonly HistogramOf[]): HistogramGrid {
  const range = commonRange(histograms)
  const width = (range.max - range.min) / BINS
  const shares = histograms.map(({ min, max, counts }) => {
    const row = new Float64Array(BINS)
    const total = counts.reduce((sum, count) => sum + count, 0)
    const own = (max - min) / counts.length
    counts.forEach((count, i) => {
      if (count === 0) return
      const from = (min + i * own - range.min) / width
      const to = from + own / width
      const last = Math.min(BINS - 1, Math.floor(to))
      for (let bin = Math.min(BINS - 1, Math.floor(from)); bin <= last; bin++) {
        const part = to > from ? (Math.min(to, bin + 1) - Math.max(from, bin)) / (to - from) : 1
        row[bin]! += (Math.max(0, part) * count) / total
      }
    })
    return row
  })
  return { epochs, range, shares }
}

function commonRange(histograms: readonly HistogramOf[]): Range {
  let [min, max] = [Infinity, -Infinity]
  for (const one of histograms) {
    if (one.min < min) min = one.min
    if (one.max > max) max = one.max
  }
  if (min < max) return { min, max }
  return min === max ? { min: min - 0.5, max: max + 0.5 } : { min: -1, max: 1 }
}

/** At most `most` places of `count`, evenly, the first and the last among them. */
export function thinned(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i)
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / Math.max(1, most - 1)))
}

/** The bounds of each column: half way to its neighbours. */
export function columnEdges(epochs: readonly number[]): number[] {
  if (epochs.length < 2) return [(epochs[0] ?? 0) - 0.5, (epochs[0] ?? 0) + 0.5]
  const between = epochs.slice(1).map((epoch, i) => (epoch + epochs[i]!) / 2)
  const [first, last] = [between[0]!, between.at(-1)!]
  return [2 * epochs[0]! - first, ...between, 2 * epochs.at(-1)! - last]
}
