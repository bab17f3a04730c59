import { rowsOf, type ColumnValues } from '../../../shared/columns'

/**
 * Pearson's r of each pair of columns, block by block: only sums are kept. A pair counts the rows in which both columns have a
 * finite number.
 */
export class Correlator {
  readonly #columns: number
  /** Of each pair: rows, sums of both, of their squares and of their product. */
  readonly #sums: Float64Array
  /** Taken off before anything is squared; without it, digits of large numbers that vary little would be lost. */
  #shifts: Float64Array | null = null

  constructor(columns: number) {
    this.#columns = columns
    this.#sums = new Float64Array(columns * columns * 6)
  }

  /** Consecutive rows of all columns, as numbers of shape []. */
  add(block: readonly ColumnValues[]): void {
    const data = block.map(numbersOf)
    this.#shifts ??= Float64Array.from(data, finiteMean)
    const columns = data.map((column, i): Block => {
      const shift = this.#shifts![i]!
      let sum = 0
      for (let row = 0; row < column.length; row++) {
        const value = column[row]! - shift
        column[row] = value
        sum += value
      }
      return { data: column, whole: Number.isFinite(sum), sum, squares: dot(column, column) }
    })
    columns.forEach((a, i) => {
      for (let j = i; j < columns.length; j++) this.#addPair(i, j, a, columns[j]!)
    })
  }

  finish(): Float64Array {
    const n = this.#columns
    const r = new Float64Array(n * n)
    for (let i = 0; i < n; i++) {
      for (let j = i; j < n; j++) r[i * n + j] = r[j * n + i] = correlationOf(this.#sums.subarray((i * n + j) * 6))
    }
    return r
  }

  #addPair(i: number, j: number, a: Block, b: Block): void {
    const sums = this.#sums.subarray((i * this.#columns + j) * 6)
    const own = a.whole && b.whole ? wholeSums(a, b) : commonSums(a.data, b.data)
    for (let k = 0; k < own.length; k++) sums[k]! += own[k]!
  }
}

interface Block {
  data: Float64Array
  /** All are finite. */
  whole: boolean
  sum: number
  squares: number
}

// Four sums at a time do not wait for one another.
function dot(x: Float64Array, y: Float64Array): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = 0
  for (; i + 3 < x.length; i += 4) {
    a += x[i]! * y[i]!
    b += x[i + 1]! * y[i + 1]!
    c += x[i + 2]! * y[i + 2]!
    d += x[i + 3]! * y[i + 3]!
  }
  for (; i < x.length; i++) a += x[i]! * y[i]!
  return a + b + (c + d)
}

const wholeSums = (a: Block, b: Block): number[] => [
  ...[a.data.length, a.sum, b.sum],
  ...[a.squares, b.squares, dot(a.data, b.data)]
]

function commonSums(x: Float64Array, y: Float64Array): number[] {
  let count = 0
  let sx = 0
  let sy = 0
  let sxx = 0
  let syy = 0
  let sxy = 0
  for (let row = 0; row < x.length; row++) {
    const u = x[row]!
    const v = y[row]!
    if (u * 0 !== 0 || v * 0 !== 0) continue // NaN or infinite
    count++
    sx += u
    sy += v
    sxx += u * u
    syy += v * v
    sxy += u * v
  }
  return [count, sx, sy, sxx, syy, sxy]
}

/** As float64, NaN where there is none. */
function numbersOf(values: ColumnValues): Float64Array {
  if (values.kind !== 'numbers') return new Float64Array(rowsOf(values)).fill(NaN)
  const data = new Float64Array(values.data)
  if (values.missing) for (let i = 0; i < data.length; i++) if (values.missing[i] === 1) data[i] = NaN
  return data
}

function finiteMean(data: Float64Array): number {
  let [sum, count] = [0, 0]
  for (const value of data) {
    if (!Number.isFinite(value)) continue
    sum += value
    count++
  }
  return count === 0 || !Number.isFinite(sum) ? 0 : sum / count
}

function correlationOf([count, sx, sy, sxx, syy, sxy]: Float64Array): number {
  const n = count!
  const [vx, vy, vxy] = [sxx! - (sx! * sx!) / n, syy! - (sy! * sy!) / n, sxy! - (sx! * sy!) / n]
  // What is left of a column that does not vary is rounding.
  if (n < 2 || vx <= sxx! * 1e-14 || vy <= syy! * 1e-14) return NaN
  return Math.max(-1, Math.min(1, vxy / Math.sqrt(vx * vy)))
}
