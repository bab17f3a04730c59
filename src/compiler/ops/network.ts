// The heavy ops of networks: matrix products, convolutions, pooling, softmax and its losses.
import type { Dims, Tensor } from '../ir'
import { boolAttr, defineOp, intsAttr, sameType, stringAttr, typeAttr, type Op } from '../op'

interface Products {
  transposeA: boolean
  transposeB: boolean
}
export interface Window {
  size: readonly number[]
  strides: readonly number[]
  dilations: readonly number[]
  /** TensorFlow's word: 'SAME' or 'VALID'. */
  padding: string
}

const slid = (length: number, { size, strides, dilations, padding }: Window, i: number): number => {
  const reach = (size[i]! - 1) * dilations[i]! + 1
  return padding === 'SAME' ? Math.ceil(length / strides[i]!) : Math.floor((length - reach) / strides[i]!) + 1
}
const slidDims = ([batch, height, width]: Dims, window: Window, channels: number | null): Dims => [
  batch!,
  slid(height!, window, 0),
  slid(width!, window, 1),
  channels
]
const inner = ([down, across]: readonly number[]) => intsAttr([1, down!, across!, 1])
const convolutionAttrs = (inputs: readonly Tensor[], { strides, dilations, padding }: Window) => ({
  T: typeAttr(inputs.at(-1)!.dtype),
  strides: inner(strides),
  dilations: inner(dilations),
  padding: stringAttr(padding),
  explicit_paddings: intsAttr([]),
  use_cudnn_on_gpu: boolAttr(true),
  data_format: stringAttr('NHWC')
})
const poolingAttrs = (inputs: readonly Tensor[], { size, strides, padding }: Window) => ({
  T: typeAttr(inputs.at(-1)!.dtype),
  ksize: inner(size),
  strides: inner(strides),
  padding: stringAttr(padding),
  data_format: stringAttr('NHWC')
})
const MARGINS = { SpaceToBatchND: 'Tpaddings', BatchToSpaceND: 'Tcrops' } as const
interface Like extends Window {
  dims: Dims
}

export default [
  defineOp<Products>({
    name: 'MatMul',
    infer: ([a, b], { transposeA, transposeB }) => [
      { dtype: a!.dtype, dims: [a!.dims[transposeA ? 1 : 0]!, b!.dims[transposeB ? 0 : 1]!] }
    ],
    attrs: (inputs, { transposeA, transposeB }) => ({
      ...sameType(inputs),
      transpose_a: boolAttr(transposeA),
      transpose_b: boolAttr(transposeB)
    }),
    // C = A B: dA = dC Bᵀ, dB = Aᵀ dC. Lowering only makes products without transposition.
    gradient: ({ g, grad, inputs: [a, b] }) => [g.matMul(grad, b!, false, true), g.matMul(a!, grad, true, false)]
  }),
  defineOp({
    name: 'BiasAdd',
    infer: ([x]) => [x!],
    attrs: (inputs) => ({ ...sameType(inputs), data_format: stringAttr('NHWC') }),
    gradient: ({ g, grad }) => [grad, g.op('BiasAddGrad', [grad])]
  }),
  defineOp({
    name: 'BiasAddGrad',
    infer: ([grad]) => [{ dtype: grad!.dtype, dims: [grad!.dims.at(-1)!] }],
    attrs: (inputs) => ({ ...sameType(inputs), data_format: stringAttr('NHWC') })
  }),
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
  defineOp<Window>({
    name: 'MaxPool',
    infer: ([x], window) => [{ dtype: x!.dtype, dims: slidDims(x!.dims, window, x!.dims[3]!) }],
    attrs: (inputs, window) => ({ ...poolingAttrs(inputs, window), explicit_paddings: intsAttr([]) }),
    gradient: ({ g, grad, inputs, outputs, params }) => [
      g.op('MaxPoolGrad', [inputs[0]!, outputs[0]!, grad], { ...params })
    ]
  }),
  defineOp<Window>({
    name: 'MaxPoolGrad',
    infer: ([x]) => [x!],
    attrs: (inputs, window) => ({ ...poolingAttrs(inputs, window), explicit_paddings: intsAttr([]) })
  }),
  defineOp<Window>({
    name: 'AvgPool',
    infer: ([x], window) => [{ dtype: x!.dtype, dims: slidDims(x!.dims, window, x!.dims[3]!) }],
    attrs: poolingAttrs,
    gradient: ({ g, grad, inputs, params }) => [
      g.op('AvgPoolGrad', [g.shapeOf(inputs[0]!), grad], { ...params, dims: inputs[0]!.dims })
    ]
  }),
  defineOp<Like>({
    name: 'AvgPoolGrad',
    infer: ([, grad], { dims }) => [{ dtype: grad!.dtype, dims }],
    attrs: poolingAttrs
  }),
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
  ),
  defineOp({
    name: 'Softmax',
    infer: ([x]) => [x!],
    attrs: sameType,
    // dx = (dy - sum(dy * y)) * y
    gradient: ({ g, grad, outputs: [y] }) => {
      const total = g.sum(g.times(grad, y!), [y!.dims.length - 1], true)
      return [g.times(g.minus(grad, total), y!)]
    }
  }),
  // Both losses give the gradient of the logits as their second output.
  ...['SparseSoftmaxCrossEntropyWithLogits', 'SoftmaxCrossEntropyWithLogits'].map((name) =>
    defineOp({
      name,
      infer: ([logits]) => [
        { dtype: logits!.dtype, dims: [logits!.dims[0]!] },
        { dtype: logits!.dtype, dims: logits!.dims }
      ],
      attrs: (inputs) => ({
        ...sameType(inputs),
        ...(name.startsWith('Sparse') && { Tlabels: typeAttr(inputs[1]!.dtype) })
      }),
      gradient: ({ g, grad, outputs }) => [g.times(g.reshape(grad, [...grad.dims, 1]), outputs[1]!), null]
    })
  )
] as Op[]
