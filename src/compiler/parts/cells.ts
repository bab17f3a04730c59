// What the recurrent layers of Keras do in one step (keras/src/layers/rnn/{simple_rnn,lstm,gru}.py). Each gate has a
// kernel and products of its own, instead of columns of common ones: small products run beside each other, and nothing
// has to be cut apart in every step.
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'

/**
 * @param inputs what the step's input gives to each gate, [batch, units], its bias added
 * @param states [batch, units] each, the output of the step before first
 * @returns the new states
 */
export type Step = (inputs: readonly Tensor[], states: readonly Tensor[]) => Tensor[]

export interface CellInputs {
  g: GraphBuilder
  /** Of each gate: what takes the state to it, [units, units]. */
  kernels: readonly Tensor[]
  /** What dropout multiplies the state by before it meets the kernel: nothing, one factor, or one for each gate. */
  factors: readonly Tensor[]
  /** Of each gate [units], in cells that add one to the product of the state; else none. */
  biases: readonly Tensor[]
  activation(x: Tensor): Tensor
  recurrentActivation(x: Tensor): Tensor
}

/** Values as dropout leaves them for a gate. */
export const dropped = (g: GraphBuilder, x: Tensor, factors: readonly Tensor[], gate: number): Tensor =>
  factors.length === 0 ? x : g.times(x, factors.length === 1 ? factors[0]! : factors[gate]!)

const product = ({ g, kernels, factors }: CellInputs, h: Tensor, gate: number): Tensor =>
  g.matMul(dropped(g, h, factors, gate), kernels[gate]!)

export const simpleRnn =
  (cell: CellInputs): Step =>
  ([input], [h]) => [cell.activation(cell.g.plus(input!, product(cell, h!, 0)))]

/** Gates: input, forget, candidate, output. */
export const lstm =
  (cell: CellInputs): Step =>
  (inputs, [h, c]) => {
    const { g, activation, recurrentActivation } = cell
    const [i, f, candidate, o] = inputs.map((input, gate) => g.plus(input, product(cell, h!, gate))) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor
    ]
    const kept = g.times(recurrentActivation(f), c!)
    const carry = g.plus(kept, g.times(recurrentActivation(i), activation(candidate)))
    return [g.times(recurrentActivation(o), activation(carry)), carry]
  }

/** Gates: update, reset, candidate. The reset gate works on the product of state and kernel. */
export const gruResetAfter =
  (cell: CellInputs): Step =>
  ([inputZ, inputR, inputH], [h]) => {
    const { g, biases, activation, recurrentActivation } = cell
    const [z, r, candidate] = [0, 1, 2].map((gate) => {
      const made = product(cell, h!, gate)
      return biases.length > 0 ? g.op('BiasAdd', [made, biases[gate]!]) : made
    }) as [Tensor, Tensor, Tensor]
    const reset = g.times(recurrentActivation(g.plus(inputR!, r)), candidate)
    return [blend(g, recurrentActivation(g.plus(inputZ!, z)), h!, activation(g.plus(inputH!, reset)))]
  }

/** Gates as above. The reset gate works on the state before it meets the kernel. */
export const gruResetBefore =
  (cell: CellInputs): Step =>
  ([inputZ, inputR, inputH], [h]) => {
    const { g, activation, recurrentActivation } = cell
    const z = recurrentActivation(g.plus(inputZ!, product(cell, h!, 0)))
    const r = recurrentActivation(g.plus(inputR!, product(cell, h!, 1)))
    return [blend(g, z, h!, activation(g.plus(inputH!, product(cell, g.times(r, h!), 2))))]
  }

/** z h + (1 - z) candidate, in fewer products. */
const blend = (g: GraphBuilder, z: Tensor, h: Tensor, candidate: Tensor): Tensor =>
  g.plus(candidate, g.times(z, g.minus(h, candidate)))
