import { shallowRef } from 'vue'

export type SampleSplit = 'train' | 'test'
export const CHUNK = 1024
const KEPT_CHUNKS = 24

/** x: uint8 [count, ...shape]; y: class numbers. */
export interface SamplePage {
  first: number
  total: number
  shape: number[]
  x: Uint8Array
  y: Int32Array
}
export type FetchPage = (first: number, count: number) => Promise<SamplePage>

/** Examples of one split in chunks: fetched once, the least recently used forgotten; labels are kept for all. */
export class SampleSource {
  private readonly chunks = new Map<number, SamplePage>()
  private readonly pending = new Map<number, Promise<SamplePage>>()
  private labels: Int32Array | null = null
  private readonly scanned = new Set<number>()
  private readonly byClass = new Map<number, number[]>()
  private nextScan = 0
  total = 0
  /** Counts what has arrived; read it to be told of more. */
  readonly arrived = shallowRef(0)

  constructor(private readonly fetchPage: FetchPage) {}

  /** The chunk holding example `index` if it is here; else it is fetched and `arrived` tells when. */
  peek(index: number): SamplePage | null {
    const number = Math.floor(index / CHUNK)
    const chunk = this.chunks.get(number)
    if (!chunk) {
      void this.chunk(number).catch(() => undefined) // told by whoever awaits load()
      return null
    }
    this.chunks.delete(number)
    this.chunks.set(number, chunk)
    return chunk
  }

  /** Fetches the chunk of example `index`. Rejects as the fetch does. */
  load(index: number): Promise<SamplePage> {
    return this.chunk(Math.floor(index / CHUNK))
  }

  label(index: number): number | null {
    const number = Math.floor(index / CHUNK)
    return this.labels && this.scanned.has(number) ? this.labels[index]! : null
  }

  /**
   * The position of the `nth` example of a class, or null while the labels up to it are not here yet; asking for one
   * reads on by one chunk.
   */
  nthOfClass(label: number, nth: number): number | null {
    const found = this.byClass.get(label)
    if (found && nth < found.length) return found[nth]!
    if (this.total === 0 || this.nextScan * CHUNK < this.total) void this.chunk(this.nextScan).catch(() => undefined)
    return null
  }

  private async chunk(number: number): Promise<SamplePage> {
    const here = this.chunks.get(number)
    if (here) {
      this.scan()
      return here
    }
    const underway = this.pending.get(number)
    if (underway) return underway
    const first = number * CHUNK
    const count = this.total > 0 ? Math.min(CHUNK, this.total - first) : CHUNK
    const promise = this.fetchPage(first, count)
    this.pending.set(number, promise)
    try {
      const page = await promise
      this.keep(number, page)
      return page
    } finally {
      this.pending.delete(number)
    }
  }

  private keep(number: number, page: SamplePage): void {
    this.total = page.total
    this.labels ??= new Int32Array(page.total)
    this.labels.set(page.y, page.first)
    this.scanned.add(number)
    this.chunks.set(number, page)
    if (this.chunks.size > KEPT_CHUNKS) this.chunks.delete(this.chunks.keys().next().value!)
    this.scan()
    this.arrived.value++
  }

  // Class lists grow in order of position, so chunks are scanned in order.
  private scan(): void {
    while (this.labels && this.scanned.has(this.nextScan)) {
      const first = this.nextScan * CHUNK
      const end = Math.min(first + CHUNK, this.total)
      for (let i = first; i < end; i++) {
        const label = this.labels[i]!
        const list = this.byClass.get(label)
        if (list) list.push(i)
        else this.byClass.set(label, [i])
      }
      this.nextScan++
    }
  }
}
