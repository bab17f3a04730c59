// The intermediate representation: a graph of TensorFlow ops. Nodes are made once and never changed; a pass makes a new
// graph. Shapes are static but for the batch, whose size is not known before a step runs: it is null.
export type { FloatType } from '../shared/training'

export type DType = 'float32' | 'float64' | 'bfloat16' | 'int32' | 'int64' | 'uint8' | 'bool' | 'resource'
/** One size per axis; null is unknown until run time. */
export type Dims = readonly (number | null)[]

/** What an op computes, as seen by those who use it. */
export interface Tensor {
  readonly node: Node
  /** Which of the node's outputs. */
  readonly index: number
  readonly dtype: DType
  readonly dims: Dims
}

/** A value of an op's attribute, in the kinds that TensorFlow's AttrValue knows. */
export type AttrValue =
  | { kind: 'type'; value: DType }
  | { kind: 'int'; value: number }
  | { kind: 'float'; value: number }
  | { kind: 'bool'; value: boolean }
  | { kind: 'string'; value: string }
  | { kind: 'ints'; value: readonly number[] }
  | { kind: 'types'; value: readonly DType[] }
  | { kind: 'shape'; value: Dims }
  | { kind: 'tensor'; value: ConstantValue }

export interface ConstantValue {
  dtype: Exclude<DType, 'resource' | 'bfloat16' | 'int64'>
  dims: readonly number[]
  /** Little endian, row-major. */
  values: Float32Array | Float64Array | Int32Array | Uint8Array
}

/** What a node does besides TensorFlow's own attributes: axes, sizes, modes. Read by its op's row alone. */
export type OpParams = Readonly<Record<string, unknown>>

/** What of a training step a node belongs to. A node of no part is the same in every step: a constant, what is fed. */
export type Part =
  { readonly kind: 'data' | 'loss' | 'optimizer' } | { readonly kind: 'forward' | 'backward'; readonly layer: string }

export interface Node {
  /** Unique in its graph. */
  readonly name: string
  /** TensorFlow's op, a row of the op table. */
  readonly op: string
  readonly inputs: readonly Tensor[]
  /** Nodes that must have run before this one. */
  readonly after: readonly Node[]
  readonly params: OpParams
  readonly outputs: readonly Tensor[]
  /** Of a Loop alone: what it repeats. */
  readonly body?: Region
  readonly part?: Part
}

/** The inside of a Loop. Its nodes may use all tensors made before the Loop; their own are seen nowhere else. */
export interface Region {
  /** In order, the nodes of `index` and `carried` (op LoopInput) first. */
  readonly nodes: readonly Node[]
  /** int32 scalar: 0 in the first iteration. */
  readonly index: Tensor
  /** What an iteration gets from the one before it, */
  readonly carried: readonly Tensor[]
  /** and what it hands to the next one. */
  readonly results: readonly Tensor[]
  /** Must have run before the next iteration starts. */
  readonly required: readonly Node[]
}

/** A variable that lives in the session. */
export interface Variable {
  /** Also its shared_name in TensorFlow, e.g. 'dense/kernel'. */
  readonly name: string
  readonly dtype: DType
  readonly dims: Dims
}

/** A function of the graph that can be called: tensors in and out by name. */
export interface Signature {
  readonly name: string
  readonly inputs: Readonly<Record<string, Tensor>>
  readonly outputs: Readonly<Record<string, Tensor>>
}

export interface Graph {
  /** In an order in which each node comes after all that it needs. */
  readonly nodes: readonly Node[]
  readonly signatures: readonly Signature[]
}

export const dimsText = (dims: Dims): string => `[${dims.map((size) => size ?? '?').join(', ')}]`

export const sizeOf = (dims: readonly number[]): number => dims.reduce((product, size) => product * size, 1)
/** The permutation of axes that takes another one back. */
export const inverseOf = (permutation: readonly number[]): number[] =>
  permutation.map((_axis, i) => permutation.indexOf(i))
