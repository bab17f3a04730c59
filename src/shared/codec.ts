// Messages of the WebSocket transport. JSON has no typed arrays, no NaN and no undefined entries, and a loss may well
// be NaN: so a frame is a JSON header with placeholders, then the arrays' bytes.
//
//   u32 header length (little endian) | header | pad to 8 | array 0 | pad to 8 | array 1 ...
//   header: { message, arrays: [[type, byteLength], ...] }

const ARRAY_TYPES = { Uint8Array, Int32Array, Uint32Array, Float32Array, Float64Array } as const
type ArrayType = keyof typeof ARRAY_TYPES
type TypedArray = InstanceType<(typeof ARRAY_TYPES)[ArrayType]>

const HEADER_LENGTH_BYTES = 4
const pad8 = (bytes: number): number => Math.ceil(bytes / 8) * 8

/** A message of plain values and typed arrays as one frame. Throws TypeError for any other object. */
export function encode(message: unknown): Uint8Array<ArrayBuffer> {
  const parts = encodeParts(message)
  const frame = new Uint8Array(lengthOf(parts))
  let at = 0
  for (const part of parts) {
    frame.set(part, at)
    at += part.byteLength
  }
  return frame
}

/** The bytes of a frame that consists of parts. */
export const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.byteLength, 0)

/** The same frame as parts that follow each other; arrays are not copied. */
export function encodeParts(message: unknown): Uint8Array[] {
  const arrays: Uint8Array[] = []
  const types: [ArrayType, number][] = []

  const strip = (value: unknown): unknown => {
    if (typeof value === 'number' && !survivesJson(value))
      return { $number: Object.is(value, -0) ? '-0' : String(value) }
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(strip)
    if (ArrayBuffer.isView(value)) {
      types.push([arrayTypeOf(value), value.byteLength])
      arrays.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      return { $array: arrays.length - 1 }
    }
    if (tagOf(value) !== 'Object') throw new TypeError(`cannot encode ${tagOf(value)}`)
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
    return Object.fromEntries(entries.map(([key, entry]) => [key.startsWith('$') ? `$${key}` : key, strip(entry)]))
  }

  const stripped = strip(message)
  const header = new TextEncoder().encode(JSON.stringify({ message: stripped, arrays: types }))
  const length = new Uint8Array(HEADER_LENGTH_BYTES)
  new DataView(length.buffer).setUint32(0, header.byteLength, true)
  const parts: Uint8Array[] = [length, header]
  let end = HEADER_LENGTH_BYTES + header.byteLength
  for (const array of arrays) {
    parts.push(new Uint8Array(pad8(end) - end), array)
    end = pad8(end) + array.byteLength
  }
  return parts
}

const survivesJson = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0)

/** 'Object', 'Map', 'Float32Array' ...: also for a value from another realm, which is no instance of this one's class. */
const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1)

function arrayTypeOf(view: ArrayBufferView): ArrayType {
  if (view instanceof Uint8Array) return 'Uint8Array' // Node's Buffer is one too
  const name = tagOf(view)
  if (!Object.hasOwn(ARRAY_TYPES, name)) throw new TypeError(`cannot encode ${name}`)
  return name as ArrayType
}

/** Reads a frame; typed arrays are views into it, not copies. Throws RangeError, SyntaxError or TypeError for a damaged frame. */
export function decode(data: ArrayBuffer | Uint8Array): unknown {
  const bytes = aligned(data)
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true)
  let end = HEADER_LENGTH_BYTES + headerBytes
  if (end > bytes.byteLength) throw new RangeError('frame: the header runs past the end')
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(HEADER_LENGTH_BYTES, end))
  const header = JSON.parse(text) as { message: unknown; arrays: [ArrayType, number][] }
  const arrays = header.arrays.map(([type, byteLength]): TypedArray => {
    const start = pad8(end)
    end = start + byteLength
    if (!Object.hasOwn(ARRAY_TYPES, type) || !(byteLength >= 0) || end > bytes.byteLength) {
      throw new RangeError('frame: an array runs past the end')
    }
    const { BYTES_PER_ELEMENT } = ARRAY_TYPES[type]
    if (byteLength % BYTES_PER_ELEMENT !== 0) throw new RangeError('frame: an array ends within an element')
    return new ARRAY_TYPES[type](bytes.buffer as ArrayBuffer, bytes.byteOffset + start, byteLength / BYTES_PER_ELEMENT)
  })

  const restore = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(restore)
    if ('$array' in value) {
      const array = arrays[Number(value.$array)]
      if (!array) throw new RangeError('frame: an array is missing')
      return array
    }
    if ('$number' in value) return Number(value.$number)
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key.startsWith('$$') ? key.slice(1) : key, restore(entry)])
    )
  }
  return restore(header.message)
}

// Views of 8-byte numbers need an 8-byte offset, and a Node Buffer may sit anywhere in its pool.
function aligned(data: ArrayBuffer | Uint8Array): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return data.byteOffset % 8 === 0 ? data : new Uint8Array(data)
}
