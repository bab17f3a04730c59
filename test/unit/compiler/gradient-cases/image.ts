// Gradients of ops on images.
import { ints, wave, type GradientCase } from './values'

/** Maps that bring pixels onto pixels: elsewhere TensorFlow's gradient is near the derivative, not equal to it. */
const projection = (transforms: number[][], interpolation: string, size = [3, 4]): GradientCase => ({
  inputs: [
    wave([transforms.length, ...size, 2]),
    { dims: [transforms.length, 8], values: transforms.flat() },
    ints(size),
    { dims: [], values: [0.5] }
  ],
  constant: [1, 3],
  params: { interpolation, fillMode: 'CONSTANT' }
})
const shift = (x: number, y: number): number[] => [1, 0, x, 0, 1, y, 0, 0]
const quarterTurn = [0, -1, 2, 1, 0, 0, 0, 0]

export default {
  ImageProjectiveTransformV3: [
    projection([shift(1, -1), shift(0, 2)], 'BILINEAR'),
    projection([shift(-2, 0)], 'NEAREST'),
    projection([quarterTurn, shift(1, 1)], 'BILINEAR', [3, 3])
  ]
} satisfies Record<string, GradientCase[]>
