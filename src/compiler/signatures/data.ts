// The examples in the session: how they get there, and batches of them.
import { fedNumbers } from '../border'
import type { GraphBuilder } from '../builder'
import { sizeOf, type FloatType, type Tensor, type Variable } from '../ir'
import type { CompileSpec } from '../spec'

export interface DataVariables {
  /** [examples, ...shape], as in the file: bytes stay bytes. */
  x: Variable
  /** [examples]: int32 class numbers, or floats. */
  y: Variable
}

/** Class numbers, or numbers to come near to. */
export const targetType = ({ data, floatType }: CompileSpec): FloatType | 'int32' =>
  data.targets === 'numbers' ? floatType : 'int32'

export function dataVariables(spec: CompileSpec, i: number): DataVariables {
  const { data } = spec
  const { count } = data.sources[i]!
  return {
    x: { name: `data${i}/x`, dtype: data.dtype, dims: [count, ...data.shape] },
    y: { name: `data${i}/y`, dtype: targetType(spec), dims: [count] }
  }
}

/** load_<i>: x as it lies in memory (bytes as int32 words, padded to whole words), y as int32 or floats. */
export function loadSignature(g: GraphBuilder, spec: CompileSpec, { x, y }: DataVariables, i: number): void {
  const { data } = spec
  const fedX = fedNumbers(g, `load${i}/x`, [null], data.dtype === 'uint8' ? 'int32' : data.dtype)
  const fedY = fedNumbers(g, `load${i}/y`, [null], targetType(spec))
  const values = data.dtype === 'uint8' ? withoutPadding(g, fedX.value, fedY.value, x) : fedX.value
  const assigned = [
    g.assign(x, g.op('DeepCopy', [g.reshape(values, x.dims)])),
    g.assign(y, g.op('DeepCopy', [fedY.value]))
  ]
  g.signature(`load_${i}`, { x: fedX.fed, y: fedY.fed }, { done: g.done(assigned) })
}

/** The bytes of as many examples as there are targets. */
function withoutPadding(g: GraphBuilder, words: Tensor, y: Tensor, x: Variable): Tensor {
  const [, ...shape] = x.dims as readonly [number | null, ...number[]]
  const size = g.times(g.op('Size', [y]), g.int(sizeOf(shape)))
  const bytes = g.reshape(g.op('Bitcast', [words], { to: 'uint8' }), [null])
  return g.op('Slice', [bytes, g.ints([0]), g.stack([size])], { dims: [null] })
}

export interface Batch {
  /** Float [batch, ...shape], rescaled. */
  x: Tensor
  /** int32 or float [batch] */
  y: Tensor
}

/** @param indices int32 [batch], rows of the source */
export function gatherBatch(g: GraphBuilder, { data }: CompileSpec, source: DataVariables, indices: Tensor): Batch {
  const { scale, offset } = data.rescaling
  const raw = g.asFloat(g.gatherRows(source.x, indices))
  const scaled = scale === 1 ? raw : g.times(raw, g.float(scale))
  return { x: offset === 0 ? scaled : g.plus(scaled, g.float(offset)), y: g.gatherRows(source.y, indices) }
}
