// What is said of a column of numbers, in few passes and without sorting it.
import type { ColumnType, NumberArray, NumberValues } from '../../../shared/columns'
import type { ColumnStatistics } from '../frame'
import { DistinctCounter, type ValueCount } from './distinct'

export const MOST_TOP = 50
/** Integers with more different values than this are a quantity: their most frequent ones say nothing. */
const FEW_VALUES = 1000
const HISTOGRAM_BINS = 30
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const
/** Bins to find quantiles by, for each of the histogram: only those that hold a quantile are sorted. */
const FINER = 64
const BINS = HISTOGRAM_BINS * FINER

/** `values` of shape []; a missing value counts nowhere but in `missing`. `top` is for whole numbers and booleans alone. */
export function numberStatistics(column: string, type: ColumnType, values: NumberValues): ColumnStatistics {
  const { data, missing } = values
  if (data instanceof Uint8Array && missing === null && type === 'tensor') return byteStatistics(column, data)
  const { finite, absent, notFinite, ...range } = finiteOf(values)
  const counter = new DistinctCounter(finite)
  const counted = counter.counts()
  const summary =
    finite.length === 0 ? null : counted ? summaryOfCounts(counted, finite.length) : summaryOf(finite, range)
  const listed = (type === 'integer' || type === 'boolean') && counted && counted.length <= FEW_VALUES
  return {
    column,
    rows: values.data.length,
    missing: absent,
    distinct: counter.distinct,
    numbers: summary && { ...summary, notFinite },
    top: (listed ? counted : [])
      .sort((a, b) => b.count - a.count || a.value - b.value)
      .slice(0, MOST_TOP)
      .map(({ value, count }) => ({ value: type === 'boolean' ? String(value === 1) : String(value), count }))
  }
}

/** Of pixels there are very many, but only 256 different ones. */
function byteStatistics(column: string, data: Uint8Array): ColumnStatistics {
  const counts = new Float64Array(256)
  for (let i = 0; i < data.length; i++) counts[data[i]!]!++
  const present = [...counts.keys()]
    .filter((value) => counts[value]! > 0)
    .map((value) => ({ value, count: counts[value]! }))
  const about = { column, rows: data.length, missing: 0, distinct: present.length, top: [] }
  return { ...about, numbers: present.length === 0 ? null : { ...summaryOfCounts(present, data.length), notFinite: 0 } }
}

/**
 * Where different values are few: without touching each value again, so that it costs no memory however many there are.
 * @param total of all counts, above 0
 */
function summaryOfCounts(counted: readonly ValueCount[], total: number): Summary {
  const present = [...counted].sort((a, b) => a.value - b.value)
  const [min, max] = [present[0]!.value, present.at(-1)!.value]
  const sumOf = (part: (value: number) => number): number =>
    present.reduce((sum, { value, count }) => sum + part(value) * count, 0)
  // From the least on: the digits of large numbers that lie close together are kept.
  const above = sumOf((value) => value - min)
  const mean = Number.isFinite(above) ? min + above / total : sumOf((value) => value / total)
  const bins = new Binning(min, max)
  const histogram = new Array<number>(HISTOGRAM_BINS).fill(0)
  for (const { value, count } of present) histogram[Math.floor(bins.of(value) / FINER)]! += count
  const ranked = (rank: number): number => {
    let [place, seen] = [0, present[0]!.count]
    while (seen <= rank) seen += present[++place]!.count
    return present[place]!.value
  }
  const quantiles = QUANTILES.map((share) => {
    const place = share * (total - 1)
    const below = Math.floor(place)
    return between(ranked(below), ranked(Math.min(below + 1, total - 1)), place - below)
  }) as Summary['quantiles']
  return { min, max, mean, std: Math.sqrt(sumOf((value) => (value - mean) ** 2) / total), quantiles, histogram }
}

interface Range {
  min: number
  max: number
  sum: number
}
interface Finite extends Range {
  /** Without -0, which is 0. */
  finite: NumberArray
  absent: number
  notFinite: number
}

function finiteOf({ data, missing }: NumberValues): Finite {
  // Whole numbers are all finite: nothing is copied.
  if (missing === null && !(data instanceof Float32Array || data instanceof Float64Array)) {
    return { finite: data, absent: 0, notFinite: 0, ...rangeOf(data) }
  }
  const finite = new Float64Array(data.length)
  let kept = 0
  let absent = 0
  let min = Infinity
  let max = -Infinity
  let sum = 0
  for (let i = 0; i < data.length; i++) {
    const value = data[i]! + 0
    if (missing !== null && missing[i] === 1) absent++
    else if (value - value === 0) {
      finite[kept++] = value // neither NaN nor an infinity
      if (value < min) min = value
      if (value > max) max = value
      sum += value
    }
  }
  return { finite: finite.subarray(0, kept), absent, notFinite: data.length - kept - absent, min, max, sum }
}

function rangeOf(values: NumberArray): Range {
  let [min, max, sum] = [Infinity, -Infinity, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value < min) min = value
    if (value > max) max = value
    sum += value
  }
  return { min, max, sum }
}

type Summary = Omit<NonNullable<ColumnStatistics['numbers']>, 'notFinite'>

function summaryOf(values: NumberArray, { min, max, sum }: Range): Summary {
  const mean = Number.isFinite(sum) ? sum / values.length : meanOfLarge(values)
  const bins = new Binning(min, max)
  const counts = new Uint32Array(BINS)
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    squares += (value - mean) * (value - mean)
    counts[bins.of(value)]!++
  }
  const histogram = new Array<number>(HISTOGRAM_BINS).fill(0)
  counts.forEach((count, bin) => (histogram[Math.floor(bin / FINER)]! += count))
  return {
    min,
    max,
    mean,
    std: Math.sqrt(squares / values.length),
    quantiles: quantilesOf(values, bins, counts),
    histogram
  }
}

function meanOfLarge(values: NumberArray): number {
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += values[i]! / values.length
  return mean
}

/** Equal bins from min to max, of which the last one holds max. */
class Binning {
  readonly #min: number
  readonly #scale: number
  readonly #half: number

  constructor(min: number, max: number) {
    this.#half = Number.isFinite(max - min) ? 1 : 0.5 // the range of numbers near the largest is none
    this.#min = min * this.#half
    this.#scale = BINS / (max * this.#half - this.#min)
  }
  /** Never falls where `value` grows. */
  of(value: number): number {
    const bin = Math.floor((value * this.#half - this.#min) * this.#scale)
    return bin < BINS - 1 ? bin : BINS - 1 // also where all values are one, and the scale is none
  }
}

// As NumPy's method 'linear'. The values of the bins that hold the ranks in question are gathered and sorted.
function quantilesOf(values: NumberArray, bins: Binning, counts: Uint32Array): Summary['quantiles'] {
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
  const wanted = Uint8Array.from(counts, (_, bin) => Number(gathered.has(bin)))
  for (let i = 0; i < values.length; i++) {
    const bin = bins.of(values[i]!)
    if (wanted[bin] === 1) gathered.get(bin)![filled[bin]!++] = values[i]!
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
