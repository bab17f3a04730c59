import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonText } from '../../shared/json'
import type { RunEvent, RunRecord } from '../../shared/run'
import { writeFileAtomic } from '../atomic-file'
import { eventLine } from './log'

/** A line waits at most this long in memory; an epoch's end does not wait at all. */
const FLUSH_MS = 500

/**
 * Writes one run: events are appended to metrics.jsonl, the record is replaced in run.json. Writes follow each other in
 * order; the first failure (a full disk, a folder taken away) is kept and told to `onError` once.
 */
export class RunWriter {
  private pending: string[] = []
  private timer: NodeJS.Timeout | null = null
  private queue: Promise<void> = Promise.resolve()
  private failed = false
  /** Waits to be written. */
  private record: RunRecord | null = null

  private constructor(
    readonly folder: string,
    private readonly log: FileHandle,
    private readonly onError: (error: unknown) => void
  ) {}

  static async open(folder: string, onError: (error: unknown) => void): Promise<RunWriter> {
    return new RunWriter(folder, await open(join(folder, 'metrics.jsonl'), 'a'), onError)
  }

  append(event: RunEvent): void {
    this.pending.push(eventLine(event))
    if (event.type !== 'steps') this.flush()
    else this.timer ??= setTimeout(() => this.flush(), FLUSH_MS)
  }

  /** Where records come faster than the disk takes them, those that a newer one replaces are left out. */
  saveRecord(record: RunRecord): void {
    const waiting = this.record !== null
    this.record = record
    if (waiting) return
    this.enqueue(async () => {
      const text = `${jsonText(this.record!, 2)}\n`
      this.record = null
      await writeFileAtomic(join(this.folder, 'run.json'), text)
    })
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const text = this.pending.join('')
    this.pending = []
    if (text !== '') this.enqueue(async () => void (await this.log.appendFile(text)))
  }

  /** Resolves once all that was appended has been handed to the system, or could not be. */
  written(): Promise<void> {
    this.flush()
    return this.queue
  }

  /** The same, once it is on the disk. */
  sync(): Promise<void> {
    this.flush()
    this.enqueue(() => this.log.datasync())
    return this.queue
  }

  private enqueue(write: () => Promise<void>): void {
    this.queue = this.queue.then(write).catch((error: unknown) => {
      if (!this.failed) this.onError(error)
      this.failed = true
    })
  }

  /** Waits until everything is on its way to the disk; the writer cannot be used afterwards. */
  async close(): Promise<void> {
    this.flush()
    await this.queue
    await this.log.close()
  }
}
