// What crosses into and out of the session. tfjs-node feeds and fetches float32 and int32 alone: 64-bit numbers cross as
// the two int32 words that hold them, bytes as words of four.
import type { GraphBuilder } from './builder'
import type { Dims, FloatType, Tensor } from './ir'

/** A fed tensor: float32 or int32 [...dims], or int32 [...dims, 2] words of float64. */
export function fedNumbers(
  g: GraphBuilder,
  name: string,
  dims: Dims,
  type: FloatType | 'int32'
): { fed: Tensor; value: Tensor } {
  if (type === 'float64') {
    const fed = g.placeholder(name, 'int32', [...dims, 2])
    return { fed, value: g.op('Bitcast', [fed], { to: 'float64' }) }
  }
  const fed = g.placeholder(name, type, dims)
  return { fed, value: fed }
}

/** The same of the graph's float type. */
export const fedFloats = (g: GraphBuilder, name: string, dims: Dims): { fed: Tensor; value: Tensor } =>
  fedNumbers(g, name, dims, g.floatType)

/** A float tensor as it is fetched: itself, or its int32 words [...dims, 2] */
export const fetchedFloats = (g: GraphBuilder, x: Tensor, name: string): Tensor =>
  g.identity(x.dtype === 'float64' ? g.op('Bitcast', [x], { to: 'int32' }) : x, name)

/** Numbers as they are fed for `fedNumbers`; those that are of the type already are not copied. */
export function wordsOf(values: ArrayLike<number>, type: FloatType): Float32Array | Int32Array {
  if (type === 'float32') return values instanceof Float32Array ? values : Float32Array.from(values)
  const { buffer, byteOffset, length } = values instanceof Float64Array ? values : Float64Array.from(values)
  return new Int32Array(buffer, byteOffset, length * 2)
}

/** Numbers out of what `fetchedFloats` gives. */
export const numbersOf = (fetched: Float32Array | Int32Array, type: FloatType): Float32Array | Float64Array =>
  type === 'float32' ? Float32Array.from(fetched) : new Float64Array(Int32Array.from(fetched).buffer)
