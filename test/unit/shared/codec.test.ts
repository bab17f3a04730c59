import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../../src/shared/codec'

const roundTrip = (value: unknown): unknown => decode(encode(value))

describe('bad frames', () => {
  const good = encode({ id: 7, x: new Float32Array([1, 2, 3]), y: new Int32Array([4]), name: 'loss' })

  it('are refused when cut short, at every length', () => {
    for (let length = 0; length < good.byteLength; length++) {
      expect(() => decode(good.slice(0, length)), `${length} bytes`).toThrow()
    }
  })

  it('never crash, whatever byte is damaged', () => {
    for (let i = 0; i < good.byteLength; i++) {
      for (const flip of [0x01, 0x20, 0x80, 0xff]) {
        const damaged = good.slice()
        damaged[i]! ^= flip
        try {
          decode(damaged)
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
      }
    }
  })

  const frame = (header: unknown, bytes = 0): Uint8Array => {
    const text = new TextEncoder().encode(JSON.stringify(header))
    const whole = new Uint8Array(4 + text.byteLength + bytes)
    new DataView(whole.buffer).setUint32(0, text.byteLength, true)
    whole.set(text, 4)
    return whole
  }

  it.each([
    ['no header object', null],
    ['no list of arrays', { message: 1 }],
    ['an array beyond the end', { message: 1, arrays: [['Float32Array', 64]] }],
    ['a negative length', { message: 1, arrays: [['Float32Array', -8]] }],
    ['a length that is no number', { message: 1, arrays: [['Float32Array', 'x']] }],
    ['half an element', { message: 1, arrays: [['Float32Array', 6]] }],
    ['an unknown type', { message: 1, arrays: [['Function', 8]] }],
    ['a type of Object.prototype', { message: 1, arrays: [['constructor', 8]] }],
    ['an array that was not sent', { message: { $array: 3 }, arrays: [] }]
  ])('with %s are refused', (_what, header) => {
    expect(() => decode(frame(header, 32))).toThrow()
  })

  it('cannot reach a prototype', () => {
    const message = decode(frame({ message: JSON.parse('{"__proto__": {"polluted": 1}}') as unknown, arrays: [] }))
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    expect(Object.getPrototypeOf(message)).toBe(Object.prototype)
  })
})

describe('what cannot be sent', () => {
  it.each([
    ['a Map', new Map([[1, 2]])],
    ['a Date', new Date(0)],
    ['an ArrayBuffer', new ArrayBuffer(8)],
    ['a DataView', new DataView(new ArrayBuffer(8))],
    ['a BigInt64Array', new BigInt64Array(1)],
    ['a bigint', 1n]
  ])('%s throws TypeError', (_what, value) => {
    expect(() => encode({ value })).toThrow(TypeError)
  })
})

describe('round trip', () => {
  it.each([
    ['numbers that JSON has not', { logs: { loss: NaN, a: Infinity, b: -Infinity, c: -0, d: 5e-324, e: 0.1 + 0.2 } }],
    ['nothing', null],
    ['words', ['', 'größer', '损失', '\u0000', '"\\']],
    ['keys that look like placeholders', { $array: 1, $number: 'NaN', $$x: { $: 2 } }],
    ['nesting', [[[], {}], { a: [{ b: null }] }]]
  ])('keeps %s', (_what, value) => {
    expect(roundTrip(value)).toStrictEqual(value)
  })

  it('leaves out undefined entries', () => {
    expect(roundTrip({ a: undefined, b: 1 })).toStrictEqual({ b: 1 })
    expect(roundTrip(undefined)).toBeUndefined()
  })

  it.each([
    new Uint8Array([0, 255]),
    new Int32Array([-1, 2 ** 31 - 1]),
    new Uint32Array([0, 2 ** 32 - 1]),
    new Float32Array([NaN, Infinity, -0, 1.5]),
    new Float64Array([Math.PI, 5e-324]),
    new Float32Array(0)
  ])('keeps %o', (array) => {
    expect(roundTrip({ first: new Uint8Array([9]), array })).toStrictEqual({ first: new Uint8Array([9]), array })
  })

  it('takes only the part of the buffer that a view shows', () => {
    const whole = new Float32Array([1, 2, 3, 4])
    expect(roundTrip(whole.subarray(1, 3))).toStrictEqual(new Float32Array([2, 3]))
    expect(roundTrip(Buffer.from('abc'))).toStrictEqual(new Uint8Array([97, 98, 99]))
  })

  it('reads a frame at any offset of a larger buffer', () => {
    const value = { x: new Float64Array([1, 2]), y: new Uint8Array([3]), z: new Int32Array([4, 5]) }
    const frame = encode(value)
    for (let offset = 0; offset < 9; offset++) {
      const pool = new Uint8Array(frame.byteLength + 16)
      pool.set(frame, offset)
      expect(decode(pool.subarray(offset, offset + frame.byteLength)), `offset ${offset}`).toStrictEqual(value)
    }
  })

  it('makes views, not copies', () => {
    const frame = encode(new Float32Array(4))
    expect((decode(frame) as Float32Array).buffer).toBe(frame.buffer)
  })
})
