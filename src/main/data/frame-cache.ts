// The frames last looked at stay open: a page asks of the same data again and again.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathsOf, type ResolvedDataset } from '../../shared/dataset'
import type { Frame } from '../datasets/frame'

/** Frames kept open; more would hold memory for data that nobody looks at. */
const KEPT = 3
/** Answers kept of one kind, e.g. rows by as many filters: each may be as long as the data. */
const KEPT_ANSWERS = 4
/** Folders of a folder source that are watched: /, /train and /train/cats. */
const DEPTH = 2
const MOST_FOLDERS = 1000

interface Entry {
  /** Files and folders that would tell a change. */
  watched: readonly string[]
  /** Of these, as they were before the frame was opened. */
  stamp: string
  frame: Promise<Frame>
  users: number
  /** Closed once the last user has gone. */
  dropped: boolean
  /** What was computed of the frame, by kind and what was asked: statistics, duplicates. */
  answers: Map<string, Map<string, Promise<unknown>>>
}

export interface OpenFrameOf {
  frame: Frame
  /**
   * Computes once for as long as the frame is open and its files are unchanged; a failure is not kept.
   * @param kept answers of this kind, the last asked for
   */
  once<T>(kind: string, asked: unknown, compute: () => Promise<T>, kept?: number): Promise<T>
}

export class FrameCache {
  /** The least recently used first. */
  readonly #entries = new Map<string, Entry>()

  constructor(private readonly open: (resolved: ResolvedDataset) => Promise<Frame>) {}

  /** The frame is open while `work` runs. A file that has changed since is opened anew. @throws as opening and `work` do */
  async use<T>(resolved: ResolvedDataset, work: (open: OpenFrameOf) => Promise<T>): Promise<T> {
    const key = JSON.stringify([resolved.source, resolved.files])
    const seen = await this.#look(key, resolved)
    const entry = this.#current(key, seen.stamp) ?? this.#opened(key, seen, resolved)
    entry.users++
    try {
      const frame = await entry.frame
      const once: OpenFrameOf['once'] = (kind, asked, compute, kept = KEPT_ANSWERS) =>
        remembered(entry.answers, kind, asked, compute, kept)
      return await work({ frame, once })
    } finally {
      entry.users--
      this.#closeIfUnused(entry)
    }
  }

  /** Those in use are closed as soon as they are not. */
  async closeAll(): Promise<void> {
    const entries = [...this.#entries.values()]
    this.#entries.clear()
    for (const entry of entries) entry.dropped = true
    await Promise.all(entries.map((entry) => this.#closeIfUnused(entry)))
  }

  async #look(key: string, resolved: ResolvedDataset): Promise<Pick<Entry, 'watched' | 'stamp'>> {
    const known = this.#entries.get(key)
    if (known && known.stamp === (await stampOf(known.watched))) return known
    const watched = await watchedOf(resolved)
    return { watched, stamp: await stampOf(watched) }
  }

  #current(key: string, stamp: string): Entry | null {
    const entry = this.#entries.get(key)
    if (!entry) return null
    this.#entries.delete(key)
    if (entry.stamp !== stamp) {
      this.#drop(entry)
      return null
    }
    this.#entries.set(key, entry)
    return entry
  }

  #opened(key: string, seen: Pick<Entry, 'watched' | 'stamp'>, resolved: ResolvedDataset): Entry {
    const { watched, stamp } = seen
    const entry: Entry = { watched, stamp, frame: this.open(resolved), users: 0, dropped: false, answers: new Map() }
    this.#entries.set(key, entry)
    entry.frame.catch(() => {
      // A failure is not kept: the next look may come after the file was mended.
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
    })
    for (const [oldest, old] of this.#entries) {
      if (this.#entries.size <= KEPT) break
      this.#entries.delete(oldest)
      this.#drop(old)
    }
    return entry
  }

  #drop(entry: Entry): void {
    entry.dropped = true
    void this.#closeIfUnused(entry)
  }

  async #closeIfUnused(entry: Entry): Promise<void> {
    if (entry.dropped && entry.users === 0) await entry.frame.then((frame) => frame.close()).catch(() => undefined)
  }
}

function remembered<T>(
  answers: Entry['answers'],
  kind: string,
  asked: unknown,
  compute: () => Promise<T>,
  kept: number
): Promise<T> {
  const known = answers.get(kind) ?? new Map<string, Promise<unknown>>()
  answers.set(kind, known)
  const key = JSON.stringify(asked)
  const answer = (known.get(key) as Promise<T> | undefined) ?? compute()
  known.delete(key)
  known.set(key, answer)
  for (const oldest of known.keys()) {
    if (known.size <= kept) break
    known.delete(oldest)
  }
  answer.catch(() => known.get(key) === answer && known.delete(key))
  return answer
}

/** The files; of folders, the folders in them as well, whose times tell what was put there or taken away. */
async function watchedOf(resolved: ResolvedDataset): Promise<string[]> {
  const paths = [...new Set([...resolved.files.map(({ path }) => path), ...pathsOf(resolved.source)])]
  let level = paths
  for (let depth = 0; depth < DEPTH && paths.length < MOST_FOLDERS; depth++) {
    level = (await Promise.all(level.map(foldersIn))).flat().slice(0, MOST_FOLDERS)
    paths.push(...level)
  }
  return paths
}

const foldersIn = (path: string): Promise<string[]> =>
  readdir(path, { withFileTypes: true }).then(
    (entries) => entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name)),
    () => [] // a file, or what cannot be read: opening says so
  )

/** What a file system tells of content; a file that is not there has none. */
async function stampOf(paths: readonly string[]): Promise<string> {
  const stamps = await Promise.all(
    paths.map((path) =>
      stat(path, { bigint: true }).then(
        ({ size, mtimeNs, ino }) => `${size} ${mtimeNs} ${ino}`,
        () => 'none'
      )
    )
  )
  return stamps.join('|')
}
