const FIRST_CAPACITY = 1024

/** A growing column of float32: a value of each step, as training computes it. */
export class StepColumn {
  values: Float32Array<ArrayBuffer> = new Float32Array(FIRST_CAPACITY)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) this.grow()
    this.values[this.length++] = value
  }

  grow(): void {
    const grown = new Float32Array(this.values.length * 2)
    grown.set(this.values)
    this.values = grown
  }

  copy(): Float32Array<ArrayBuffer> {
    return this.values.slice(0, this.length)
  }
}
