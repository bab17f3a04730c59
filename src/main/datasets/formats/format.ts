// What every format offers: to recognise its content, and to open it into one of three uniform types.
import type { NumberArray } from '../../../shared/columns'
import type { FloatType } from '../../../shared/training'

import type { PickleValue } from './pickle-numpy'

export type ArrayData =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array

/** An array of any rank, row-major. `dtype` in NumPy's words: uint8, int64, float32 ... */
export interface NdArray {
  dtype: string
  shape: number[]
  data: ArrayData
}

/** What an array says of itself before its elements. */
export interface ArrayHeader {
  /** 'object' for Python's objects. */
  dtype: string
  shape: number[]
}

/** A file of one array (name '') or of several; each is read, and checked, when it is asked for. */
export interface ArrayFile {
  kind: 'arrays'
  names: string[]
  /** Type and shape, without reading the elements. */
  header(name: string): Promise<ArrayHeader>
  read(name: string): Promise<NdArray>
  /** An array of Python's objects, where the format has such. */
  readObjects?(name: string): Promise<ObjectArray>
}

/** An array of any rank, row-major, of what a pickle can hold. */
export interface ObjectArray {
  shape: number[]
  values: readonly PickleValue[]
}

/** Columns of a table, by name; all have `rows` values. */
export interface TableColumns {
  rows: number
  numeric: Map<string, NumberArray>
  text: Map<string, string[]>
}

export interface TableSelection {
  numeric: string[]
  text: string[]
  weights: string[]
  /** What numbers have to be finite in. */
  floatType: FloatType
}

export interface TableFile {
  kind: 'table'
  columns: string[]
  /**
   * Reads the columns that are named, in one pass. A value of a numeric column that is not a finite number is an error;
   * so is one of `weights`, which become numeric columns too, that is not a finite number of 0 or more.
   */
  read(selection: TableSelection): Promise<TableColumns>
}

/** What was inside a compressed file; to be recognised in its turn. */
export interface WrappedFile {
  kind: 'wrapped'
  content: Uint8Array<ArrayBuffer>
}

export interface FormatInput {
  /** Named in errors. */
  file: string
  bytes: Uint8Array<ArrayBuffer>
  /** Nothing may unpack to more than this. */
  maxBytes: number
}

export interface Format {
  name: string
  title: string
  /** Recognises the content by the first bytes (up to SNIFF_BYTES, fewer in a short file). */
  matches(head: Uint8Array): boolean
  /** @throws NetloomError for content that is damaged or that the format's reader does not support */
  open(input: FormatInput): Promise<ArrayFile | TableFile | WrappedFile>
}

export const SNIFF_BYTES = 4096

/** A Buffer as what it extends: Buffer's own slice() would share memory, where Uint8Array's copies. */
export const plainBytes = (buffer: Buffer): Uint8Array<ArrayBuffer> =>
  new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.length)

export const startsWith = (head: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => head[i] === byte)

/** The first bytes as a person compares them with a hex dump, e.g. '1f 8b 08'. */
export const hex = (bytes: Uint8Array, count = 8): string =>
  Array.from(bytes.subarray(0, count), (byte) => byte.toString(16).padStart(2, '0')).join(' ')

export const shapeText = (shape: readonly number[]): string => `[${shape.join(', ')}]`

/** Elements of a shape; Infinity where that is more than any memory holds. */
export const elementCount = (shape: readonly number[]): number => {
  const count = shape.reduce((product, size) => product * size, 1)
  return Number.isSafeInteger(count) ? count : Infinity
}
