// What an optimizer is to the training step.
import type { GraphBuilder } from '../builder'
import type { Dims, Node, Tensor, Variable } from '../ir'

export type OptimizerParams = Readonly<Record<string, unknown>>

/** A variable that an optimizer keeps, and where it starts. */
export interface SlotSpec {
  name: string
  start: number
  /** Where it is not as the weight that it belongs to. */
  dims?: Dims
}

/** What all weights of a step have in common. */
export interface StepInputs {
  g: GraphBuilder
  learningRate: Tensor
  /** Float scalar: this step's number, from 1. */
  step: Tensor
  params: OptimizerParams
}

export interface UpdateInputs extends StepInputs {
  variable: Variable
  slots: readonly Variable[]
  gradient: Tensor
  /** This step's values of what all weights share. */
  shared: readonly Tensor[]
}

export interface OptimizerGraph {
  /** What is kept beside a weight of these sizes. */
  slots(params: OptimizerParams, dims: Dims): SlotSpec[]
  /** Scalars that all weights share. */
  shared?: readonly SlotSpec[]
  /** Their values in this step, from those of the last one. */
  advance?(inputs: StepInputs, values: readonly Tensor[]): Tensor[]
  update(inputs: UpdateInputs): Node[]
}

export const zero = (name: string): SlotSpec => ({ name, start: 0 })
export const numbers = ({ g, params }: StepInputs, ...names: string[]): Tensor[] =>
  names.map((name) => g.float(Number(params[name])))
export const power = (g: GraphBuilder, base: Tensor, exponent: Tensor): Tensor => g.op('Pow', [base, exponent])

/** One of TensorFlow's fused updates, of a weight and its slots. */
export const fused = (inputs: UpdateInputs, op: string, operands: readonly Tensor[], params = {}): Node[] => [
  inputs.g.update(op, [inputs.variable, ...inputs.slots], operands, params)
]

/** value + (target - value) * share: a moving average, as Keras writes it. */
export const towards = (g: GraphBuilder, value: Tensor, target: Tensor, share: Tensor): Tensor =>
  g.plus(value, g.times(g.minus(target, value), share))
