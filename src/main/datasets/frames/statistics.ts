// What is said of a column of numbers, in few passes and without sorting it.
import type { ColumnType, NumberArray, NumberValues } from '../../../shared/columns'
import type { ColumnStatistics } from '../frame'
import { DistinctCounter } from './distinct'

export const MOST_TOP = 50
const HISTOGRAM_BINS = 30
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const
/** Finer than the histogram: only the bins that hold a quantile are sorted. */
const FINE_BINS = 2048

/** `values` of shape []; a missing value counts nowhere but in `missing`. */
export function numberStatistics(column: string, type: ColumnType, { data, missing }: NumberValues): ColumnStatistics {
  const { finite, absent, notFinite } = finiteOf(data, missing)
  const counter = new DistinctCounter(finite)
  const counted = type === 'integer' || type === 'boolean' ? counter.counts() : null
  return {
    column,
    rows: data.length,
    missing: absent,
    distinct: counter.distinct,
    numbers: finite.length === 0 ? null : { ...summaryOf(finite), notFinite },
    top: (counted ?? [])
      .sort((a, b) => b.count - a.count || a.value - b.value)
      .slice(0, MOST_TOP)
      .map(({ value, count }) => ({ value: type === 'boolean' ? String(value === 1) : String(value), count }))
  }
}

function finiteOf(
  data: NumberArray,
  missing: Uint8Array | null
): { finite: Float64Array; absent: number; notFinite: number } {
  const finite = new Float64Array(data.length)
  let kept = 0
  let absent = 0
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!
    if (missing !== null && missing[i] === 1) absent++
    else if (value - value === 0) finite[kept++] = value // neither NaN nor an infinity
  }
  return { finite: finite.subarray(0, kept), absent, notFinite: data.length - kept - absent }
}

type Summary = Omit<NonNullable<ColumnStatistics['numbers']>, 'notFinite'>

function summaryOf(values: Float64Array): Summary {
  let [min, max, sum] = [Infinity, -Infinity, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value < min) min = value
    if (value > max) max = value
    sum += value
  }
  const mean = Number.isFinite(sum) ? sum / values.length : meanOfLarge(values)
  const bins = new Binning(min, max, FINE_BINS)
  const coarse = new Binning(min, max, HISTOGRAM_BINS)
  const fine = new Uint32Array(FINE_BINS)
  const histogram = new Array<number>(HISTOGRAM_BINS).fill(0)
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    squares += (value - mean) * (value - mean)
    fine[bins.of(value)]!++
    histogram[coarse.of(value)]!++
  }
  return {
    min,
    max,
    mean,
    std: Math.sqrt(squares / values.length),
    quantiles: quantilesOf(values, bins, fine),
    histogram
  }
}

function meanOfLarge(values: Float64Array): number {
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += values[i]! / values.length
  return mean
}

/** Equal bins from min to max, of which the last one holds max. */
class Binning {
  readonly #min: number
  readonly #scale: number
  readonly #half: number
  readonly #last: number

  constructor(min: number, max: number, count: number) {
    this.#half = Number.isFinite(max - min) ? 1 : 0.5 // the range of numbers near the largest is none
    this.#min = min * this.#half
    this.#scale = count / (max * this.#half - this.#min)
    this.#last = count - 1
  }
  /** Never falls where `value` grows. */
  of(value: number): number {
    const bin = Math.floor((value * this.#half - this.#min) * this.#scale)
    return bin < this.#last ? bin : this.#last // also where all values are one, and the scale is none
  }
}

// As NumPy's method 'linear'. The values of the bins that hold the ranks in question are gathered and sorted.
function quantilesOf(values: Float64Array, bins: Binning, counts: Uint32Array): Summary['quantiles'] {
  const ranks = QUANTILES.flatMap((share) => {
    const below = Math.floor(share * (values.length - 1))
    return [below, Math.min(below + 1, values.length - 1)]
  })
  const starts = new Uint32Array(counts.length + 1)
  for (let bin = 0; bin < counts.length; bin++) starts[bin + 1] = starts[bin]! + counts[bin]!
  const gathered = new Map<number, Float64Array>()
  const binOf = (rank: number): number => {
    let bin = 0
    while (starts[bin + 1]! <= rank) bin++
    return bin
  }
  for (const rank of ranks) {
    const bin = binOf(rank)
    if (!gathered.has(bin)) gathered.set(bin, new Float64Array(counts[bin]!))
  }
  const filled = new Uint32Array(counts.length)
  const wanted = Array.from(counts, (_, bin) => gathered.get(bin))
  for (let i = 0; i < values.length; i++) {
    const bin = bins.of(values[i]!)
    const into = wanted[bin]
    if (into !== undefined) into[filled[bin]!++] = values[i]!
  }
  gathered.forEach((members) => members.sort())
  const ranked = (rank: number): number => {
    const bin = binOf(rank)
    return gathered.get(bin)![rank - starts[bin]!]!
  }
  return QUANTILES.map((share, i) => {
    const place = share * (values.length - 1)
    return between(ranked(ranks[2 * i]!), ranked(ranks[2 * i + 1]!), place - Math.floor(place))
  }) as Summary['quantiles']
}

/** NumPy's interpolation, to the last bit. */
const between = (a: number, b: number, share: number): number =>
  share >= 0.5 ? b - (b - a) * (1 - share) : a + (b - a) * share
