/** Lets work begin in turn while what is under way has no more pixels than the limit; what has more by itself goes alone. */
export class PixelGate {
  readonly #limit: number
  readonly #waiting: { pixels: number; go: () => void }[] = []
  #busy = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  async run<T>(pixels: number, work: () => Promise<T>): Promise<T> {
    const share = Math.min(pixels, this.#limit)
    if (this.#waiting.length > 0 || this.#busy + share > this.#limit) {
      await new Promise<void>((go) => this.#waiting.push({ pixels: share, go }))
    } else this.#busy += share
    try {
      return await work()
    } finally {
      this.#busy -= share
      this.#letIn()
    }
  }

  #letIn(): void {
    for (let first = this.#waiting[0]; first && this.#busy + first.pixels <= this.#limit; first = this.#waiting[0]) {
      this.#waiting.shift()
      this.#busy += first.pixels
      first.go()
    }
  }
}
