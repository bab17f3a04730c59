// Values whose gradient is given where they are made, instead of following from the ops that make them.
import type { Tensor } from '../ir'
import { defineOp, typesAttr, type Op } from '../op'

export interface Composite {
  /** Gradients of all inputs but the first, given that of the first; null for an input that has none. */
  gradient(grad: Tensor): (Tensor | null)[]
}

export default [
  // The first input passes through; the others are what it was made from.
  defineOp<Composite>({
    name: 'IdentityN',
    infer: (inputs) => [...inputs],
    attrs: (inputs) => ({ T: typesAttr(inputs.map(({ dtype }) => dtype)) }),
    gradient: ({ grad, params }) => [null, ...params.gradient(grad)],
    simplify: ({ inputs }) => inputs
  })
] as unknown as Op[]
