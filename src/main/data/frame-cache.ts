// The frames last looked at stay open: a page asks of the same data again and again.
import { stat } from 'node:fs/promises'
import { pathsOf, tableOf, type ResolvedDataset } from '../../shared/dataset'
import type { Frame } from '../datasets/frame'

/** Frames kept open; more would hold memory for data that nobody looks at. */
const KEPT = 3

interface Entry {
  /** Of the files, as they were when they were opened. */
  stamp: string
  frame: Promise<Frame>
  users: number
  /** Closed once the last user has gone. */
  dropped: boolean
  /** What was computed of the frame, by name: statistics, duplicates. */
  memo: Map<string, Promise<unknown>>
}

export interface OpenFrameOf {
  frame: Frame
  /** Computes once for as long as the frame is open and its files are unchanged; a failure is not kept. */
  once<T>(key: string, compute: () => Promise<T>): Promise<T>
  /** The same of what does not depend on the roles of columns. */
  onceOfFrame<T>(key: string, compute: () => Promise<T>): Promise<T>
}

export class FrameCache {
  /** The least recently used first. */
  readonly #entries = new Map<string, Entry>()

  constructor(private readonly open: (resolved: ResolvedDataset) => Promise<Frame>) {}

  /** The frame is open while `work` runs. A file that has changed since is opened anew. @throws as opening and `work` do */
  async use<T>(resolved: ResolvedDataset, work: (open: OpenFrameOf) => Promise<T>): Promise<T> {
    // A table is the same whatever its columns are used for.
    const table = tableOf(resolved.source)
    const key = JSON.stringify([table ? { path: table.path } : resolved.source, resolved.files])
    const roles = JSON.stringify(table)
    const stamp = await stampOf(resolved)
    const entry = this.#current(key, stamp) ?? this.#opened(key, stamp, resolved)
    entry.users++
    try {
      const frame = await entry.frame
      return await work({
        frame,
        once: (name, compute) => remembered(entry.memo, `${name} ${roles}`, compute),
        onceOfFrame: (name, compute) => remembered(entry.memo, name, compute)
      })
    } finally {
      entry.users--
      this.#closeIfUnused(entry)
    }
  }

  async closeAll(): Promise<void> {
    const entries = [...this.#entries.values()]
    this.#entries.clear()
    await Promise.all(entries.map(({ frame }) => frame.then((open) => open.close()).catch(() => undefined)))
  }

  #current(key: string, stamp: string): Entry | null {
    const entry = this.#entries.get(key)
    if (!entry) return null
    this.#entries.delete(key)
    if (entry.stamp !== stamp) {
      entry.dropped = true
      this.#closeIfUnused(entry)
      return null
    }
    this.#entries.set(key, entry)
    return entry
  }

  #opened(key: string, stamp: string, resolved: ResolvedDataset): Entry {
    const entry: Entry = { stamp, frame: this.open(resolved), users: 0, dropped: false, memo: new Map() }
    this.#entries.set(key, entry)
    entry.frame.catch(() => {
      // A failure is not kept: the next look may come after the file was mended.
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
    })
    for (const [oldest, old] of this.#entries) {
      if (this.#entries.size <= KEPT) break
      this.#entries.delete(oldest)
      old.dropped = true
      this.#closeIfUnused(old)
    }
    return entry
  }

  #closeIfUnused(entry: Entry): void {
    if (entry.dropped && entry.users === 0) void entry.frame.then((frame) => frame.close()).catch(() => undefined)
  }
}

function remembered<T>(memo: Map<string, Promise<unknown>>, name: string, compute: () => Promise<T>): Promise<T> {
  const known = memo.get(name) as Promise<T> | undefined
  if (known) return known
  const computing = compute()
  memo.set(name, computing)
  computing.catch(() => memo.delete(name))
  return computing
}

/** Sizes and times of change of the files; a file that is not there has neither. */
async function stampOf(resolved: ResolvedDataset): Promise<string> {
  const paths = [...new Set([...resolved.files.map(({ path }) => path), ...pathsOf(resolved.source)])]
  const stamps = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
        () => 'none'
      )
    )
  )
  return stamps.join('|')
}
