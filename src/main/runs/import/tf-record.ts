// TFRecord files: u64 length | u32 masked CRC-32C of it | bytes | u32 masked CRC-32C of them, little endian, over and over.
import { maskedCrc32c } from './crc32c'

const HEAD_BYTES = 12
const TAIL_BYTES = 4
const WINDOW_BYTES = 4 << 20

export interface Bytes {
  size: number
  /** Up to `length` bytes from `at` on. */
  read(at: number, length: number): Buffer
}

/** What a file lost: records whose sum is wrong, and bytes at its end that are no whole record. */
export interface Damage {
  records: number
  bytes: number
}

/**
 * Whole records, as views that hold until the next one. One whose sum is wrong is left out; after a length that is wrong nothing
 * more can be found.
 */
export function* recordsOf(bytes: Bytes, damage: Damage): Generator<Buffer> {
  let window = bytes.read(0, WINDOW_BYTES)
  let first = 0
  let at = 0
  /** Whether the window reaches so far from `at`. */
  const holds = (length: number): boolean => {
    if (at - first + length <= window.length) return true
    if (at + length > bytes.size) return false
    window = bytes.read(at, Math.max(WINDOW_BYTES, length))
    first = at
    return window.length >= length
  }
  while (at < bytes.size) {
    damage.bytes = bytes.size - at
    if (!holds(HEAD_BYTES)) return
    const head = window.subarray(at - first, at - first + HEAD_BYTES)
    if (maskedCrc32c(head.subarray(0, 8)) !== head.readUInt32LE(8)) return
    const length = Number(head.readBigUInt64LE(0))
    const whole = HEAD_BYTES + length + TAIL_BYTES
    if (!holds(whole)) return
    const start = at - first + HEAD_BYTES
    const content = window.subarray(start, start + length)
    if (maskedCrc32c(content) === window.readUInt32LE(start + length)) yield content
    else damage.records++
    at += whole
  }
  damage.bytes = 0
}
