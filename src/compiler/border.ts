// What crosses into and out of the session. tfjs-node feeds and fetches float32 and int32 alone: 64-bit numbers cross as
// the two int32 words that hold them, bytes as words of four.
import type { GraphBuilder } from './builder'
import type { Dims, FloatType, Tensor } from './ir'

/** A fed tensor of the graph's float type: float32 [...dims], or int32 [...dims, 2] words of float64. */
export function fedFloats(g: GraphBuilder, name: string, dims: Dims): { fed: Tensor; value: Tensor } {
  if (g.floatType === 'float32') {
    const fed = g.placeholder(name, 'float32', dims)
    return { fed, value: fed }
  }
  const fed = g.placeholder(name, 'int32', [...dims, 2])
  return { fed, value: g.op('Bitcast', [fed], { to: 'float64' }) }
}

/** A float tensor as it is fetched: itself, or its int32 words [...dims, 2] */
export const fetchedFloats = (g: GraphBuilder, x: Tensor, name: string): Tensor =>
  g.identity(x.dtype === 'float64' ? g.op('Bitcast', [x], { to: 'int32' }) : x, name)

/** Numbers as they are fed for `fedFloats`. */
export const wordsOf = (values: ArrayLike<number>, type: FloatType): Float32Array | Int32Array =>
  type === 'float32' ? Float32Array.from(values) : new Int32Array(Float64Array.from(values).buffer)

/** Numbers out of what `fetchedFloats` gives. */
export const numbersOf = (fetched: Float32Array | Int32Array, type: FloatType): Float32Array | Float64Array =>
  type === 'float32' ? Float32Array.from(fetched) : new Float64Array(Int32Array.from(fetched).buffer)
