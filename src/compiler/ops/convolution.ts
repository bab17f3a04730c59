// Convolutions. NHWC; filters are [rows, columns, in, out].
import type { Dims, Tensor } from '../ir'
import { boolAttr, defineOp, intsAttr, sameType, stringAttr, typeAttr, type Op } from '../op'
import { inner, slidDims, type Like, type Window } from './windows'

const windowAttrs = (inputs: readonly Tensor[], { strides, dilations, padding }: Window) => ({
  T: typeAttr(inputs.at(-1)!.dtype),
  strides: inner(strides),
  dilations: inner(dilations),
  padding: stringAttr(padding),
  explicit_paddings: intsAttr([]),
  data_format: stringAttr('NHWC')
})
const MARGINS = { SpaceToBatchND: 'Tpaddings', BatchToSpaceND: 'Tcrops' } as const

/**
 * A convolution and what carries gradients back to its input and its filter.
 * @param channels of the output, by the filter's dims
 */
function convolution(name: string, channels: (filter: Dims) => number, attrs: typeof windowAttrs): Op[] {
  const toInput = `${name}BackpropInput`
  const toFilter = `${name}BackpropFilter`
  return [
    defineOp<Window>({
      name,
      infer: ([x, filter], window) => [{ dtype: x!.dtype, dims: slidDims(x!.dims, window, channels(filter!.dims)) }],
      attrs,
      gradient: ({ g, grad, inputs: [x, filter], params }) => [
        g.op(toInput, [g.shapeOf(x!), filter!, grad], { ...params, dims: x!.dims }),
        g.op(toFilter, [x!, g.shapeOf(filter!), grad], { ...params, dims: filter!.dims })
      ]
    }),
    // Forward, it is the transposed convolution.
    defineOp<Like>({
      name: toInput,
      infer: (inputs, { dims }) => [{ dtype: inputs[2]!.dtype, dims }],
      attrs,
      gradient: ({ g, grad, inputs: [, filter, y], params }) => [
        null,
        g.op(toFilter, [grad, g.shapeOf(filter!), y!], { ...params, dims: filter!.dims }),
        g.op(name, [grad, filter!], { ...params })
      ]
    }),
    defineOp<Like>({ name: toFilter, infer: (inputs, { dims }) => [{ dtype: inputs[2]!.dtype, dims }], attrs })
  ] as Op[]
}

export default [
  ...convolution(
    'Conv2D',
    (filter) => filter[3]!,
    (inputs, window) => ({ ...windowAttrs(inputs, window), use_cudnn_on_gpu: boolAttr(true) })
  ),
  // Filters are [rows, columns, in, multiplier]; each channel of the input makes `multiplier` of the output.
  ...convolution('DepthwiseConv2dNative', (filter) => filter[2]! * filter[3]!, windowAttrs),
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
