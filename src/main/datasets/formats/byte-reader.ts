/** Reads numbers and text one after another; past the end is an error. Little-endian, where nothing else is said. */
export class ByteReader {
  position = 0
  private readonly view: DataView

  constructor(private readonly source: Uint8Array) {
    this.view = new DataView(source.buffer, source.byteOffset, source.length)
  }

  /** A part of the source itself, not a copy. */
  bytes(count: number): Uint8Array {
    const start = this.pass(count)
    return this.source.subarray(start, start + count)
  }

  /** Where the next `count` bytes begin, which are passed. */
  private pass(count: number): number {
    const start = this.position
    if (start + count > this.source.length) throw new Error(`it ends at byte ${this.source.length}, within a value`)
    this.position = start + count
    return start
  }

  uint8(): number {
    return this.source[this.pass(1)]!
  }
  uint16(): number {
    return this.view.getUint16(this.pass(2), true)
  }
  uint32(): number {
    return this.view.getUint32(this.pass(4), true)
  }
  int32(): number {
    return this.view.getInt32(this.pass(4), true)
  }
  uint64(): number {
    return Number(this.view.getBigUint64(this.pass(8), true))
  }
  bigEndianFloat64(): number {
    return this.view.getFloat64(this.pass(8), false)
  }

  /** A signed integer of any width that is below 2^53. */
  long(width: number): number {
    const digits = this.bytes(width)
    let value = 0n
    for (let i = Math.min(width, 9) - 1; i >= 0; i--) value = (value << 8n) | BigInt(digits[i]!)
    const signed = Number(BigInt.asIntN(8 * Math.min(width, 9), value))
    if (width > 9 || !Number.isSafeInteger(signed)) throw new Error('an integer of more than 53 bits')
    return signed
  }

  text = (count: number, encoding: 'utf8' | 'latin1'): string => {
    const bytes = this.bytes(count)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(encoding)
  }

  /** Up to the end of the line, which is passed. */
  line(encoding: 'utf8' | 'latin1' = 'utf8'): string {
    const end = this.source.indexOf(0x0a, this.position)
    if (end < 0) throw new Error('a line without an end')
    const text = this.text(end - this.position, encoding)
    this.position = end + 1
    return text
  }
}
