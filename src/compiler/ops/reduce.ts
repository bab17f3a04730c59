// Ops that reduce along axes, and those that find places along one.
import type { Dims, Tensor } from '../ir'
import { boolAttr, defineOp, sameType, typeAttr, type GradientContext, type Op } from '../op'

interface Reduction {
  axes: readonly number[]
  keepDims: boolean
}
const reducedDims = (dims: Dims, { axes, keepDims }: Reduction): Dims =>
  dims.flatMap((size, axis) => (axes.includes(axis) ? (keepDims ? [1] : []) : [size]))

/** A reduced tensor with its lost axes put back as 1, so that it broadcasts against what it came from. */
function restored({ g, inputs, params }: GradientContext<Reduction>, reduced: Tensor): Tensor {
  if (params.keepDims) return reduced
  const dims = reducedDims(inputs[0]!.dims, { ...params, keepDims: true })
  if (dims.filter((size) => size === null).length <= 1) return g.reshape(reduced, dims)
  throw new Error(`cannot restore ${String(params.axes)} of more than one unknown size`)
}
const repeated = (context: GradientContext<Reduction>, grad: Tensor): Tensor =>
  context.g.op('BroadcastTo', [restored(context, grad), context.g.shapeOf(context.inputs[0]!)], {
    dims: context.inputs[0]!.dims
  })

const reduction = (name: string, gradient: (context: GradientContext<Reduction>) => Tensor): Op<Reduction> =>
  defineOp<Reduction>({
    name,
    infer: ([x], params) => [{ dtype: x!.dtype, dims: reducedDims(x!.dims, params) }],
    attrs: (inputs, { keepDims }) => ({ ...sameType(inputs), Tidx: typeAttr('int32'), keep_dims: boolAttr(keepDims) }),
    gradient: (context) => [gradient(context), null]
  })

export default [
  reduction('Sum', (context) => repeated(context, context.grad)),
  reduction('Mean', (context) => {
    const { g, inputs, outputs, grad } = context
    // How many values went into each mean is known only at run time, where the batch is among them.
    const size = (x: Tensor): Tensor => g.cast(g.op('Size', [x]), grad.dtype)
    const count = g.over(size(inputs[0]!), size(outputs[0]!))
    return g.over(repeated(context, grad), count)
  }),
  // Equal largest values share the gradient, as in TensorFlow.
  ...['Max', 'Min'].map((name) =>
    reduction(name, (context) => {
      const { g, inputs, outputs, grad, params } = context
      const largest = g.cast(g.op('Equal', [inputs[0]!, restored(context, outputs[0]!)]), grad.dtype)
      const count = g.sum(largest, [...params.axes], true)
      return g.times(g.over(largest, count), restored(context, grad))
    })
  ),
  defineOp<{ axis: number }>({
    name: 'ArgMax',
    infer: ([x], { axis }) => [{ dtype: 'int32', dims: x!.dims.filter((_size, i) => i !== axis) }],
    attrs: (inputs) => ({ ...sameType(inputs), Tidx: typeAttr('int32'), output_type: typeAttr('int32') })
  })
] as Op[]
