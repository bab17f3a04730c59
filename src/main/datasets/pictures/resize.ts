// Pictures of other sizes, as pictures.
import type { Picture } from '../../../shared/columns'
import { resizePixels, type Resizing } from '../../../pipeline/pictures/resize'

/** The largest size of the same proportions with neither side above `pixels`; never larger than it is. */
export function fittedSize(size: { width: number; height: number }, pixels: number): { width: number; height: number } {
  const scale = Math.min(1, pixels / Math.max(size.width, size.height))
  const scaled = (side: number): number => Math.max(1, Math.round(side * scale))
  return { width: scaled(size.width), height: scaled(size.height) }
}

/** A thumbnail: each pixel is the mean of what it covers. The picture itself where it fits already. */
export function fitInto(picture: Picture, pixels: number): Picture {
  const size = fittedSize(picture, pixels)
  if (size.width === picture.width && size.height === picture.height) return picture
  return resize(picture, { ...size, interpolation: 'area' })
}

/** As Keras's Resizing does with bytes: rounded to even, and kept within 0 to 255. */
export function resize(picture: Picture, resizing: Resizing): Picture {
  const { height, width, channels } = picture
  const values = resizePixels(picture.data, [height, width, channels], resizing)
  // Clamped arrays round halves to even.
  const data = new Uint8Array(new Uint8ClampedArray(values).buffer)
  return { height: resizing.height, width: resizing.width, channels, data }
}
