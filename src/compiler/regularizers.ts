// Keras's regularizers (keras/src/regularizers/regularizers.py): a scalar that the loss has more.
import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'
import type { Term } from './spec'

/** @throws Error for a name that is not Keras's */
export function penalty(g: GraphBuilder, { name, params }: Term, x: Tensor): Tensor {
  const l1 = (): Tensor => g.times(g.float(Number(params.l1)), g.sum(g.op('Abs', [x])))
  const l2 = (): Tensor => g.times(g.float(Number(params.l2)), g.sum(g.square(x)))
  switch (name) {
    case 'l1':
      return l1()
    case 'l2':
      return l2()
    case 'l1_l2':
      return g.plus(l1(), l2())
    default:
      throw new Error(`there is no regularizer ${name}`)
  }
}
