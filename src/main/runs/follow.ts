// A run that another process trains: what it appends to its log, read as it comes.
import { statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { isActive, type RunEvent, type RunRecord } from '../../shared/run'
import { fileState } from './file-state'
import { parseEvents } from './log'
import { isAlive } from './owner'
import { interrupted, logFile, readRecord, recordFile, settle } from './read-run'
import { applyEvent } from './record'

/** Bytes of a log that are read and parsed before others have their turn. */
const CHUNK_BYTES = 1 << 20

/** Whole lines of a file that only grows, from where the last reading ended. */
export class LogTail {
  private offset = 0

  constructor(private readonly path: string) {}

  /** Since the last call; null where the file is shorter than it was, so that nothing of it can be relied on. */
  async read(): Promise<RunEvent[] | null> {
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0
    if (size < this.offset) return null
    if (size === this.offset) return []
    const events: RunEvent[] = []
    const file = await open(this.path)
    try {
      let chunk = CHUNK_BYTES
      while (this.offset < size) {
        const bytes = Buffer.alloc(Math.min(chunk, size - this.offset))
        const { bytesRead } = await file.read(bytes, 0, bytes.length, this.offset)
        const whole = bytes.subarray(0, bytesRead).lastIndexOf(0x0a) + 1
        if (whole === 0) {
          if (bytesRead < bytes.length || this.offset + bytesRead >= size) break // a line that is being written
          chunk *= 2 // a line longer than that
          continue
        }
        events.push(...parseEvents(bytes.toString('utf8', 0, whole)))
        this.offset += whole
      }
    } finally {
      await file.close()
    }
    return events
  }
}

export interface Told {
  record: RunRecord
  /** New ones; a resume alone where the run is to be read anew. */
  events: RunEvent[]
}

export class FollowedRun {
  private tail: LogTail
  private state = ''
  private lastTime: number

  private constructor(
    private readonly folder: string,
    public record: RunRecord
  ) {
    this.tail = new LogTail(logFile(folder))
    this.lastTime = Date.parse(record.created)
  }

  /** @returns also the last resume of the run, if it has one @throws NetloomError RUN_UNREADABLE */
  static async begin(folder: string): Promise<{ run: FollowedRun; resumed: RunEvent | null }> {
    const run = new FollowedRun(folder, await readRecord(folder))
    return { run, resumed: await run.readAnew() }
  }

  private async readAnew(): Promise<RunEvent | null> {
    this.state = fileState(recordFile(this.folder))
    const record = await readRecord(this.folder)
    this.tail = new LogTail(logFile(this.folder))
    const events = (await this.tail.read()) ?? []
    this.record = settle(record, events)
    this.lastTime = events.at(-1)?.time ?? this.lastTime
    return events.findLast(({ type }) => type === 'resume') ?? null
  }

  /** What has happened since the last call; null where nothing has. @throws NetloomError RUN_UNREADABLE */
  async poll(): Promise<Told | null> {
    const before = this.record
    // The record first: the log is written before it, so what is read of the log is never older.
    await this.readOwnWord()
    const events = await this.tail.read()
    const again = events?.find(({ type }) => type === 'resume')
    if (events === null || again) {
      const resumed = await this.readAnew()
      return { record: this.record, events: again ? [again] : resumed ? [resumed] : [] }
    }
    this.record = events.reduce(applyEvent, this.record)
    this.lastTime = events.at(-1)?.time ?? this.lastTime
    if (events.length === 0) this.checkOwner()
    return events.length > 0 || this.record !== before ? { record: this.record, events } : null
  }

  /** What the log does not tell: it waits, is about to begin or go on, or was ended without having begun. */
  private async readOwnWord(): Promise<void> {
    const state = fileState(recordFile(this.folder))
    if (state === this.state) return
    const record = await readRecord(this.folder)
    this.state = state
    const { status } = record
    const isUntold = status === 'queued' || status === 'starting' || (!isActive(status) && record.engine === null)
    const wasUntold = this.record.status === 'queued' || this.record.status === 'starting'
    if (isUntold || (wasUntold && !isActive(status))) this.record = record
  }

  private checkOwner(): void {
    const { owner, status } = this.record
    if (isActive(status) && !(owner && isAlive(owner))) this.record = interrupted(this.record, this.lastTime)
  }
}
