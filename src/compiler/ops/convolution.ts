// Convolutions. NHWC; filters are [rows, columns, in, out].
import type { Dims, Tensor } from '../ir'
import { boolAttr, defineOp, intsAttr, sameType, stringAttr, typeAttr, type Op } from '../op'
import { inner, slidDims, type Like, type Window } from './windows'

const convolutionAttrs = (inputs: readonly Tensor[], { strides, dilations, padding }: Window) => ({
  T: typeAttr(inputs.at(-1)!.dtype),
  strides: inner(strides),
  dilations: inner(dilations),
  padding: stringAttr(padding),
  explicit_paddings: intsAttr([]),
  use_cudnn_on_gpu: boolAttr(true),
  data_format: stringAttr('NHWC')
})
const MARGINS = { SpaceToBatchND: 'Tpaddings', BatchToSpaceND: 'Tcrops' } as const

export default [
  defineOp<Window>({
    name: 'Conv2D',
    infer: ([x, filter], window) => [{ dtype: x!.dtype, dims: slidDims(x!.dims, window, filter!.dims[3]!) }],
    attrs: convolutionAttrs,
    gradient: ({ g, grad, inputs: [x, filter], params }) => [
      g.op('Conv2DBackpropInput', [g.shapeOf(x!), filter!, grad], { ...params, dims: x!.dims }),
      g.op('Conv2DBackpropFilter', [x!, g.shapeOf(filter!), grad], { ...params, dims: filter!.dims })
    ]
  }),
  ...['Conv2DBackpropInput', 'Conv2DBackpropFilter'].map((name) =>
    defineOp<Like>({ name, infer: (inputs, { dims }) => [{ dtype: inputs[2]!.dtype, dims }], attrs: convolutionAttrs })
  ),
  // How a dilated convolution becomes a plain one: every d-th pixel of an image is an image of its own in the batch.
  ...(
    [
      ['SpaceToBatchND', 'BatchToSpaceND'],
      ['BatchToSpaceND', 'SpaceToBatchND']
    ] as const
  ).map(([name, inverse]) =>
    defineOp<{ dims: Dims }>({
      name,
      infer: ([x], { dims }) => [{ dtype: x!.dtype, dims }],
      attrs: (inputs) => ({ ...sameType(inputs), Tblock_shape: typeAttr('int32'), [MARGINS[name]]: typeAttr('int32') }),
      // What one pads, the other crops.
      gradient: ({ g, grad, inputs: [x, block, margins] }) => [
        g.op(inverse, [grad, block!, margins!], { dims: x!.dims }),
        null,
        null
      ]
    })
  )
] as Op[]
