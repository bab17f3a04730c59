import type { NumberArray } from './columns'

/** A growing column of numbers in one typed array; appending costs O(1) on average. */
export class Column {
  private values: Float64Array | Float32Array
  private used = 0

  constructor(
    capacity = 256,
    private readonly single = false
  ) {
    this.values = this.room(capacity)
  }

  /** A column of numbers that are there, which it takes over without copying them where they are floats. */
  static over(numbers: NumberArray): Column {
    // By its name: what comes from Electron's other world is no instance of this world's classes.
    const kind = Object.prototype.toString.call(numbers)
    const column = new Column(0, kind === '[object Float32Array]')
    const isFloats = column.single || kind === '[object Float64Array]'
    column.values = isFloats ? (numbers as Float64Array | Float32Array) : Float64Array.from(numbers)
    column.used = numbers.length
    return column
  }

  /** An empty one whose numbers are as exact. */
  like(capacity: number): Column {
    return new Column(capacity, this.single)
  }

  private room(size: number): Float64Array | Float32Array {
    return this.single ? new Float32Array(size) : new Float64Array(size)
  }

  get length(): number {
    return this.used
  }

  push(value: number): void {
    if (this.used === this.values.length) {
      const grown = this.room(Math.max(16, this.values.length * 2))
      grown.set(this.values)
      this.values = grown
    }
    this.values[this.used++] = value
  }

  /** The value at `index`; NaN outside the column. */
  at(index: number): number {
    return index >= 0 && index < this.used ? this.values[index]! : NaN
  }

  set(index: number, value: number): void {
    if (index >= 0 && index < this.used) this.values[index] = value
  }

  get last(): number {
    return this.at(this.used - 1)
  }

  /** What it is kept in, with room behind the last number: for loops over many. Valid until the next push. */
  get raw(): Float64Array | Float32Array {
    return this.values
  }

  /** What was written so far; of doubles not a copy, and valid until the next push. */
  view(): Float64Array {
    const { values } = this
    return values instanceof Float64Array
      ? values.subarray(0, this.used)
      : Float64Array.from(values.subarray(0, this.used))
  }
}

/** The first index whose value is at least `value`, in a column that never falls; its length where there is none. */
export function lowerBound(column: Column, value: number): number {
  let [low, high] = [0, column.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (column.at(middle) < value) low = middle + 1
    else high = middle
  }
  return low
}
