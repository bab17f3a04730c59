// IDX, the format of MNIST: 00 00, element type, rank, one big-endian u32 for each dimension, then the elements, big-endian.
import { NetloomError } from '../../../shared/errors'
import {
  elementCount,
  hex,
  shapeText,
  type ArrayData,
  type ArrayHeader,
  type Format,
  type FormatInput,
  type NdArray
} from './format'

interface ElementType {
  dtype: string
  bytes: 1 | 2 | 4 | 8
  view(buffer: ArrayBuffer, offset: number, length: number): ArrayData
}

const ELEMENT_TYPES: Record<number, ElementType> = {
  0x08: { dtype: 'uint8', bytes: 1, view: (buffer, offset, length) => new Uint8Array(buffer, offset, length) },
  0x09: { dtype: 'int8', bytes: 1, view: (buffer, offset, length) => new Int8Array(buffer, offset, length) },
  0x0b: { dtype: 'int16', bytes: 2, view: (buffer, offset, length) => new Int16Array(buffer, offset, length) },
  0x0c: { dtype: 'int32', bytes: 4, view: (buffer, offset, length) => new Int32Array(buffer, offset, length) },
  0x0d: { dtype: 'float32', bytes: 4, view: (buffer, offset, length) => new Float32Array(buffer, offset, length) },
  0x0e: { dtype: 'float64', bytes: 8, view: (buffer, offset, length) => new Float64Array(buffer, offset, length) }
}
const UINT8 = 0x08
const MAX_RANK = 8
const headerBytes = (rank: number): number => 4 + 4 * rank

export const idx: Format = {
  name: 'idx',
  title: 'IDX',
  matches: (head) => head[0] === 0 && head[1] === 0 && head[2] !== undefined && head[2] in ELEMENT_TYPES,
  open: async (input) => ({
    kind: 'arrays',
    names: [''],
    header: async () => readHeader(input),
    read: async () => readArray(input)
  })
}

/** @throws NetloomError IDX_HEADER, IDX_SIZE */
function readHeader({ file, bytes }: FormatInput): ArrayHeader & { type: ElementType; dataStart: number } {
  const type = ELEMENT_TYPES[bytes[2] ?? 0]
  const rank = bytes[3] ?? 0
  if (!idx.matches(bytes) || !type || rank < 1 || rank > MAX_RANK || bytes.length < headerBytes(rank)) {
    throw new NetloomError('IDX_HEADER', { file, found: hex(bytes, 16), bytes: bytes.length })
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerBytes(rank))
  const shape = Array.from({ length: rank }, (_, axis) => header.getUint32(headerBytes(axis)))
  const expected = headerBytes(rank) + elementCount(shape) * type.bytes
  if (bytes.length !== expected) {
    throw new NetloomError('IDX_SIZE', { file, shape: shapeText(shape), expected, found: bytes.length })
  }
  return { dtype: type.dtype, shape, type, dataStart: headerBytes(rank) }
}

function readArray(input: FormatInput): NdArray {
  const { dtype, shape, type, dataStart } = readHeader(input)
  return { dtype, shape, data: elements(input.bytes, dataStart, type) }
}

// Bytes are a view of the file, wider elements a copy in this machine's byte order.
function elements(bytes: Uint8Array<ArrayBuffer>, start: number, type: ElementType): ArrayData {
  if (type.bytes === 1) return type.view(bytes.buffer, bytes.byteOffset + start, bytes.length - start)
  const copy = Buffer.from(bytes.slice(start).buffer)
  if (type.bytes === 2) copy.swap16()
  else if (type.bytes === 4) copy.swap32()
  else copy.swap64()
  return type.view(copy.buffer as ArrayBuffer, copy.byteOffset, copy.length / type.bytes)
}

/** The header of a uint8 array of this shape: followed by its elements it is the IDX file that holds the array. */
export function uint8IdxHeader(shape: readonly number[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(headerBytes(shape.length)))
  header.setUint8(2, UINT8)
  header.setUint8(3, shape.length)
  shape.forEach((size, axis) => header.setUint32(headerBytes(axis), size))
  return new Uint8Array(header.buffer)
}
