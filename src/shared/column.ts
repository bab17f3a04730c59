/** A growing column of numbers in one typed array; appending costs O(1) on average. */
export class Column {
  private values: Float64Array
  private used = 0

  constructor(capacity = 256) {
    this.values = new Float64Array(capacity)
  }

  get length(): number {
    return this.used
  }

  push(value: number): void {
    if (this.used === this.values.length) {
      const grown = new Float64Array(this.values.length * 2)
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

  /** What was written so far, not a copy: valid until the next push. */
  view(): Float64Array {
    return this.values.subarray(0, this.used)
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
