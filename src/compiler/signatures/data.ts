// The examples in the session: how they get there, and batches of them.
import type { GraphBuilder } from '../builder'
import { sizeOf, type Tensor, type Variable } from '../ir'
import type { CompileSpec } from '../spec'

export interface DataVariables {
  /** [examples, ...shape], as in the file: bytes stay bytes. */
  x: Variable
  /** [examples]: int32 class numbers, or float32. */
  y: Variable
  /** float32 [examples]: weights; null where every example counts once. */
  w: Variable | null
}

export function dataVariables({ data }: CompileSpec, i: number): DataVariables {
  const { count } = data.sources[i]!
  return {
    x: { name: `data${i}/x`, dtype: data.dtype, dims: [count, ...data.shape] },
    y: { name: `data${i}/y`, dtype: data.targets === 'numbers' ? 'float32' : 'int32', dims: [count] },
    w: data.sampleWeights ? { name: `data${i}/w`, dtype: 'float32', dims: [count] } : null
  }
}

/** load_<i>: x as it lies in memory (bytes as int32 words, padded to whole words), y as int32 or float32, w where wanted. */
export function loadSignature(g: GraphBuilder, { data }: CompileSpec, { x, y, w }: DataVariables, i: number): void {
  const bytes = data.dtype === 'uint8'
  const fedX = g.placeholder(`load${i}/x`, bytes ? 'int32' : 'float32', [null])
  const fedY = g.placeholder(`load${i}/y`, y.dtype, [null])
  const values = bytes ? withoutPadding(g, fedX, fedY, x) : fedX
  const assigned = [g.assign(x, g.op('DeepCopy', [g.reshape(values, x.dims)])), g.assign(y, g.op('DeepCopy', [fedY]))]
  const fedW = w && g.placeholder(`load${i}/w`, 'float32', [null])
  if (fedW) assigned.push(g.assign(w, g.op('DeepCopy', [fedW])))
  g.signature(`load_${i}`, { x: fedX, y: fedY, ...(fedW && { w: fedW }) }, { done: g.done(assigned) })
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
  /** int32 or float32 [batch] */
  y: Tensor
  /** Float [batch]: how much each example counts in the losses; null where all count the same. */
  w: Tensor | null
}

/** @param indices int32 [batch], rows of the source */
export function gatherBatch(g: GraphBuilder, { data }: CompileSpec, source: DataVariables, indices: Tensor): Batch {
  const { scale, offset } = data.rescaling
  const raw = g.asFloat(g.gatherRows(source.x, indices))
  const scaled = scale === 1 ? raw : g.times(raw, g.float(scale))
  return {
    x: offset === 0 ? scaled : g.plus(scaled, g.float(offset)),
    y: g.gatherRows(source.y, indices),
    w: source.w && g.asFloat(g.gatherRows(source.w, indices))
  }
}
