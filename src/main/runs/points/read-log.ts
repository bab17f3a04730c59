// metrics.jsonl read from where it was left: a live run's new lines cost only themselves.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { continuous, runEventSchema, type RunEvent } from '../../../shared/run'
import { BACKSLASH, NEWLINE, QUOTE } from './bytes'
import { LogColumns } from './log-columns'
import { scanSteps } from './scan-steps'

const CHUNK_BYTES = 4 << 20
/** A line longer than this is not of a log. */
const LONGEST_LINE_BYTES = 256 << 20
const TYPE = Buffer.from('{"type":"')
const WANTED: ReadonlySet<string> = new Set(['start', 'steps', 'epoch', 'pause', 'continue', 'resume', 'end'])

/** What a file was when it was read; a log that is another one is read anew. */
export interface LogVersion {
  size: number
  mtimeMs: number
}

export class LogReader {
  columns = new LogColumns()
  version: LogVersion = { size: 0, mtimeMs: 0 }
  /** Bytes of the whole lines that were taken in. */
  #offset = 0
  #inode = 0

  constructor(private readonly path: string) {}

  /**
   * Takes in what is new.
   * @throws errors of the file system; ENOENT where there is no log
   */
  follow(): void {
    const file = openSync(this.path, 'r')
    try {
      const { size, mtimeMs, ino } = fstatSync(file)
      if (ino !== this.#inode || size < this.#offset) this.#forget()
      this.#inode = ino
      if (size > this.#offset && this.#take(file, size) === 'anew') this.#readAnew(file, size)
      this.version = { size, mtimeMs }
    } finally {
      closeSync(file)
    }
  }

  #forget(): void {
    this.columns = new LogColumns()
    this.#offset = 0
  }

  #take(file: number, size: number): 'done' | 'anew' {
    for (const { bytes, from, end } of lines(file, this.#offset, size)) {
      if (this.#takeLine(bytes, from, end) === 'anew') return 'anew'
      this.#offset += end + 1 - from
    }
    return 'done'
  }

  #takeLine(bytes: Buffer, from: number, end: number): 'done' | 'anew' {
    const type = typeOf(bytes, from, end)
    if (type === null || !WANTED.has(type)) return 'done'
    if (this.columns.broken && (type === 'steps' || type === 'epoch')) return 'done'
    if (type === 'steps') {
      const { steps } = this.columns
      steps.begin()
      const scanned = scanSteps(bytes, from, end, steps)
      if (scanned === 'gap') this.columns.broken = true
      else if (scanned) this.columns.stepsDone(scanned)
      if (scanned) return 'done'
    }
    const event = eventOf(bytes, from, end)
    if (event?.type === 'resume') return 'anew'
    if (event?.type === 'start') this.columns = new LogColumns() // One that was ended before it began has begun once more.
    if (event) this.columns.apply(event)
    return 'done'
  }

  /** A run that went on from an earlier place: what was told of the time after it is no longer so. */
  #readAnew(file: number, size: number): void {
    this.#forget()
    const events: RunEvent[] = []
    for (const { bytes, from, end } of lines(file, 0, size)) {
      const type = typeOf(bytes, from, end)
      const event = type !== null && WANTED.has(type) ? eventOf(bytes, from, end) : null
      if (event) events.push(event)
      this.#offset += end + 1 - from
    }
    for (const event of continuous(events)) this.columns.apply(event)
  }
}

/** Whole lines of a part of a file, as places in buffers that hold until the next one is asked for. */
function* lines(file: number, first: number, size: number): Generator<{ bytes: Buffer; from: number; end: number }> {
  let [at, capacity] = [first, Math.min(CHUNK_BYTES, size - first)]
  while (at < size && capacity <= LONGEST_LINE_BYTES) {
    const bytes = Buffer.allocUnsafeSlow(Math.min(capacity, size - at))
    const length = fill(file, bytes, at)
    let from = 0
    for (;;) {
      const end = bytes.indexOf(NEWLINE, from)
      if (end < 0 || end >= length) break
      yield { bytes, from, end }
      from = end + 1
    }
    at += from
    if (at + length - from >= size || length < bytes.length) return
    if (from === 0) capacity *= 2
  }
}

function fill(file: number, bytes: Buffer, at: number): number {
  let length = 0
  while (length < bytes.length) {
    const count = readSync(file, bytes, length, bytes.length - length, at + length)
    if (count === 0) break
    length += count
  }
  return length
}

/** As far as its first characters tell; '' where the line begins in another way. */
function typeOf(bytes: Buffer, from: number, end: number): string | null {
  if (end - from < TYPE.length) return null
  if (bytes.compare(TYPE, 0, TYPE.length, from, from + TYPE.length) !== 0) return parsedType(bytes, from, end)
  const close = bytes.indexOf(QUOTE, from + TYPE.length)
  if (close < 0 || close > end || bytes[close - 1] === BACKSLASH) return parsedType(bytes, from, end)
  return bytes.toString('latin1', from + TYPE.length, close)
}

function parsedType(bytes: Buffer, from: number, end: number): string | null {
  try {
    const type = (JSON.parse(bytes.toString('utf8', from, end)) as { type?: unknown } | null)?.type
    return typeof type === 'string' ? type : null
  } catch {
    return null
  }
}

/** A line of a newer version, or one that was cut short, is none. */
function eventOf(bytes: Buffer, from: number, end: number): RunEvent | null {
  try {
    const parsed = runEventSchema.safeParse(JSON.parse(bytes.toString('utf8', from, end)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
