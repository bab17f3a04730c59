// What the recurrent layers of Keras do in one step (keras/src/layers/rnn/{simple_rnn,lstm,gru}.py).
import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'

/**
 * @param input what the step's input gives to each gate, [batch, gates * units], its bias added
 * @param states [batch, units] each, the output of the step before first
 * @returns the new states
 */
export type Step = (input: Tensor, states: readonly Tensor[]) => Tensor[]

export interface CellInputs {
  g: GraphBuilder
  kernel: Tensor
  /** What dropout multiplies the state by before it meets the kernel: nothing, one factor, or one for each gate. */
  factors: readonly Tensor[]
  /** [gates * units], of cells that add one to the product of the state. */
  bias: Tensor | null
  activation(x: Tensor): Tensor
  recurrentActivation(x: Tensor): Tensor
}

/**
 * x times a kernel whose columns are those of several gates.
 * @param x [batch, features], or [..., batch, features] @param factors see CellInputs; of the shape [batch, features]
 * @returns [rows, gates * units]
 */
export function project(g: GraphBuilder, x: Tensor, kernel: Tensor, factors: readonly Tensor[]): Tensor {
  const rows = (value: Tensor): Tensor => (value.dims.length === 2 ? value : g.reshape(value, [null, kernel.dims[0]!]))
  if (factors.length === 0) return g.matMul(rows(x), kernel)
  const parts = factors.length === 1 ? [kernel] : g.split(kernel, 1, factors.length)
  return g.concat(
    parts.map((part, i) => g.matMul(rows(g.times(x, factors[i]!)), part)),
    1
  )
}

export const simpleRnn =
  ({ g, kernel, factors, activation }: CellInputs): Step =>
  (input, [h]) => [activation(g.plus(input, project(g, h!, kernel, factors)))]

/** Gates: input, forget, candidate, output. */
export const lstm =
  ({ g, kernel, factors, activation, recurrentActivation }: CellInputs): Step =>
  (input, [h, c]) => {
    const sums = g.plus(input, project(g, h!, kernel, factors))
    const [i, f, candidate, o] = g.split(sums, 1, 4) as [Tensor, Tensor, Tensor, Tensor]
    const kept = g.times(recurrentActivation(f), c!)
    const carry = g.plus(kept, g.times(recurrentActivation(i), activation(candidate)))
    return [g.times(recurrentActivation(o), activation(carry)), carry]
  }

/** Gates: update, reset, candidate. The reset gate works on the product of state and kernel. */
export const gruResetAfter =
  ({ g, kernel, factors, bias, activation, recurrentActivation }: CellInputs): Step =>
  (input, [h]) => {
    const product = project(g, h!, kernel, factors)
    const [z, r, candidate] = g.split(bias ? g.op('BiasAdd', [product, bias]) : product, 1, 3) as [
      Tensor,
      Tensor,
      Tensor
    ]
    const [inputZ, inputR, inputH] = g.split(input, 1, 3) as [Tensor, Tensor, Tensor]
    const reset = g.times(recurrentActivation(g.plus(inputR, r)), candidate)
    return [blend(g, recurrentActivation(g.plus(inputZ, z)), h!, activation(g.plus(inputH, reset)))]
  }

/** Gates as above. The reset gate works on the state before it meets the kernel. */
export function gruResetBefore({ g, kernel, factors, activation, recurrentActivation }: CellInputs): Step {
  const units = kernel.dims[0]!
  const [gates, last] = [g.slice(kernel, 1, 0, 2 * units), g.slice(kernel, 1, 2 * units, units)]
  return (input, [h]) => {
    const sums = g.plus(g.slice(input, 1, 0, 2 * units), project(g, h!, gates, factors.slice(0, 2)))
    const [z, r] = g.split(recurrentActivation(sums), 1, 2) as [Tensor, Tensor]
    const reset = project(g, g.times(r, h!), last, factors.slice(2))
    return [blend(g, z, h!, activation(g.plus(g.slice(input, 1, 2 * units, units), reset)))]
  }
}

/** z h + (1 - z) candidate, in fewer products. */
const blend = (g: GraphBuilder, z: Tensor, h: Tensor, candidate: Tensor): Tensor =>
  g.plus(candidate, g.times(z, g.minus(h, candidate)))
