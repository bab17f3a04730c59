// Gradients of convolutions other than plain ones, and of resizing.
import { ints, wave, window, type GradientCase } from './values'

const resized = (dims: number[], size: [number, number]): GradientCase => ({
  inputs: [wave(dims), ints(size)],
  params: { dims: [dims[0]!, ...size, dims[3]!] }
})
const UP = [resized([1, 2, 3, 2], [4, 9]), resized([2, 2, 2, 1], [2, 6])]

export default {
  // Forward, a transposed convolution: the first input is the shape of the output.
  Conv2DBackpropInput: [
    {
      inputs: [ints([2, 5, 4, 3]), wave([2, 2, 3, 2], 2), wave([2, 4, 3, 2])],
      params: { ...window('VALID'), dims: [2, 5, 4, 3] }
    },
    {
      inputs: [ints([2, 5, 4, 1]), wave([2, 2, 1, 2], 2), wave([2, 3, 2, 2])],
      params: { ...window('SAME', [2, 2]), dims: [2, 5, 4, 1] }
    }
  ],
  DepthwiseConv2dNative: [
    { inputs: [wave([2, 5, 4, 2]), wave([2, 2, 2, 3], 2)], params: window('VALID') },
    { inputs: [wave([2, 5, 4, 2]), wave([2, 2, 2, 1], 2)], params: window('SAME', [2, 2]) }
  ],
  DepthwiseConv2dNativeBackpropInput: [
    {
      inputs: [ints([2, 5, 4, 2]), wave([2, 2, 2, 2], 2), wave([2, 4, 3, 4])],
      params: { ...window('VALID'), dims: [2, 5, 4, 2] }
    }
  ],
  ResizeNearestNeighbor: UP,
  ResizeBilinear: UP,
  ResizeBicubic: UP,
  Cast: [{ inputs: [wave([3, 4])], params: { to: 'float32' } }]
} satisfies Record<string, GradientCase[]>
