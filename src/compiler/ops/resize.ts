// Images of another height and width, NHWC. The second input is [height, width].
import type { Dims } from '../ir'
import { boolAttr, defineOp, sameType, type Op } from '../op'

// Pixels are areas, not points: the middle of the first one is at 0.5.
const attrs = (inputs: Parameters<typeof sameType>[0]) => ({
  ...sameType(inputs),
  align_corners: boolAttr(false),
  half_pixel_centers: boolAttr(true)
})
type Sized = { dims: Dims }

export default [
  defineOp<Sized>({
    name: 'ResizeNearestNeighbor',
    infer: ([x], { dims }) => [{ dtype: x!.dtype, dims }],
    attrs,
    gradient: ({ g, grad, inputs: [x] }) => {
      const size = g.ints(x!.dims.slice(1, 3) as number[])
      return [g.op('ResizeNearestNeighborGrad', [grad, size], { dims: x!.dims }), null]
    }
  }),
  defineOp<Sized>({
    name: 'ResizeNearestNeighborGrad',
    infer: ([grad], { dims }) => [{ dtype: grad!.dtype, dims }],
    attrs
  }),
  // These compute in float32, whatever they are given.
  ...['ResizeBilinear', 'ResizeBicubic'].flatMap((name) => [
    defineOp<Sized>({
      name,
      infer: (_inputs, { dims }) => [{ dtype: 'float32', dims }],
      attrs,
      gradient: ({ g, grad, inputs: [x] }) => [g.op(`${name}Grad`, [grad, x!]), null]
    }),
    defineOp({
      name: `${name}Grad`,
      infer: ([, original]) => [original!],
      attrs: ([, original]) => attrs([original!])
    })
  ])
] as Op[]
