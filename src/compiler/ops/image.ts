// Ops on images [batch, height, width, channels].
import type { Tensor } from '../ir'
import { boolAttr, defineOp, sameType, stringAttr, typeAttr, type GradientContext, type Op } from '../op'

interface Projection {
  /** 'NEAREST' or 'BILINEAR' */
  interpolation: string
  /** What lies outside of an image: 'CONSTANT', 'NEAREST', 'REFLECT' or 'WRAP' */
  fillMode: string
}

/** [a0, a1, a2, b0, b1, b2, c0, c1] as the matrix [[a0, a1, a2], [b0, b1, b2], [c0, c1, 1]], inverted, and back. */
function invertedProjections({ g, inputs: [, transforms] }: GradientContext<Projection>): Tensor {
  const batch = transforms!.dims[0]!
  const one = g.op('OnesLike', [g.slice(transforms!, 1, 0, 1)])
  const matrices = g.reshape(g.concat([transforms!, one], 1), [batch, 3, 3])
  const inverse = g.reshape(g.op('MatrixInverse', [matrices]), [batch, 9])
  return g.over(g.slice(inverse, 1, 0, 8), g.slice(inverse, 1, 8, 1))
}

export default [
  // Inputs: images; float32 [batch, 8] transforms; int32 [2] height and width of the output, which are those of the input
  // here; float32 scalar, the value outside of an image. A transform takes a place of the output to that of the input.
  defineOp<Projection>({
    name: 'ImageProjectiveTransformV3',
    infer: ([images]) => [images!],
    attrs: ([images], { interpolation, fillMode }) => ({
      dtype: typeAttr(images!.dtype),
      interpolation: stringAttr(interpolation),
      fill_mode: stringAttr(fillMode)
    }),
    // TensorFlow's own, and so Keras's: the gradient is moved back by the inverse transform. It is the derivative where
    // pixels fall on pixels, and near it elsewhere.
    gradient: (context) => {
      const { g, node, grad, inputs, params } = context
      const back = [grad, invertedProjections(context), inputs[2]!, g.constant('float32', [], [0])]
      return [g.op(node.op, back, { ...params }), null, null, null]
    }
  }),
  defineOp({
    name: 'MatrixInverse',
    infer: ([matrices]) => [matrices!],
    attrs: (inputs) => ({ ...sameType(inputs), adjoint: boolAttr(false) })
  }),
  ...['Sin', 'Cos'].map((name) => defineOp({ name, infer: ([x]) => [x!], attrs: sameType }))
] as Op[]
