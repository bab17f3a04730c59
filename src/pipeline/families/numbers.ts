// What steps on numbers have in common: which columns they take, where values are missing, and arrays of the right type.
import { elementsOf, rowsOf, type NumberArray, type NumberValues } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import type { ColumnShape, NamedValues } from '../define'

/** The most numbers that one step may make of one column: 4 GB as float32. */
const MOST_NUMBERS = 2 ** 30

export const NUMBERS = words('numbers', '数值')

const SCALARS: readonly ColumnShape['type'][] = ['number', 'integer', 'boolean', 'time']

/** One number a row. */
export const isScalar = ({ type, shape }: ColumnShape): boolean => SCALARS.includes(type) && shape?.length === 0
/** Numbers of any one shape; also those of which the shape is not known yet. */
export const isNumeric = ({ type }: ColumnShape): boolean => type === 'tensor' || SCALARS.includes(type)
/** One number a row, or a list of as many. */
export const isFlat = (column: ColumnShape): boolean => isNumeric(column) && (column.shape?.length ?? 1) <= 1
/** Yes-or-no columns, such as those that OneHotEncoder makes, are left as they are unless they are named. */
export const notBoolean = (column: ColumnShape): boolean => isNumeric(column) && column.type !== 'boolean'

/** The values of a column of which `accepts` has said that they are numbers. */
export function numbersOf(column: NamedValues): NumberValues {
  if (column.values.kind !== 'numbers') throw new TypeError(`${column.name} is of ${column.values.kind}`)
  return column.values
}

/** Whether a row has no value: marked so, or NaN where there is one number a row. */
export const isMissing = ({ data, shape, missing }: NumberValues, row: number): boolean =>
  missing?.[row] === 1 || (shape.length === 0 && Number.isNaN(data[row]))

/** Marks of missing values; null where there is none. */
export function marksOf(values: NumberValues): Uint8Array<ArrayBuffer> | null {
  const marks = Uint8Array.from({ length: rowsOf(values) }, (_, row) => Number(isMissing(values, row)))
  return marks.includes(1) ? marks : null
}

/** What numbers become: float64 where float32 would lose digits of them. */
export const floatOf = (dtype: ColumnShape['dtype']): 'float32' | 'float64' =>
  dtype === 'uint8' || dtype === 'float32' ? 'float32' : 'float64'

const ARRAYS = { uint8: Uint8Array, int32: Int32Array, float32: Float32Array, float64: Float64Array } as const

/** @throws NetloomError PIPELINE_TOO_LARGE */
export function arrayOf(
  dtype: keyof typeof ARRAYS,
  rows: number,
  shape: readonly number[],
  className: string,
  column: string
): NumberArray {
  const found = rows * elementsOf(shape)
  if (found > MOST_NUMBERS)
    throw new NetloomError('PIPELINE_TOO_LARGE', { className, column, found, most: MOST_NUMBERS })
  return new ARRAYS[dtype](found)
}

/** The shape of a column after a step that makes other numbers of the same places. */
export const asFloats = (column: ColumnShape): ColumnShape => ({
  ...column,
  type: column.type === 'tensor' ? 'tensor' : 'number',
  dtype: floatOf(column.dtype)
})

/**
 * Every number put through `change`; rows that are missing are left as they are.
 * @param place of each number in its row: [elements]
 */
export function mapNumbers(
  className: string,
  column: NamedValues,
  to: ColumnShape,
  change: (value: number, place: number, row: number) => number
): NamedValues {
  const values = numbersOf(column)
  const rows = rowsOf(values)
  const size = elementsOf(values.shape)
  const dtype = to.dtype as keyof typeof ARRAYS
  const data = arrayOf(dtype, rows, values.shape, className, column.name)
  const from = values.data
  for (let row = 0, i = 0; row < rows; row++) {
    const missing = isMissing(values, row)
    for (let place = 0; place < size; place++, i++) data[i] = missing ? from[i]! : change(from[i]!, place, row)
  }
  return { ...to, values: { kind: 'numbers', shape: values.shape, data, missing: values.missing } }
}

/** -0 becomes 0: JSON has no other. */
export const plain = (value: number): number => value + 0

/** @throws NetloomError PIPELINE_NOT_FINITE for a number that JSON could not keep, nor a network learn from */
export function finite(className: string, column: string, values: readonly number[]): number[] {
  if (values.every(Number.isFinite)) return values.map(plain)
  const found = words('infinite or far too large numbers', '无穷大或过大的数')
  throw new NetloomError('PIPELINE_NOT_FINITE', { className, column, found })
}

/** @throws NetloomError PIPELINE_NO_VALUES where a place has none */
export function someOf(className: string, column: string, counts: ArrayLike<number>): void {
  if (counts.length === 0 || Array.from(counts).includes(0)) {
    throw new NetloomError('PIPELINE_NO_VALUES', { className, column })
  }
}

/** Of one number a row a number, else a list: what is kept with the run is read by people too. */
export const kept = (column: ColumnShape, values: readonly number[]): number | number[] =>
  column.shape?.length === 0 ? values[0]! : [...values]
export const keptList = (value: unknown): number[] => (Array.isArray(value) ? (value as number[]) : [value as number])
