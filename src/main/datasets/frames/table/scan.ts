// One pass over a text file: how many rows it has, and whether it is UTF-8 to its end.
import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import { withoutCutCharacter } from './encoding'

const CHUNK_BYTES = 1 << 20
const [LF, CR, QUOTE] = [10, 13, 34]
/** A quote opens a value only where a value begins, or where it stands for itself within one (""). */
const BEFORE_QUOTE = new Set([LF, CR, QUOTE, ...[',', ';', '\t', '|', ' '].map((sign) => sign.charCodeAt(0))])

export interface Scan {
  /** Lines that are not empty; a line break within quotes ends none. */
  lines: number
  utf8: boolean
  /** Where the chunk begins that is no UTF-8; else the size. */
  at: number
}

/** Counts until its end, or until the first bytes that are no UTF-8. `cr`: lines end with carriage returns alone. */
export async function scan(path: string, cr: boolean): Promise<Scan> {
  const counter = new LineCounter(cr ? CR : LF)
  const handle = await open(path)
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  try {
    let at = 0
    let kept = 0 // bytes of a character that the last chunk cut
    for (;;) {
      const { bytesRead } = await handle.read(buffer, kept, CHUNK_BYTES - kept)
      const bytes = buffer.subarray(0, kept + bytesRead)
      const whole = bytesRead === 0 ? bytes : withoutCutCharacter(bytes)
      if (!isUtf8(whole)) return { lines: counter.finish(), utf8: false, at }
      counter.take(whole)
      at += whole.length
      if (bytesRead === 0) return { lines: counter.finish(), utf8: true, at }
      kept = bytes.length - whole.length
      bytes.copy(buffer, 0, whole.length)
    }
  } finally {
    await handle.close()
  }
}

export class LineCounter {
  readonly #end: number
  #lines = 0
  #inQuotes = false
  /** Bytes of the line so far, without its end. */
  #length = 0
  #last = 10

  constructor(end = LF) {
    this.#end = end
  }

  take(bytes: Buffer): void {
    if (bytes.length === 0) return
    let at = 0
    let quote = bytes.indexOf(QUOTE)
    while (at < bytes.length) {
      if (this.#inQuotes) {
        if (quote < 0) {
          this.#length += bytes.length - at
          break
        }
        this.#inQuotes = false
        this.#length += quote + 1 - at
        at = quote + 1
        quote = bytes.indexOf(QUOTE, at)
        continue
      }
      const end = bytes.indexOf(this.#end, at)
      if (quote >= 0 && (end < 0 || quote < end)) {
        this.#inQuotes = BEFORE_QUOTE.has(quote === 0 ? this.#last : bytes[quote - 1]!)
        this.#length += quote + 1 - at
        at = quote + 1
        quote = bytes.indexOf(QUOTE, at)
        continue
      }
      if (end < 0) {
        this.#length += bytes.length - at
        break
      }
      const before = end === 0 ? this.#last : bytes[end - 1]
      const length = this.#length + end - at
      if (length > 1 || (length === 1 && before !== CR)) this.#lines++
      this.#length = 0
      at = end + 1
    }
    this.#last = bytes[bytes.length - 1]!
  }
  /** Lines, with the last one that has no end. */
  finish(): number {
    const open = this.#length > 1 || (this.#length === 1 && this.#last !== CR)
    return this.#lines + (open ? 1 : 0)
  }
}
