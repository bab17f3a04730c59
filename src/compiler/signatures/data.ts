// Examples in the session, or fed with each call: how they get there, and batches of them.
import { fedFloats, fedNumbers } from '../border'
import type { GraphBuilder } from '../builder'
import { sizeOf, type FloatType, type Node, type Tensor, type Variable } from '../ir'
import type { CompileSpec } from '../spec'

/** Where a signature takes its examples from. */
export interface DataSource {
  /** What it takes besides: the examples themselves, where they are fed with each call. */
  inputs: Readonly<Record<string, Tensor>>
  /** x [rows, ...shape] as in the file, y [rows] int32 class numbers or floats, w [rows]. @param indices int32 [rows] */
  rows(indices: Tensor): Batch
}

/** Class numbers, or numbers to come near to. */
export const targetType = ({ data, floatType }: CompileSpec): FloatType | 'int32' =>
  data.targets === 'numbers' ? floatType : 'int32'

/** With examples that come with each call: the data of the run stay where they are. */
export const withFedData = (spec: CompileSpec): CompileSpec => ({
  ...spec,
  data: { ...spec.data, sources: [{ count: null }] }
})

/** In the order of `spec.data.sources`. */
export const dataSources = (g: GraphBuilder, spec: CompileSpec): DataSource[] =>
  spec.data.sources.map(({ count }, i) =>
    count === null ? fedSource(g, spec, `data${i}`) : residentSource(g, spec, i, count)
  )

/** Examples that lie in the session: load_<i> puts them there, as `fedExamples` takes them. */
function residentSource(g: GraphBuilder, spec: CompileSpec, i: number, count: number): DataSource {
  const { data } = spec
  const x: Variable = { name: `data${i}/x`, dtype: data.dtype, dims: [count, ...data.shape] }
  const y: Variable = { name: `data${i}/y`, dtype: targetType(spec), dims: [count] }
  const w: Variable | null = data.sampleWeights ? { name: `data${i}/w`, dtype: spec.floatType, dims: [count] } : null
  const { inputs, values } = fedExamples(g, spec, `load${i}`)
  // A fed tensor may share JavaScript's memory, which is gone after the call: a copy is assigned.
  const copied = (variable: Variable, value: Tensor): Node => g.assign(variable, g.op('DeepCopy', [value]))
  const assigned = [copied(x, values.x), copied(y, values.y), ...(w ? [copied(w, values.w!)] : [])]
  g.signature(`load_${i}`, inputs, { done: g.done(assigned) })
  const rows = (indices: Tensor): Batch => ({
    x: g.gatherRows(x, indices),
    y: g.gatherRows(y, indices),
    w: w && g.gatherRows(w, indices)
  })
  return { inputs: {}, rows }
}

/** Examples that are fed with each call of a signature. */
function fedSource(g: GraphBuilder, spec: CompileSpec, name: string): DataSource {
  const { inputs, values } = fedExamples(g, spec, name)
  const { x, y, w } = values
  return {
    inputs,
    rows: (indices) => ({ x: g.gather(x, indices), y: g.gather(y, indices), w: w && g.gather(w, indices) })
  }
}

/** x as it lies in memory (bytes as int32 words, padded to whole words), y as int32 or floats, w where wanted. */
function fedExamples(g: GraphBuilder, spec: CompileSpec, name: string): Pick<DataSource, 'inputs'> & { values: Batch } {
  const { dtype, shape } = spec.data
  const x = fedNumbers(g, `${name}/x`, [null], dtype === 'uint8' ? 'int32' : dtype)
  const y = fedNumbers(g, `${name}/y`, [null], targetType(spec))
  const numbers = dtype === 'uint8' ? withoutPadding(g, x.value, y.value, shape) : x.value
  const w = spec.data.sampleWeights ? fedFloats(g, `${name}/w`, [null]) : null
  return {
    inputs: { x: x.fed, y: y.fed, ...(w && { w: w.fed }) },
    values: { x: g.reshape(numbers, [null, ...shape]), y: y.value, w: w && w.value }
  }
}

/** The bytes of as many examples as there are targets. */
function withoutPadding(g: GraphBuilder, words: Tensor, y: Tensor, shape: readonly number[]): Tensor {
  const size = g.times(g.op('Size', [y]), g.int(sizeOf(shape)))
  const bytes = g.reshape(g.op('Bitcast', [words], { to: 'uint8' }), [null])
  return g.op('Slice', [bytes, g.ints([0]), g.stack([size])], { dims: [null] })
}

export interface Batch {
  /** [batch, ...shape] */
  x: Tensor
  /** int32 or float [batch] */
  y: Tensor
  /** Float [batch]: how much each example counts in the losses; null where all count the same. */
  w: Tensor | null
}

/** x float, rescaled. @param indices int32 [batch], rows of the source */
export function gatherBatch(g: GraphBuilder, spec: CompileSpec, source: DataSource, indices: Tensor): Batch {
  return g.part({ kind: 'data' }, () => {
    const { x, y, w } = source.rows(indices)
    return { x: rescaled(g, spec, x), y, w }
  })
}

/** Examples as floats, with what the project leaves to the network done to them. */
export function rescaled(g: GraphBuilder, { data }: CompileSpec, x: Tensor): Tensor {
  const { scale, offset } = data.rescaling
  const raw = g.asFloat(x)
  const scaled = scale === 1 ? raw : g.times(raw, g.float(scale))
  return offset === 0 ? scaled : g.plus(scaled, g.float(offset))
}
