import { shallowRef } from 'vue'

/** Requests under way at once: more would make those in sight wait for those that were. */
const AT_ONCE = 2

/**
 * Pages of a long list of places, fetched as they come into sight: what is in sight first, then one page either way. What has
 * been scrolled away before its turn is not fetched. The least recently used pages are forgotten.
 */
export class PageCache<T> {
  readonly #pages = new Map<number, T>()
  readonly #underway = new Set<number>()
  readonly #failed = new Set<number>()
  #wanted: number[] = []
  #closed = false
  /** Counts what has arrived; read it to be told of more. */
  readonly arrived = shallowRef(0)
  readonly error = shallowRef<unknown>(null)

  /**
   * @param size places of a page
   * @param fetch places `first .. first + count`
   */
  constructor(
    readonly size: number,
    private readonly count: number,
    private readonly fetch: (first: number, count: number) => Promise<T>,
    private readonly kept = 24
  ) {}

  /** What is in sight, `first .. last`. */
  want(first: number, last: number): void {
    const [from, to] = [Math.floor(first / this.size), Math.floor(Math.max(first, last - 1) / this.size)]
    const inSight = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    const pages = Math.ceil(this.count / this.size)
    this.#wanted = [...inSight, to + 1, from - 1].filter((page) => page >= 0 && page < pages)
    this.#pump()
  }

  /** The page that holds a place, if it is here. */
  peek(place: number): { page: T; at: number } | null {
    const number = Math.floor(place / this.size)
    const page = this.#pages.get(number)
    return page === undefined ? null : { page, at: place - number * this.size }
  }

  /** What arrives from now on is dropped. */
  close(): void {
    this.#closed = true
    this.#wanted = []
  }

  #pump(): void {
    for (const number of this.#wanted) {
      if (this.#underway.size >= AT_ONCE) return
      if (!this.#pages.has(number) && !this.#underway.has(number) && !this.#failed.has(number)) void this.#load(number)
    }
  }

  async #load(number: number): Promise<void> {
    this.#underway.add(number)
    try {
      const first = number * this.size
      const page = await this.fetch(first, Math.min(this.size, this.count - first))
      if (this.#closed) return
      this.#pages.set(number, page)
      this.#forget()
    } catch (error) {
      this.#failed.add(number)
      if (!this.#closed) this.error.value = error
    } finally {
      this.#underway.delete(number)
      if (!this.#closed) {
        this.arrived.value++
        this.#pump()
      }
    }
  }

  #forget(): void {
    for (const number of this.#wanted) {
      const page = this.#pages.get(number)
      if (page === undefined) continue
      this.#pages.delete(number)
      this.#pages.set(number, page)
    }
    const most = Math.max(this.kept, this.#wanted.length)
    for (const number of this.#pages.keys()) {
      if (this.#pages.size <= most) return
      this.#pages.delete(number)
    }
  }
}
