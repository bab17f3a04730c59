// The wire format of protocol buffers, as far as GraphDef and SavedModel need it: fields are written, never read.
// https://protobuf.dev/programming-guides/encoding/

const VARINT = 0
const BYTES = 2
const FIXED32 = 5
const text = new TextEncoder()

export class ProtoWriter {
  private readonly parts: Uint8Array[] = []
  private length = 0

  private push(bytes: Uint8Array): this {
    this.parts.push(bytes)
    this.length += bytes.length
    return this
  }

  /** Whole numbers, negative ones as 64-bit two's complement. */
  private varint(value: number): this {
    const bytes: number[] = []
    let rest = BigInt.asUintN(64, BigInt(value))
    while (rest >= 0x80n) {
      bytes.push(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    bytes.push(Number(rest))
    return this.push(Uint8Array.from(bytes))
  }
  private tag = (field: number, wire: number): this => this.varint(field * 8 + wire)

  int = (field: number, value: number): this => this.tag(field, VARINT).varint(value)
  bool = (field: number, value: boolean): this => this.int(field, value ? 1 : 0)
  float(field: number, value: number): this {
    return this.tag(field, FIXED32).push(new Uint8Array(Float32Array.of(value).buffer))
  }
  bytes = (field: number, value: Uint8Array): this => this.tag(field, BYTES).varint(value.length).push(value)
  string = (field: number, value: string): this => this.bytes(field, text.encode(value))
  message = (field: number, value: ProtoWriter): this => this.bytes(field, value.finish())
  packed(field: number, values: readonly number[]): this {
    const list = new ProtoWriter()
    for (const value of values) list.varint(value)
    return this.message(field, list)
  }
  /** An entry of a map<string, message>. */
  entry = (field: number, key: string, value: ProtoWriter): this =>
    this.message(field, new ProtoWriter().string(1, key).message(2, value))

  finish(): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.length)
    let offset = 0
    for (const part of this.parts) {
      whole.set(part, offset)
      offset += part.length
    }
    return whole
  }
}
