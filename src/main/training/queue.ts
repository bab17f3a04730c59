/** What waits for its turn, in order. A turn is a number that is kept with the run: only those that move are given another. */
export class TurnQueue<T extends { turn: number }> {
  private waiting: T[] = []

  constructor(private readonly idOf: (item: T) => string) {}

  get length(): number {
    return this.waiting.length
  }

  all(): readonly T[] {
    return this.waiting
  }

  has(id: string): boolean {
    return this.waiting.some((item) => this.idOf(item) === id)
  }

  /** At the end. */
  add(item: T): void {
    item.turn = (this.waiting.at(-1)?.turn ?? 0) + 1
    this.waiting.push(item)
  }

  take(id: string): T | undefined {
    const at = this.waiting.findIndex((item) => this.idOf(item) === id)
    return at < 0 ? undefined : this.waiting.splice(at, 1)[0]
  }

  next(): T | undefined {
    return this.waiting.shift()
  }

  /** @param before null: at the end @returns those that have another turn now */
  move(id: string, before: string | null): T[] {
    const turns = this.waiting.map(({ turn }) => turn)
    const item = id === before ? undefined : this.take(id)
    if (!item) return []
    const at = this.waiting.findIndex((other) => this.idOf(other) === before)
    this.waiting.splice(at < 0 ? this.waiting.length : at, 0, item)
    return this.waiting.filter((other, i) => {
      const moved = other.turn !== turns[i]
      other.turn = turns[i]!
      return moved
    })
  }
}
