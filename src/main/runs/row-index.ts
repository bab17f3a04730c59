// Rows of all runs, in memory. The folders are the truth: a refresh asks the system for the state of their files (modification
// time, size, inode) and reads those that have changed. Rows of runs that train come from whoever follows them.
import { statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'
import { jsonText } from '../../shared/json'
import { isActive, type RunRecord } from '../../shared/run'
import { trainingSeconds, withNumbers, type RunSummary } from '../../shared/run-list'
import { homeFailure } from '../home'
import { errorCode } from '../error-code'
import { annotationsFile, readAnnotations } from './annotations'
import { fileState } from './file-state'
import { inParallel } from './in-parallel'
import { readSettled, recordFile } from './read-run'
import { summarize } from './summarize'
import { readRowCache, writeRowCache, type CachedRow } from './row-cache'

/** Folders whose state is asked for before others have their turn: 2 to 5 ms. */
const STATS_A_TURN = 200
/** Runs that are read at the same time. */
const READERS = 8
/** The cache is written once this many rows, or a hundredth of all, are not as it tells. */
const WORTH_WRITING = 20
/** A folder that had just changed when it was looked at may have changed again in the same tick of the file system. */
const TICK_MS = 2000

interface Entry extends CachedRow {
  /** When the folder had changed, and when that was asked for. */
  folderTime: number
  seen: number
  /** Of a run that has not ended; of others the text is enough, since few of ten thousand are asked for by themselves. */
  row: RunSummary | null
  /** Why it has no row, or no annotations. */
  errors: ErrorPayload[]
}

export interface RowChanges {
  /** Runs that are new or whose rows are not as they were. */
  changed: string[]
  removed: string[]
}
type Following = (id: string) => RunRecord | null

export class RowIndex {
  private readonly entries = new Map<string, Entry>()
  private cached: Map<string, CachedRow> | null = null
  private running: Promise<void> = Promise.resolve()
  private next: { thorough: boolean; done: Promise<void> } | null = null
  private names: { time: number; seen: number; list: string[] } = { time: NaN, seen: 0, list: [] }
  private isFirst = true
  private unwritten = 0
  private readonly changed = new Set<string>()
  private readonly removed = new Set<string>()

  /** @param folder that of the runs @param following the record of a run that is followed while it trains */
  constructor(
    private readonly home: string,
    private readonly folder: string,
    private readonly following: Following = () => null
  ) {}

  /**
   * Brings the rows up to date. Calls that wait share one refresh.
   * @param thorough asks for the state of all files; else for that of the folders, which does not show what is edited in place
   * @throws NetloomError HOME_UNWRITABLE where the folder of runs cannot be read
   */
  refresh(thorough = true): Promise<void> {
    if (this.next && (this.next.thorough || !thorough)) return this.next.done
    const next = { thorough, done: Promise.resolve() }
    next.done = this.running
      .catch(() => undefined)
      .then(() => {
        if (this.next === next) this.next = null
        return this.scan(thorough)
      })
    this.next = next
    this.running = next.done
    return next.done
  }

  /** The same of a few runs, at once. */
  async refreshOf(ids: readonly string[]): Promise<void> {
    await inParallel(ids, READERS, async (id) => {
      const state = this.stateOf(id, true)
      if (Number.isNaN(state?.folderTime)) this.drop(id)
      else if (state) await this.read(id, state)
    })
  }

  /** The record of a run that is followed, as its row from now on. @returns the row, and whether it is new or has another status */
  put(record: RunRecord): { row: RunSummary; isNews: boolean } {
    const { id } = record
    const folder = join(this.folder, id)
    const known = this.entries.get(id)
    const before = known && this.stored(known)?.status
    const { annotations, error } = readAnnotations(folder)
    const row = summarize(record, hasModel(folder), annotations)
    // Once it is not followed any more, it is read: its state is another one then.
    const signature = this.following(id) ? annotationState(folder) : ''
    const { folderTime, seen } = known ?? { folderTime: NaN, seen: 0 }
    this.entries.set(id, { folderTime, seen, signature, text: '', row, errors: error ? [error] : [] })
    return { row, isNews: before !== row.status }
  }

  /** undefined where there is none, or it cannot be read. */
  row(id: string): RunSummary | undefined {
    const entry = this.entries.get(id)
    const row = entry && this.stored(entry)
    const record = row && this.following(id)
    if (record) return summarize(record, row.hasModel, row.annotations)
    return row && isActive(row.status) ? { ...row, seconds: trainingSeconds(row) } : row
  }

  private stored({ row, text }: Entry): RunSummary | undefined {
    return row ?? (text === '' ? undefined : withNumbers(JSON.parse(text) as RunSummary))
  }

  /** Of runs that have rows, the newest first. */
  ids(): string[] {
    const ids = [...this.entries].flatMap(([id, entry]) => (hasRow(entry) ? [id] : []))
    return ids.sort().reverse()
  }

  /** Rows as JSON; those that have ended are at hand. */
  texts(ids: readonly string[]): string[] {
    return ids.flatMap((id) => {
      const entry = this.entries.get(id)
      if (!entry) return []
      if (entry.row) return [jsonText(this.row(id))]
      return entry.text === '' ? [] : [entry.text]
    })
  }

  /** What could not be read, newest first. */
  errors(): ErrorPayload[] {
    const told = [...this.entries].filter(([, { errors }]) => errors.length > 0)
    return told.sort(([a], [b]) => (a < b ? 1 : -1)).flatMap(([, { errors }]) => errors)
  }

  /** Those that have not ended. */
  active(): string[] {
    return [...this.entries].flatMap(([id, { row }]) => (row && isActive(row.status) ? [id] : []))
  }

  /** What refreshes have found since this was last asked. */
  takeChanges(): RowChanges {
    const changes = { changed: [...this.changed], removed: [...this.removed] }
    this.changed.clear()
    this.removed.clear()
    return changes
  }

  private async scan(thorough: boolean): Promise<void> {
    this.cached ??= await readRowCache(this.home)
    const names = await this.folders()
    this.forget(new Set(names))
    const toRead: { id: string; state: Pick<Entry, 'signature' | 'folderTime' | 'seen'> }[] = []
    for (const [i, id] of names.entries()) {
      if (i % STATS_A_TURN === STATS_A_TURN - 1) await nextTurn()
      const state = this.stateOf(id, thorough)
      if (state) toRead.push({ id, state })
    }
    await inParallel(toRead, READERS, ({ id, state }) => this.read(id, state))
    if (this.isFirst) this.begun()
    if (this.unwritten > Math.max(WORTH_WRITING, this.entries.size / 100)) await this.save()
  }

  /** What is there when one begins to look is no news. */
  private begun(): void {
    this.isFirst = false
    this.cached = new Map()
    this.changed.clear()
    this.removed.clear()
  }

  private async folders(): Promise<string[]> {
    try {
      const seen = Date.now()
      const time = statSync(this.folder).mtimeMs
      if (this.names.time === time && this.names.seen - time > TICK_MS) return this.names.list
      const found = await readdir(this.folder, { withFileTypes: true })
      const list = found
        .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()))
        .map(({ name }) => name)
      this.names = { time, seen, list }
      return list
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return []
      throw homeFailure(error, this.home)
    }
  }

  private forget(names: ReadonlySet<string>): void {
    for (const id of this.entries.keys()) {
      // One that began just now may not be among the names.
      if (!names.has(id) && !this.following(id)) this.drop(id)
    }
  }

  private drop(id: string): void {
    const entry = this.entries.get(id)
    this.entries.delete(id)
    if (entry && hasRow(entry)) this.tell(id, this.removed)
  }

  private tell(id: string, kind: Set<string>): void {
    this.unwritten++
    this.changed.delete(id)
    this.removed.delete(id)
    kind.add(id)
  }

  /** The state of a run's files where it has to be read anew; null where it is as it was. */
  private stateOf(id: string, thorough: boolean): Pick<Entry, 'signature' | 'folderTime' | 'seen'> | null {
    const folder = join(this.folder, id)
    const known = this.entries.get(id)
    const seen = Date.now()
    const folderTime = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? NaN
    const isFollowed = this.following(id) !== null
    const isOpen = !isFollowed && known?.row !== undefined && known.row !== null && isActive(known.row.status)
    if (known && !thorough && !isOpen && known.folderTime === folderTime && known.seen - folderTime > TICK_MS)
      return null
    const signature = isFollowed
      ? annotationState(folder)
      : `${fileState(recordFile(folder))} ${annotationState(folder)}`
    if (known?.signature === signature && !isOpen) {
      Object.assign(known, { folderTime, seen })
      return null
    }
    const cached = known ? undefined : this.cached?.get(id)
    if (cached?.signature !== signature) return { signature, folderTime, seen }
    this.entries.set(id, { ...cached, folderTime, seen, row: null, errors: [] })
    this.changed.add(id)
    return null
  }

  private async read(id: string, state: Pick<Entry, 'signature' | 'folderTime' | 'seen'>): Promise<void> {
    const folder = join(this.folder, id)
    const before = this.entries.get(id)
    const entry: Entry = { ...state, text: '', row: null, errors: [] }
    try {
      const record = this.following(id) ?? (await readSettled(folder))
      // It may have begun, or gone on, while it was read: then that is newer.
      if (this.entries.get(id) !== before) return
      const { annotations, error } = readAnnotations(folder)
      if (error) entry.errors = [error]
      const row = summarize(record, hasModel(folder), annotations)
      if (isActive(row.status)) entry.row = row
      else entry.text = jsonText(row)
    } catch (error) {
      entry.errors = [toErrorPayload(error)]
    }
    this.entries.set(id, entry)
    const known = before && hasRow(before) ? before : null
    const has = hasRow(entry)
    if (has && (known === null || contentOf(known) !== contentOf(entry))) this.tell(id, this.changed)
    if (known !== null && !has) this.tell(id, this.removed)
  }

  /** Writes the cache where it does not tell what is known. */
  async save(): Promise<void> {
    if (this.unwritten === 0) return
    this.unwritten = 0
    const ended = [...this.entries].filter(([, { text, errors }]) => text !== '' && errors.length === 0)
    await writeRowCache(this.home, ended)
  }
}

const hasModel = (folder: string): boolean =>
  statSync(join(folder, 'model', 'model.json'), { throwIfNoEntry: false }) !== undefined

/** What may change of a run that has ended. */
const annotationState = (folder: string): string =>
  `${fileState(annotationsFile(folder))} ${hasModel(folder) ? 'model' : '-'}`

const hasRow = ({ row, text }: Entry): boolean => row !== null || text !== ''
/** Of two that differ only in how long they have trained, nothing need be told. */
const contentOf = ({ row, text }: Entry): string => (row ? jsonText({ ...row, seconds: 0 }) : text)
