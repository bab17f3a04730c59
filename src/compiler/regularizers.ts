// Keras's regularizers (keras/src/regularizers/regularizers.py): a scalar that the loss has more.
import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'
import { normalized } from './norms'
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
    case 'l1l2':
      return g.plus(l1(), l2())
    case 'orthogonal_regularizer':
      return overlap(g, Number(params.factor), params.mode === 'rows', x)
    default:
      throw new Error(`there is no regularizer ${name}`)
  }
}

/**
 * Of what a layer gives for a batch: the mean over its examples, as in Keras's Layer.__call__.
 * @param batch has as many examples, where x has others in their place
 */
export const activityPenalty = (g: GraphBuilder, term: Term, x: Tensor, batch = x): Tensor =>
  g.over(penalty(g, term, x), g.asFloat(g.reshape(g.batchOf(batch), [])))

/** How far the rows, or columns, of a matrix are from standing at right angles: the mean over all pairs. */
function overlap(g: GraphBuilder, factor: number, rows: boolean, x: Tensor): Tensor {
  const size = x.dims[rows ? 0 : 1]
  if (x.dims.length !== 2 || typeof size !== 'number') throw new Error('orthogonal_regularizer is for matrices')
  const unit = normalized(g, x, rows ? 1 : 0)
  const turned = g.transpose(unit, [1, 0])
  const products = rows ? g.matMul(unit, turned) : g.matMul(turned, unit)
  const diagonal = g.op('MatrixBandPart', [products, g.int(0), g.int(0)])
  const total = g.sum(g.op('Abs', [g.minus(products, diagonal)]))
  return g.times(g.float((0.5 * factor) / ((size * (size - 1)) / 2)), total)
}
