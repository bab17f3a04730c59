// NumPy's .npy. npyjs reads the elements; what it accepts too easily (a length that does not fit the shape, malformed
// headers) is refused before, and foreign byte orders are turned into this machine's.
import { parse } from 'npyjs'
import { NetloomError } from '../../../shared/errors'
import {
  elementCount,
  hex,
  shapeText,
  startsWith,
  type ArrayData,
  type ArrayHeader,
  type Format,
  type FormatInput,
  type NdArray,
  type ObjectArray
} from './format'
import { PickledArray, unpickle } from './pickle'

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] // \x93NUMPY
/** By descr, little-endian. */
const DTYPES: Record<string, { dtype: string; bytes: number }> = {
  '|b1': { dtype: 'bool', bytes: 1 },
  '|u1': { dtype: 'uint8', bytes: 1 },
  '|i1': { dtype: 'int8', bytes: 1 },
  '<u2': { dtype: 'uint16', bytes: 2 },
  '<i2': { dtype: 'int16', bytes: 2 },
  '<u4': { dtype: 'uint32', bytes: 4 },
  '<i4': { dtype: 'int32', bytes: 4 },
  '<u8': { dtype: 'uint64', bytes: 8 },
  '<i8': { dtype: 'int64', bytes: 8 },
  '<f2': { dtype: 'float16', bytes: 2 },
  '<f4': { dtype: 'float32', bytes: 4 },
  '<f8': { dtype: 'float64', bytes: 8 }
}

/** What cannot be read, by the letter of its descr and for complex numbers and long doubles the bytes. */
const REFUSED: Record<string, string> = {
  O: 'object',
  U: 'str',
  S: 'bytes',
  a: 'bytes',
  V: 'void',
  M: 'datetime64',
  m: 'timedelta64',
  c8: 'complex64',
  c16: 'complex128',
  c32: 'complex256',
  f16: 'longdouble'
}

/** A type that cannot be read, as NumPy names it together with its descr: 'complex64 (<c8)'. */
function nameOf(descr: string): string {
  if (descr.startsWith('[')) return `structured ${descr}`
  const name = REFUSED[descr.slice(1)] ?? REFUSED[descr[1] ?? '']
  return name ? `${name} (${descr})` : descr
}

export const npy: Format = {
  name: 'npy',
  title: 'NPY',
  matches: (head) => startsWith(head, MAGIC),
  open: async (input) => ({
    kind: 'arrays',
    names: [''],
    header: async () => npyHeader(input),
    read: async () => readNpy(input),
    readObjects: async () => readObjectNpy(input)
  })
}

/** No header of NumPy's is longer, but those of records that are refused anyway. */
export const NPY_HEAD_BYTES = 1 << 16

type NpyInput = Omit<FormatInput, 'maxBytes'>

/**
 * Type and shape, of a file or of its beginning.
 * @throws NetloomError NPY_HEADER, NPY_DTYPE
 */
export function npyHeader({ file, bytes }: NpyInput): ArrayHeader {
  const { descr, shape } = readHeader(file, bytes)
  return { dtype: descr === '|O' ? 'object' : typeOf(descr, file).dtype, shape }
}

function typeOf(descr: string, file: string): { dtype: string; bytes: number } {
  const type = DTYPES[descr.replace(/^>/, '<')]
  if (type) return type
  const expected = Object.values(DTYPES).map(({ dtype }) => dtype)
  throw new NetloomError('NPY_DTYPE', { file, expected: expected.join(', '), found: nameOf(descr) })
}

/**
 * Reads a .npy file as a row-major array, of either byte order. float16 becomes float32, bool becomes 0 and 1.
 * @throws NetloomError NPY_HEADER, NPY_DTYPE (objects, text, complex numbers, records), NPY_SIZE
 */
export function readNpy({ file, bytes }: NpyInput): NdArray {
  const { descr, fortran, shape, dataStart } = readHeader(file, bytes)
  const type = typeOf(descr, file)
  const expected = dataStart + elementCount(shape) * type.bytes
  if (bytes.length !== expected) {
    throw new NetloomError('NPY_SIZE', { file, shape: shapeText(shape), expected, found: bytes.length })
  }
  const data =
    type.bytes === 1 ? oneByte(bytes.subarray(dataStart), type.dtype) : withNpyjs(file, bytes, { descr, dataStart })
  return { dtype: type.dtype, shape, data: fortran ? rowMajor(data, shape) : data }
}

/**
 * Reads a .npy file of Python objects (dtype '|O'), which NumPy pickles.
 * @throws NetloomError NPY_HEADER, NPY_DTYPE, PICKLE_REFUSED, PICKLE_INVALID
 */
