/** Reads numbers and text one after another; past the end is an error. Little-endian, where nothing else is said. */
export class ByteReader {
  position = 0
  private readonly view: DataView

  constructor(private readonly source: Uint8Array) {
    this.view = new DataView(source.buffer, source.byteOffset, source.length)
  }

  /** A part of the source itself, not a copy. */
  bytes(count: number): Uint8Array {
    const end = this.position + count
    if (end > this.source.length) throw new Error(`it ends at byte ${this.source.length}, within a value`)
    const part = this.source.subarray(this.position, end)
    this.position = end
    return part
  }

  private at<T>(size: number, read: (offset: number) => T): T {
    const { position } = this
    this.bytes(size)
    return read(position)
  }

  uint8 = (): number => this.at(1, (offset) => this.view.getUint8(offset))
  uint16 = (): number => this.at(2, (offset) => this.view.getUint16(offset, true))
  uint32 = (): number => this.at(4, (offset) => this.view.getUint32(offset, true))
  int32 = (): number => this.at(4, (offset) => this.view.getInt32(offset, true))
  uint64 = (): number => this.at(8, (offset) => Number(this.view.getBigUint64(offset, true)))
  bigEndianFloat64 = (): number => this.at(8, (offset) => this.view.getFloat64(offset, false))

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
