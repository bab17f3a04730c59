// Softmax and the losses that TensorFlow computes from scores.
import { defineOp, sameType, typeAttr, type Op } from '../op'

export default [
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