export function readObjectNpy({ file, bytes }: NpyInput): ObjectArray {
  const { descr, shape, dataStart } = readHeader(file, bytes)
  if (descr !== '|O') throw new NetloomError('NPY_DTYPE', { file, expected: 'object', found: nameOf(descr) })
  const array = unpickle(bytes.subarray(dataStart), file)
  const fits = array instanceof PickledArray && Array.isArray(array.content) && !array.fortran
  if (!fits || array.content.length !== elementCount(shape))
    throw new NetloomError('PICKLE_INVALID', { file, reason: `no array of objects of shape ${shapeText(shape)}` })
  return { shape, values: array.content as ObjectArray['values'] }
}

// Bytes need no parsing, and npyjs would copy them and turn booleans into a JavaScript array.
const oneByte = (bytes: Uint8Array<ArrayBuffer>, dtype: string): ArrayData =>
  dtype === 'int8' ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes

function withNpyjs(
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
  { descr, dataStart }: Pick<NpyHeader, 'descr' | 'dataStart'>
): ArrayData {
  const { copy, start } = aligned(bytes, dataStart)
  if (descr.startsWith('>')) {
    copy[Buffer.from(copy.buffer, 0, start).indexOf(descr)] = LITTLE_ENDIAN
    swap(Buffer.from(copy.buffer, start), descr.at(-1)!)
  }
  try {
    return parse(copy.buffer).data as ArrayData
  } catch (error) {
    throw new NetloomError('NPY_HEADER', { file, found: hex(bytes, 16) }, { cause: error })
  }
}

const LITTLE_ENDIAN = 0x3c // '<'

/** A copy whose elements begin at a multiple of 8, as those of NumPy do, and those of others need not. */
function aligned(bytes: Uint8Array, dataStart: number): { copy: Uint8Array<ArrayBuffer>; start: number } {
  const start = Math.ceil(dataStart / 8) * 8
  const copy = new Uint8Array(bytes.length + start - dataStart).fill(0x20, dataStart, start)
  copy.set(bytes.subarray(0, dataStart))
  copy.set(bytes.subarray(dataStart), start)
  const header = new DataView(copy.buffer)
  if (copy[6] === 1) header.setUint16(8, start - 10, true)
  else header.setUint32(8, start - 12, true)
  return { copy, start }
}

/** @param width in bytes, '2', '4' or '8' */
function swap(data: Buffer, width: string): void {
  if (width === '2') data.swap16()
  else if (width === '4') data.swap32()
  else data.swap64()
}

interface NpyHeader {
  descr: string
  fortran: boolean
  shape: number[]
  /** Where the elements begin, in bytes. */
  dataStart: number
}

function readHeader(file: string, bytes: Uint8Array<ArrayBuffer>): NpyHeader {
  const invalid = (found: string): NetloomError => new NetloomError('NPY_HEADER', { file, found })
  if (!npy.matches(bytes) || bytes.length < 12) throw invalid(hex(bytes, 16))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const major = view.getUint8(6)
  if (major < 1 || major > 3) throw invalid(`version ${major}`)
  const textStart = major === 1 ? 10 : 12
  const dataStart = textStart + (major === 1 ? view.getUint16(8, true) : view.getUint32(8, true))
  if (dataStart > bytes.length || dataStart > NPY_HEAD_BYTES) throw invalid(hex(bytes, 16))
  const text = Buffer.from(bytes.subarray(textStart, dataStart)).toString('latin1').trim()
  const descr = /'descr'\s*:\s*(?:'([^']*)'|(\[.*\]))/s.exec(text)
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)
  const shape = /'shape'\s*:\s*\(([\dL,\s]*)\)/.exec(text)
  if (!descr || !fortran || !shape) throw invalid(text.slice(0, 80))
  return {
    descr: (descr[1] ?? descr[2]!).slice(0, 80),
    fortran: fortran[1] === 'True',
    shape: (shape[1]!.match(/\d+/g) ?? []).map(Number),
    dataStart
  }
}

// NumPy writes a transposed array column by column (fortran_order).
function rowMajor(data: ArrayData, shape: readonly number[]): ArrayData {
  const result = data.slice()
  const index = shape.map(() => 0)
  const strides = shape.map((_, axis) => elementCount(shape.slice(0, axis)))
  for (let i = 0, from = 0; i < data.length; i++) {
    result[i] = data[from]!
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!
      if (++index[axis]! < shape[axis]!) break
      from -= strides[axis]! * shape[axis]!
      index[axis] = 0
    }
  }
  return result
}
