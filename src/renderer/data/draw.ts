import { cssValue, rgb } from '../theme/colours'

/** Two colours between which a grey picture is drawn: paper and ink in the light theme, as Keras's tutorials show it. */
export interface PictureInk {
  low: [number, number, number]
  high: [number, number, number]
}
export const readInk = (): PictureInk => ({
  low: rgb(cssValue('--nl-picture-low')),
  high: rgb(cssValue('--nl-picture-high'))
})

/** Height, width and channels of a picture; null where an example is none. */
export function pictureSize(shape: readonly number[]): { height: number; width: number; channels: 1 | 3 } | null {
  const [height, width, channels = 1] = shape
  if (height === undefined || width === undefined || shape.length > 3 || (channels !== 1 && channels !== 3)) return null
  return { height, width, channels }
}

/** Example `index` (within `x`) of uint8 examples [count, ...shape] as pixels; null where an example is no picture. */
export function paint(x: Uint8Array, shape: readonly number[], index: number, ink: PictureInk): ImageData | null {
  const size = pictureSize(shape)
  if (!size) return null
  const { height, width, channels } = size
  const image = new ImageData(width, height)
  const offset = index * height * width * channels
  for (let i = 0; i < height * width; i++) {
    for (let c = 0; c < 3; c++) {
      const value = x[offset + i * channels + (channels === 3 ? c : 0)]!
      const [low, high] = channels === 3 ? [0, 255] : [ink.low[c]!, ink.high[c]!]
      image.data[i * 4 + c] = low + ((high - low) * value) / 255
    }
    image.data[i * 4 + 3] = 255
  }
  return image
}
