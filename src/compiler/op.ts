// An op is one row: its outputs, its attributes in TensorFlow's words, and its gradient.
import type { GraphBuilder } from './builder'
import type { AttrValue, ConstantValue, Dims, DType, Node, OpParams, Tensor } from './ir'

export interface OutputSpec {
  dtype: DType
  dims: Dims
}

export interface Op<P extends object = OpParams> {
  name: string
  /** Has effects or state, so that two of the same are not one, and none may be dropped. */
  stateful?: boolean
  /** The shape rule. @throws Error for operands that do not go together: a fault of the lowering, not of the user */
  infer(inputs: readonly Tensor[], params: P): OutputSpec[]
  attrs?(inputs: readonly Tensor[], params: P): Record<string, AttrValue>
  /**
   * Gradients of the inputs, given that of the outputs (null where nothing depends on an output); null for an input that
   * has none. Left out: the op cannot be differentiated through.
   */
  gradient?(context: GradientContext<P>): (Tensor | null)[]
  /** Its values, where all inputs are constants. Left out: TensorFlow computes them. */
  fold?: Fold<P>
  /** What equals its outputs, to the bit; null where it has to run. */
  simplify?: Simplify<P>
}

/** Constants of more values stay as they are made: in the graph's file they would be larger than the op that makes them. */
export const FOLDED_VALUES = 64

export type ConstantSpec = Pick<ConstantValue, 'dtype' | 'dims'>

/** The value at each place (one number per axis) of one of the outputs; null where TensorFlow's bits are not certain. */
export type Fold<P extends object = OpParams> = (context: {
  values: readonly ConstantValue[]
  params: P
  /** The output's type and shape, */
  output: ConstantSpec
  /** and its number. */
  index: number
}) => (place: readonly number[]) => number | null

/** What takes the place of each output: an operand, or what it was made from; a constant; or another op. */
export type Simplify<P extends object = OpParams> = (context: {
  inputs: readonly Tensor[]
  /** Of those inputs that are small constants. */
  values: readonly (ConstantValue | null)[]
  params: P
  outputs: readonly Tensor[]
}) => readonly Simplified[] | null

export type Simplified =
  Tensor | ConstantValue | { op: string; inputs: readonly (Tensor | ConstantValue)[]; params: OpParams }

export interface GradientContext<P extends object = OpParams> {
  g: GraphBuilder
  node: Node
  params: P
  inputs: readonly Tensor[]
  outputs: readonly Tensor[]
  /** Gradient of the first output. */
  grad: Tensor
  /** Gradients of all outputs; null of those that the loss does not depend on. */
  grads: readonly (Tensor | null)[]
}

export const defineOp = <P extends object = OpParams>(op: Op<P>): Op<P> => op
export type OpTable = ReadonlyMap<string, Op>

export const typeAttr = (value: DType): AttrValue => ({ kind: 'type', value })
export const boolAttr = (value: boolean): AttrValue => ({ kind: 'bool', value })
export const intAttr = (value: number): AttrValue => ({ kind: 'int', value })
export const stringAttr = (value: string): AttrValue => ({ kind: 'string', value })
export const floatAttr = (value: number): AttrValue => ({ kind: 'float', value })
export const typesAttr = (value: readonly DType[]): AttrValue => ({ kind: 'types', value })
export const intsAttr = (value: readonly number[]): AttrValue => ({ kind: 'ints', value })

/** The attribute T, of ops whose first input decides the type of all. */
export const sameType = ([first]: readonly Tensor[]): Record<string, AttrValue> => ({ T: typeAttr(first!.dtype) })
