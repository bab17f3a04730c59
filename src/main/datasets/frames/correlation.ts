import type { ColumnValues } from '../../../shared/columns'

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
    const columns = block.map((values) => {
      if (values.kind !== 'numbers')
        return { data: new Float64Array(values.kind === 'texts' ? values.values.length : 0).fill(NaN), whole: false }
      const data = Float64Array.from(values.data)
      values.missing?.forEach((flag, i) => flag && (data[i] = NaN))
      return { data, whole: data.every(Number.isFinite) }
    })
    this.#shifts ??= Float64Array.from(columns, ({ data }) => finiteMean(data))
    columns.forEach(({ data }, i) => {
      const shift = this.#shifts![i]!
      for (let row = 0; row < data.length; row++) data[row]! -= shift
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
    const [x, y] = [a.data, b.data]
    const whole = a.whole && b.whole
    let [count, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0]
    for (let row = 0; row < x.length; row++) {
      const u = x[row]!
      const v = y[row]!
      if (!whole && !(u - u === 0 && v - v === 0)) continue
      count++
      sx += u
      sy += v
      sxx += u * u
      syy += v * v
      sxy += u * v
    }
    ;[count, sx, sy, sxx, syy, sxy].forEach((sum, k) => (sums[k]! += sum))
  }
}

interface Block {
  data: Float64Array
  /** All are finite. */
  whole: boolean
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
