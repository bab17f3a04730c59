// What is said of a column, from its values; a database says the same faster of its own (FrameQueries).
import { elementsOf, type ColumnValues, type NumberArray } from '../../shared/columns'
import type { ColumnStatistics } from '../datasets/frame'

const BINS = 30
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const
/** More numbers than this are sampled evenly for quantiles alone. */
const SORTED = 5_000_000
const MOST_VALUES = 50
/** Integers with more different values than this are a quantity: their most frequent ones say nothing. */
const FEW_VALUES = 1000

/** Of tensors, every number counts as one value; `rows` and `missing` count rows. */
export function columnStatistics(column: string, values: ColumnValues): ColumnStatistics {
  switch (values.kind) {
    case 'numbers':
      return ofNumbers(column, values.data, values.missing, elementsOf(values.shape))
    case 'texts':
      return ofTexts(column, values.values)
    case 'sequences':
      return { ...ofNumbers(column, values.data, null, 1), rows: values.offsets.length - 1 }
    case 'pictures': {
      const sizes = values.values.map(
        (picture) => picture && `${picture.height} × ${picture.width} × ${picture.channels}`
      )
      return ofTexts(column, sizes)
    }
  }
}

function ofTexts(column: string, values: readonly (string | null)[]): ColumnStatistics {
  const counts = new Map<string, number>()
  let missing = 0
  for (const value of values) {
    if (value === null) missing++
    else counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return { column, rows: values.length, missing, distinct: counts.size, numbers: null, top: topOf(counts) }
}

const topOf = (counts: ReadonlyMap<string | number, number>): ColumnStatistics['top'] =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_VALUES)
    .map(([value, count]) => ({ value: String(value), count }))

function ofNumbers(column: string, data: NumberArray, missing: Uint8Array | null, size: number): ColumnStatistics {
  const rows = data.length / size
  const gone = missing ? missing.reduce((sum, flag) => sum + flag, 0) : 0
  const finite = finiteOf(data, missing, size)
  const whole = finite.every(Number.isInteger)
  const counts = whole ? countsOf(finite) : null
  return {
    column,
    rows,
    missing: gone,
    distinct: counts?.size ?? new Set(finite).size,
    numbers: finite.length > 0 ? summaryOf(finite, data.length - gone * size - finite.length) : null,
    top: counts && counts.size <= FEW_VALUES ? topOf(counts) : []
  }
}

/** The values that are there and finite; the array itself where all are. */
function finiteOf(data: NumberArray, missing: Uint8Array | null, size: number): NumberArray {
  const isFloat = data instanceof Float32Array || data instanceof Float64Array
  if (!missing && (!isFloat || data.every(Number.isFinite))) return data
  const kept = (_: number, i: number): boolean => missing?.[Math.floor(i / size)] !== 1 && Number.isFinite(data[i])
  return (data as Float64Array<ArrayBuffer>).filter(kept)
}

function countsOf(values: NumberArray): Map<number, number> {
  const counts = new Map<number, number>()
  if (values instanceof Uint8Array) {
    const histogram = new Uint32Array(256)
    for (const value of values) histogram[value]!++
    histogram.forEach((count, value) => count > 0 && counts.set(value, count))
  } else for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function summaryOf(values: NumberArray, notFinite: number): NonNullable<ColumnStatistics['numbers']> {
  let [min, max, sum] = [Infinity, -Infinity, 0]
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
    sum += value
  }
  const mean = sum / values.length
  let squares = 0
  const histogram = new Array<number>(BINS).fill(0)
  const perBin = max > min ? BINS / (max - min) : 0
  for (const value of values) {
    squares += (value - mean) ** 2
    histogram[Math.min(BINS - 1, Math.floor((value - min) * perBin))]!++
  }
  return {
    ...{ min, max, mean, notFinite, histogram },
    std: Math.sqrt(squares / values.length),
    quantiles: quantilesOf(values)
  }
}

/** Interpolated linearly between neighbours, numpy.quantile's default. */
function quantilesOf(values: NumberArray): [number, number, number, number, number] {
  const stride = Math.ceil(values.length / SORTED)
  const sorted = Float64Array.from({ length: Math.ceil(values.length / stride) }, (_, i) => values[i * stride]!).sort()
  return QUANTILES.map((share) => {
    const at = share * (sorted.length - 1)
    const below = Math.floor(at)
    const above = Math.min(below + 1, sorted.length - 1)
    return sorted[below]! + (sorted[above]! - sorted[below]!) * (at - below)
  }) as [number, number, number, number, number]
}

/** Pearson's r of each pair, of the rows where both are finite: [columns, columns] row-major. */
export function correlationOf(columns: readonly ArrayLike<number>[]): Float64Array<ArrayBuffer> {
  const n = columns.length
  const matrix = new Float64Array(n * n)
  for (let a = 0; a < n; a++) {
    for (let b = a; b < n; b++) matrix[a * n + b] = matrix[b * n + a] = pearson(columns[a]!, columns[b]!)
  }
  return matrix
}

function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [count, meanA, meanB, squaresA, squaresB, products] = [0, 0, 0, 0, 0, 0]
  // Welford's update: no difference of large sums.
  for (let i = 0; i < a.length; i++) {
    if (!Number.isFinite(a[i]) || !Number.isFinite(b[i])) continue
    count++
    const [fromA, fromB] = [a[i]! - meanA, b[i]! - meanB]
    meanA += fromA / count
    meanB += fromB / count
    squaresA += fromA * (a[i]! - meanA)
    squaresB += fromB * (b[i]! - meanB)
    products += fromA * (b[i]! - meanB)
  }
  return squaresA > 0 && squaresB > 0 ? products / Math.sqrt(squaresA * squaresB) : NaN
}
