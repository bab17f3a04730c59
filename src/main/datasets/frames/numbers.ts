// Arrays of any dtype as columns of numbers.
import { elementsOf, type ColumnType, type NumberArray } from '../../../shared/columns'
import { NetloomError } from '../../../shared/errors'
import type { ArrayHeader, NdArray } from '../formats/format'

/** The array that holds values of a dtype; 64-bit integers are held as float64, where they are exact. */
const CREATE: Record<string, (length: number) => NumberArray> = {
  bool: (length) => new Uint8Array(length),
  uint8: (length) => new Uint8Array(length),
  int8: (length) => new Int8Array(length),
  uint16: (length) => new Uint16Array(length),
  int16: (length) => new Int16Array(length),
  uint32: (length) => new Uint32Array(length),
  int32: (length) => new Int32Array(length),
  uint64: (length) => new Float64Array(length),
  int64: (length) => new Float64Array(length),
  float16: (length) => new Float32Array(length),
  float32: (length) => new Float32Array(length),
  float64: (length) => new Float64Array(length)
}

export const createNumbers = (dtype: string): ((length: number) => NumberArray) => CREATE[dtype] ?? CREATE.float64!

/** The dtype that holds the values of both, as far as columns go: integers with integers, else float64. */
export function commonDtype(a: string, b: string): string {
  if (a === b) return a
  return /int/.test(a) && /int/.test(b) ? 'int64' : 'float64'
}

/**
 * Type and shape of a column whose values have the rest of an array's shape: one number a row is no tensor.
 * @param header shape [n, ...]
 */
export function columnOf({ dtype, shape: [, ...shape] }: ArrayHeader): {
  type: ColumnType
  dtype: string
  shape: readonly number[]
} {
  if (shape.length > 1 || elementsOf(shape) !== 1) return { type: 'tensor', dtype, shape }
  const type = dtype === 'bool' ? 'boolean' : /int/.test(dtype) ? 'integer' : 'number'
  return { type, dtype, shape: [] }
}

/**
 * The values of an array as a column holds them.
 * @throws NetloomError DATA_INTEGER for integers beyond 2^53
 */
export function asNumbers({ data }: NdArray, file: string, role: string): NumberArray {
  if (!(data instanceof BigInt64Array || data instanceof BigUint64Array)) return data as NumberArray
  const numbers = new Float64Array(data.length)
  for (let where = 0; where < data.length; where++) {
    const value = (numbers[where] = Number(data[where]))
    if (!Number.isSafeInteger(value))
      throw new NetloomError('DATA_INTEGER', { file, role, where, found: String(data[where]) })
  }
  return numbers
}
