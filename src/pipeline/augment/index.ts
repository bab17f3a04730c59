// Random changes of pictures: the maths of Keras's ImageDataGenerator.
import type { Augmentation } from '../../shared/preprocessing'
import type { RandomStream } from '../../shared/random'
import { affineOf } from './affine'
import { brighten, shiftChannels } from './colours'
import { drawTransform, pictureShape, type PictureShape, type Transform } from './transform'
import { warp, type FloatPixels, type Pixels } from './warp'

export { changesNothing, drawTransform, pictureShape } from './transform'
export type { PictureShape, Transform } from './transform'
export type { FloatPixels, Pixels } from './warp'

type Fill = Pick<Augmentation, 'fill_mode' | 'cval'>

/**
 * Keras's apply_transform: the affine map, then channel shift, flips and brightness.
 * @param x row-major [height, width, channels] @param out of the same length; not x itself
 */
export function applyTransform(
  x: Pixels,
  shape: PictureShape,
  transform: Transform,
  { fill_mode, cval }: Fill,
  out: FloatPixels
): void {
  const { flip_horizontal, flip_vertical, channel_shift_intensity: intensity, brightness } = transform
  const affine = affineOf(transform, shape)
  warp(x, shape, { affine, flipHorizontal: flip_horizontal, flipVertical: flip_vertical, mode: fill_mode, cval }, out)
  if (intensity !== null) shiftChannels(out, intensity)
  if (brightness !== null) brighten(out, brightness, shape.channels, x instanceof Uint8Array)
}

/** A random variant of the picture x, into `out`; as `augmentPicture`. */
export function augmentInto(
  out: FloatPixels,
  x: Pixels,
  shape: PictureShape,
  settings: Augmentation,
  random: RandomStream
): void {
  applyTransform(x, shape, drawTransform(settings, shape, random), settings, out)
  const { rescale } = settings
  if (rescale !== null) for (let i = 0; i < out.length; i++) out[i] = out[i]! * rescale
}

/**
 * A random variant of a picture.
 * @param x row-major @param shape [height, width] or [height, width, channels]
 * @throws RangeError for another shape
 */
export function augmentPicture(
  x: Pixels,
  shape: readonly number[],
  settings: Augmentation,
  random: RandomStream
): Float32Array<ArrayBuffer> {
  const picture = pictureShape(shape)
  if (!picture) throw new RangeError(`[${shape.join(', ')}] is not the shape of a picture`)
  const out = new Float32Array(x.length)
  augmentInto(out, x, picture, settings, random)
  return out
}
