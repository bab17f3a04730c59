// Ops that move, join, reduce and measure.
import type { Dims, Tensor } from '../ir'
import { boolAttr, defineOp, intAttr, sameType, typeAttr, type GradientContext, type Op } from '../op'

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
    const size = (x: Tensor): Tensor => g.cast(g.op('Size', [x]), 'float32')
    const count = g.over(size(inputs[0]!), size(outputs[0]!))
    return g.over(repeated(context, grad), count)
  }),
  // Equal largest values share the gradient, as in TensorFlow.
  reduction('Max', (context) => {
    const { g, inputs, outputs, grad, params } = context
    const largest = g.cast(g.op('Equal', [inputs[0]!, restored(context, outputs[0]!)]), 'float32')
    const count = g.sum(largest, [...params.axes], true)
    return g.times(g.over(largest, count), restored(context, grad))
  }),
  defineOp<{ dims: Dims }>({
    name: 'Reshape',
    infer: ([x], { dims }) => [{ dtype: x!.dtype, dims }],
    attrs: (inputs) => ({ ...sameType(inputs), Tshape: typeAttr('int32') }),
    gradient: ({ g, grad, inputs }) => [g.reshapeLike(grad, inputs[0]!), null]
  }),
  defineOp<{ dims: Dims }>({
    name: 'BroadcastTo',
    infer: ([x], { dims }) => [{ dtype: x!.dtype, dims }],
    attrs: (inputs) => ({ ...sameType(inputs), Tidx: typeAttr('int32') })
  }),
  defineOp({
    name: 'Shape',
    infer: ([x]) => [{ dtype: 'int32', dims: [x!.dims.length] }],
    attrs: (inputs) => ({ ...sameType(inputs), out_type: typeAttr('int32') })
  }),
  defineOp({
    name: 'Size',
    infer: () => [{ dtype: 'int32', dims: [] }],
    attrs: (inputs) => ({ ...sameType(inputs), out_type: typeAttr('int32') })
  }),
  defineOp<{ axis: number }>({
    name: 'ConcatV2',
    infer: (inputs, { axis }) => {
      const parts = inputs.slice(0, -1)
      const sizes = parts.map((part) => part.dims[axis]!)
      const dims = parts[0]!.dims.map((size, i) => (i === axis ? sizes.reduce((sum, part) => sum + part, 0) : size))
      return [{ dtype: parts[0]!.dtype, dims }]
    },
    attrs: (inputs) => ({ ...sameType(inputs), N: intAttr(inputs.length - 1), Tidx: typeAttr('int32') }),
    gradient: ({ g, grad, inputs, params: { axis } }) => {
      let begin = 0
      const parts = inputs.slice(0, -1).map((part) => {
        const begins = part.dims.map((_size, i) => (i === axis ? begin : 0))
        begin += part.dims[axis]!
        const sizes = part.dims.map((size, i) => (i === axis ? size! : -1))
        return g.op('Slice', [grad, g.ints(begins), g.ints(sizes)], { dims: part.dims })
      })
      return [...parts, null]
    }
  }),
  defineOp<{ dims: Dims }>({
    name: 'Slice',
    infer: ([x], { dims }) => [{ dtype: x!.dtype, dims }],
    attrs: (inputs) => ({ ...sameType(inputs), Index: typeAttr('int32') })
  }),
  defineOp({
    name: 'Pack',
    infer: (inputs) => [{ dtype: inputs[0]!.dtype, dims: [inputs.length, ...inputs[0]!.dims] }],
    attrs: (inputs) => ({ ...sameType(inputs), N: intAttr(inputs.length), axis: intAttr(0) })
  }),
  defineOp<{ axis: number }>({
    name: 'ArgMax',
    infer: ([x], { axis }) => [{ dtype: 'int32', dims: x!.dims.filter((_size, i) => i !== axis) }],
    attrs: (inputs) => ({ ...sameType(inputs), Tidx: typeAttr('int32'), output_type: typeAttr('int32') })
  }),
  defineOp<{ depth: number }>({
    name: 'OneHot',
    infer: ([indices], { depth }) => [{ dtype: 'float32', dims: [...indices!.dims, depth] }],
    attrs: () => ({ T: typeAttr('float32'), TI: typeAttr('int32'), axis: intAttr(-1) })
  }),
  defineOp<{ dims: readonly number[] }>({
    name: 'Fill',
    infer: ([, value], { dims }) => [{ dtype: value!.dtype, dims }],
    attrs: ([, value]) => ({ T: typeAttr(value!.dtype), index_type: typeAttr('int32') })
  }),
  defineOp<{ dims: Dims }>({
    name: 'StatelessRandomUniform',
    infer: (_inputs, { dims }) => [{ dtype: 'float32', dims }],
    attrs: () => ({ dtype: typeAttr('float32'), T: typeAttr('int32'), Tseed: typeAttr('int32') })
  })
] as Op[]
