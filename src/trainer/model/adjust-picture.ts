// A picture of one's own made like those of the data, before any step.
import { grayscalePixels } from '../../pipeline/pictures/grayscale'
import { resizePixels } from '../../pipeline/pictures/resize'
import { toByte, withChannels } from '../../pipeline/families/pixels'
import type { Picture } from '../../shared/columns'
import type { PictureChange } from '../../shared/model-contract'
import { borderOf } from './picture-traits'

export interface WantedPicture {
  /** null where the steps bring every picture to its size. */
  size: { height: number; width: number } | null
  channels: number
  /** Of the data's pictures, 0 to 255; null where it is not known. */
  border: number | null
}

/** A border below is dark, one above 255 less as much is light; what lies between is neither. */
const DARK = 80

/**
 * What is transparent is put on white, as programs show it. Grey of one channel is inverted where the data are light on dark
 * and the picture is dark on light, or the other way round: ink on paper for MNIST.
 */
export function adjustPicture(
  given: Picture,
  { size, channels, border }: WantedPicture
): { picture: Picture; adjusted: PictureChange[] } {
  const adjusted: PictureChange[] = []
  let picture = given.channels === 4 && channels < 4 ? onWhite(given) : given
  if (picture.channels !== channels) {
    const pixels =
      picture.channels > channels && channels === 1 ? grayscalePixels(picture.data, picture.channels) : null
    const data = pixels ?? withChannels(picture, channels).data
    picture = { ...picture, channels, data: Uint8Array.from(data, toByte) }
    adjusted.push(channels === 1 ? 'grey' : 'colour')
  }
  if (size && (size.height !== picture.height || size.width !== picture.width)) {
    // Without antialiasing, thin strokes of a large picture would fall between the pixels of a small one.
    const data = resizePixels(picture.data, [picture.height, picture.width, channels], { ...size, antialias: true })
    picture = { ...size, channels, data: Uint8Array.from(data, toByte) }
    adjusted.push('resized')
  }
  if (channels === 1 && border !== null && opposite(border, borderOf(picture))) {
    picture = { ...picture, data: picture.data.map((value) => 255 - value) }
    adjusted.push('inverted')
  }
  return { picture, adjusted }
}

const opposite = (a: number, b: number): boolean => Math.min(a, b) < DARK && Math.max(a, b) > 255 - DARK

function onWhite({ height, width, data }: Picture): Picture {
  const rgb = new Uint8Array(height * width * 3)
  for (let pixel = 0; pixel < height * width; pixel++) {
    const alpha = data[pixel * 4 + 3]! / 255
    for (let channel = 0; channel < 3; channel++)
      rgb[pixel * 3 + channel] = toByte(data[pixel * 4 + channel]! * alpha + 255 * (1 - alpha))
  }
  return { height, width, channels: 3, data: rgb }
}
