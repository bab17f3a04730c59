// Pooling over windows, NHWC.
import type { Tensor } from '../ir'
import { defineOp, intsAttr, stringAttr, typeAttr, type Op } from '../op'
import { inner, slidDims, type Like, type Window } from './windows'

const poolingAttrs = (inputs: readonly Tensor[], { size, strides, padding }: Window) => ({
  T: typeAttr(inputs.at(-1)!.dtype),
  ksize: inner(size),
  strides: inner(strides),
  padding: stringAttr(padding),
  data_format: stringAttr('NHWC')
})

export default [
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
  })
] as Op[]
