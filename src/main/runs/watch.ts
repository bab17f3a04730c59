// Notices what is done to the folder of runs by hand or by other processes, and follows what they train.
import { watch as watchFolder, type FSWatcher } from 'node:fs'
import type { RunRecord } from '../../shared/run'
import { isActive } from '../../shared/run'
import { FollowedRun, type Told } from './follow'
import type { RowIndex } from './row-index'

/** Folders are looked through once in this time, or in fifty times what it takes, up to the last. */
const LOOK_MS = 1000
const LOOK_SHARE = 50
const LONGEST_LOOK_MS = 5000
/** Each so manyth look asks for the state of every file. */
const THOROUGH_EVERY = 10
/** What the system tells of comes in bursts. */
const BURST_MS = 60
/** Logs of other processes are asked for this often. */
const FOLLOW_MS = 400

export interface Watcher {
  /** Rows have changed or gone. */
  onChanges(): void
  /** A run that another process trains. */
  onTold(told: Told): void
  /** Whether a run trains here. */
  isHere(id: string): boolean
}

export class RunWatch {
  private readonly followed = new Map<string, FollowedRun>()
  private looks = 0
  private isLooking = false
  private lookTimer: NodeJS.Timeout | undefined
  private followTimer: NodeJS.Timeout | undefined
  private system: FSWatcher | null = null
  private isClosed = false

  constructor(
    private readonly folder: string,
    private readonly folderOf: (id: string) => string,
    private readonly index: RowIndex,
    private readonly watcher: Watcher
  ) {}

  /** The record of a run that another process trains. */
  recordOf(id: string): RunRecord | null {
    return this.followed.get(id)?.record ?? null
  }

  get hasBegun(): boolean {
    return this.looks > 0 && !this.isLooking
  }

  /** Begins with what is there: only later changes are told. */
  begin(): void {
    this.lookSoon(0)
    this.follow()
  }

  close(): void {
    this.isClosed = true
    clearTimeout(this.lookTimer)
    clearTimeout(this.followTimer)
    this.system?.close()
    this.followed.clear()
  }

  private lookSoon(delay: number): void {
    clearTimeout(this.lookTimer)
    if (this.isClosed) return
    this.lookTimer = setTimeout(() => void this.look(), delay)
    this.lookTimer.unref()
  }

  private async look(): Promise<void> {
    const began = performance.now()
    this.isLooking = true
    try {
      await this.index.refresh(this.looks++ % THOROUGH_EVERY === 0)
      this.listenToSystem()
      await this.beginFollowing()
      if (!this.isClosed) this.watcher.onChanges()
    } catch {
      // The folder cannot be read just now: whoever asks for the list is told why.
    }
    this.isLooking = false
    this.lookSoon(Math.min(LONGEST_LOOK_MS, Math.max(LOOK_MS, (performance.now() - began) * LOOK_SHARE)))
  }

  /** Where it can be had, new and removed folders show at once. */
  private listenToSystem(): void {
    if (this.system || this.isClosed) return
    try {
      this.system = watchFolder(this.folder, { persistent: false }, () => this.lookSoon(BURST_MS))
      this.system.on('error', () => {
        this.system?.close()
        this.system = null
      })
    } catch {
      this.system = null // There is no such folder yet, or no more watches: looking is enough.
    }
  }

  private async beginFollowing(): Promise<void> {
    for (const id of this.index.active()) {
      if (this.followed.has(id) || this.watcher.isHere(id)) continue
      const begun = await FollowedRun.begin(this.folderOf(id)).catch(() => null)
      if (!begun || !isActive(begun.run.record.status) || this.watcher.isHere(id) || this.isClosed) continue
      this.followed.set(id, begun.run)
      const { record } = begun.run
      this.index.put(record)
      // Whoever has read the run before reads it anew where a resume is among the events.
      if (this.looks > 1) this.watcher.onTold({ record, events: begun.resumed ? [begun.resumed] : [] })
    }
  }

  private follow(): void {
    if (this.isClosed) return
    this.followTimer = setTimeout(() => void this.pollAll().finally(() => this.follow()), FOLLOW_MS)
    this.followTimer.unref()
  }

  private async pollAll(): Promise<void> {
    for (const [id, run] of this.followed) {
      const told = await run.poll().catch(() => 'gone' as const)
      if (this.isClosed) return
      if (told === 'gone' || this.watcher.isHere(id)) this.followed.delete(id)
      else if (told) this.tell(id, told)
    }
  }

  private tell(id: string, told: Told): void {
    const { status } = told.record
    if (!isActive(status)) this.followed.delete(id)
    this.watcher.onTold(told)
  }
}
