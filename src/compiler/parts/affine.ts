// Images resampled through affine maps (Keras's ops.image.affine_transform).
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'

/**
 * For a place (x, y) of the output, in pixels from the top left: its source is (a0 x + a1 y + a2, b0 x + b1 y + b2).
 * Each [batch], in the graph's float type; or a number, for all images.
 */
export type AffineMap = readonly [
  a0: Tensor | number,
  a1: Tensor | number,
  a2: Tensor | number,
  b0: Tensor | number,
  b1: Tensor | number,
  b2: Tensor | number
]

/** How a source between pixels is read, and one outside of the image. */
export interface Resampling {
  interpolation: string
  fill_mode: string
  /** With fill_mode 'constant'. */
  fill_value: number
}

/** @param images [batch, height, width, channels] */
export function affineTransform(
  g: GraphBuilder,
  images: Tensor,
  map: AffineMap,
  { interpolation, fill_mode, fill_value }: Resampling
): Tensor {
  const like = map.find((part) => typeof part !== 'number')
  if (like === undefined) throw new Error('an affine map without a tensor has no batch size')
  const zero = g.op('ZerosLike', [like as Tensor])
  const columns = [...map, 0, 0].map((part) => (typeof part === 'number' ? g.plus(zero, g.float(part)) : part))
  const [, height, width] = images.dims
  return g.op(
    'ImageProjectiveTransformV3',
    [
      images,
      g.cast(g.stack(columns, 1), 'float32'),
      g.ints([height!, width!]),
      g.constant('float32', [], [fill_value])
    ],
    { interpolation: interpolation.toUpperCase(), fillMode: fill_mode.toUpperCase() }
  )
}
