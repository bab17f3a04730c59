// The wire format of protocol buffers, read: https://protobuf.dev/programming-guides/encoding/
export interface Field {
  number: number
  /** Of varints and fixed 32/64 bits (as they lie there); 0 for what has a length. */
  value: number
  /** Of strings, messages and packed values; of fixed ones their bytes. */
  bytes: Buffer
}

const NO_BYTES = Buffer.alloc(0)

/** @throws RangeError where the message is cut short or of a wire type that is not in use any more */
export function* fieldsOf(message: Buffer): Generator<Field> {
  let at = 0
  const varint = (): number => {
    let [value, factor] = [0, 1]
    for (;;) {
      if (at >= message.length) throw new RangeError('a message is cut short')
      const byte = message[at++]!
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
      factor *= 128
    }
  }
  const take = (length: number): Buffer => {
    if (at + length > message.length) throw new RangeError('a message is cut short')
    at += length
    return message.subarray(at - length, at)
  }
  while (at < message.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    const wire = tag % 8
    if (wire === 0) yield { number, value: varint(), bytes: NO_BYTES }
    else if (wire === 1) yield { number, value: 0, bytes: take(8) }
    else if (wire === 2) yield { number, value: 0, bytes: take(varint()) }
    else if (wire === 5) yield { number, value: 0, bytes: take(4) }
    else throw new RangeError(`wire type ${wire}`)
  }
}
