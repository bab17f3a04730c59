// Pictures of other sizes, as pictures.
import type { Picture } from '../../../shared/columns'
import { resizePixels, type Resizing } from '../../../pipeline/pictures/resize'
import { roundHalfToEven } from '../../../pipeline/pictures/sampling'

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
  const data = Uint8Array.from(values, (value) => Math.min(Math.max(roundHalfToEven(value), 0), 255))
  return { height: resizing.height, width: resizing.width, channels, data }
}
