// Constants, and what ops make of them: to the bit what TensorFlow computes, or null where that is not certain.
import { sizeOf, type ConstantValue, type DType, type Tensor } from './ir'
import type { Fold, Simplify } from './op'

const VALUES = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array
} as const
export type ConstantType = ConstantValue['dtype']
export const isConstantType = (dtype: DType): dtype is ConstantType => dtype in VALUES

/** Where a value stands, one number per axis. */
export type Place = readonly number[]

export const constantOf = (dtype: ConstantType, dims: readonly number[], values: ArrayLike<number>): ConstantValue => ({
  dtype,
  dims,
  values: VALUES[dtype].from(values)
})

export const placeIndex = (place: Place, dims: readonly number[]): number =>
  place.reduce((index, i, axis) => index * dims[axis]! + i, 0)

export const valueAt = ({ dims, values }: ConstantValue, place: Place): number => values[placeIndex(place, dims)]!

/** The value that broadcasting puts at a place of a larger shape. */
export const broadcastAt = (constant: ConstantValue, place: Place): number => {
  const { dims } = constant
  const own = place.slice(place.length - dims.length)
  return valueAt(
    constant,
    own.map((i, axis) => (dims[axis] === 1 ? 0 : i))
  )
}

/** All places of a shape, row-major. */
export const placesOf = (dims: readonly number[]): Place[] =>
  Array.from({ length: sizeOf(dims) }, (_, index) => {
    let rest = index
    return dims.toReversed().map((size) => {
      const i = rest % size
      rest = (rest - i) / size
      return i
    })
  }).map((place) => place.reverse())

/** Below these in size, TensorFlow flushes numbers to zero or not, as its threads are set: what has them is left to it. */
const SMALLEST: Partial<Record<DType, number>> = { float32: 2 ** -126, float64: 2 ** -1022 }

/** Null for what has several bit patterns or depends on flags of the processor: not a number, and subnormal numbers. */
function certain(dtype: ConstantType, value: number): number | null {
  const smallest = SMALLEST[dtype]
  if (smallest === undefined) return value
  return Number.isNaN(value) || (value !== 0 && Math.abs(value) < smallest) ? null : value
}

/** In the type, rounded to the nearest: right for sums, products and quotients of float32, since float64 has over 2 * 24 + 1 bits. */
const ROUNDED: Partial<Record<ConstantType, (value: number) => number>> = {
  float32: Math.fround,
  float64: (value) => value,
  // Sums wrap around.
  int32: (value) => value | 0
}

/** A function of one or two operands, rounded to their type. @param ofIntegers where it is another one for int32 */
export const arithmetic =
  (compute: (a: number, b: number) => number, ofIntegers = compute): Fold =>
  ({ values, output: { dtype } }) =>
  (place) => {
    const round = ROUNDED[dtype]
    const operands = values.map((value) => certain(dtype, broadcastAt(value, place)))
    if (!round || operands.includes(null)) return null
    const [a, b] = operands as [number, number]
    return certain(dtype, round((dtype === 'int32' ? ofIntegers : compute)(a, b)))
  }

/** A function of operands of any type that says yes or no. */
export const comparison =
  (holds: (a: number, b: number) => boolean): Fold =>
  ({ values }) =>
  (place) => {
    const operands = values.map((value) => certain(value.dtype, broadcastAt(value, place)))
    if (operands.includes(null)) return null
    const [a, b] = operands as [number, number]
    return holds(a, b) ? 1 : 0
  }

const RANGES: Partial<Record<ConstantType, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 255]
}

/** In another type: towards zero for whole numbers, to the nearest for floats; null for what does not fit. */
export const converted: Fold = ({ values: [x], output: { dtype } }) => {
  const range = RANGES[dtype]
  return (place) => {
    const value = certain(x!.dtype, valueAt(x!, place))
    if (value === null) return null
    if (dtype === 'bool') return value === 0 ? 0 : 1
    if (!range) return certain(dtype, ROUNDED[dtype]!(value))
    const whole = Math.trunc(value)
    return whole >= range[0] && whole <= range[1] ? whole : null
  }
}

/** Of one type and shape, so that either can stand for the other; at most one size is unknown, which follows from the rest. */
export function interchangeable(a: Tensor, { dtype, dims }: Pick<Tensor, 'dtype' | 'dims'>): boolean {
  const unknown = dims.filter((size) => size === null).length
  return (
    a.dtype === dtype &&
    a.dims.length === dims.length &&
    a.dims.every((size, axis) => size === dims[axis]) &&
    (unknown === 0 || (unknown === 1 && !dims.includes(0)))
  )
}

/** What it is computed from, where the op is of this kind. */
export const madeBy = ({ node }: Tensor, op: string): Tensor | null => (node.op === op ? node.inputs[0]! : null)

/**
 * The other operand, where one of two changes nothing: in each value it is the op's neutral number, of this very sign.
 * (That TensorFlow's threads flush subnormal operands to zero does not count: its own passes leave the op out as well.)
 * @param sides which of the operands may be it
 */
export const neutral =
  (sides: readonly (0 | 1)[], ofFloats: number, ofIntegers = ofFloats): Simplify =>
  ({ inputs, outputs, values }) => {
    const side = sides.find((i) => {
      const number = inputs[i]!.dtype === 'int32' ? ofIntegers : ofFloats
      return (
        values[i]?.values.every((value) => Object.is(value, number)) === true &&
        values[1 - i] === null &&
        // Else it is repeated along an axis of the neutral one.
        interchangeable(inputs[1 - i]!, outputs[0]!)
      )
    })
    return side === undefined ? null : [inputs[1 - side]!]
  }
