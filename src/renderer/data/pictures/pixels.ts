import type { ColumnValues } from '../../../shared/columns'
import { elementsOf } from '../../../shared/columns'

/** data: [height, width, channels] row-major. */
export interface Pixels {
  height: number
  width: number
  channels: number
  data: ArrayLike<number>
}
export type Colour = [red: number, green: number, blue: number]

/** How numbers become colours: `from` and below are the lowest, `to` and above the highest. */
export interface Tones {
  from: number
  to: number
  /** Between which a picture of one channel is drawn. */
  low: Colour
  high: Colour
}
export const BLACK: Colour = [0, 0, 0]
export const WHITE: Colour = [255, 255, 255]

/** Height, width and channels of a tensor that is a picture. */
export const sizeOf = ([height = 1, width = 1, channels = 1]: readonly number[]) => ({ height, width, channels })

/** Each row as a picture; null where there is none. */
export function picturesOf(values: ColumnValues): (Pixels | null)[] {
  if (values.kind === 'pictures') return values.values
  if (values.kind !== 'numbers') return []
  const size = elementsOf(values.shape)
  return Array.from({ length: size > 0 ? values.data.length / size : 0 }, (_, row) =>
    values.missing?.[row] === 1
      ? null
      : { ...sizeOf(values.shape), data: values.data.subarray(row * size, (row + 1) * size) }
  )
}

/** Bytes are 0 to 255; of other numbers, the usual range that holds them all, else their own. */
export const rangeOf = (values: ColumnValues): [number, number] =>
  values.kind === 'numbers' ? rangeOfPixels(values) : [0, 255]

/** The same of one picture. */
export function rangeOfPixels({ data }: Pick<Pixels, 'data'>): [number, number] {
  if (data instanceof Uint8Array) return [0, 255]
  let [min, max] = [Infinity, -Infinity]
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!
    if (value < min) min = value
    if (value > max) max = value
  }
  if (!(min <= max)) return [0, 1]
  const usual = [
    [0, 1],
    [-1, 1],
    [0, 255]
  ] as [number, number][]
  return usual.find(([from, to]) => min >= from && max <= to) ?? [min, max === min ? min + 1 : max]
}

/** A picture into a larger one, its upper left corner at [x, y]. */
export function putPixels(target: ImageData, x: number, y: number, pixels: Pixels, tones: Tones): void {
  const { height, width, channels, data } = pixels
  const { from, to, low, high } = tones
  const scale = 255 / (to - from)
  const out = target.data
  const isGrey = channels < 3
  for (let row = 0; row < height; row++) {
    let at = ((y + row) * target.width + x) * 4
    let read = row * width * channels
    for (let column = 0; column < width; column++, at += 4, read += channels) {
      if (isGrey) {
        const share = Math.max(0, Math.min(1, ((data[read]! - from) * scale) / 255))
        out[at] = low[0] + (high[0] - low[0]) * share
        out[at + 1] = low[1] + (high[1] - low[1]) * share
        out[at + 2] = low[2] + (high[2] - low[2]) * share
        out[at + 3] = 255
      } else {
        out[at] = (data[read]! - from) * scale
        out[at + 1] = (data[read + 1]! - from) * scale
        out[at + 2] = (data[read + 2]! - from) * scale
        out[at + 3] = channels === 4 ? (data[read + 3]! - from) * scale : 255
      }
    }
  }
}

export function paintOne(pixels: Pixels, tones: Tones): ImageData {
  const image = new ImageData(pixels.width, pixels.height)
  putPixels(image, 0, 0, pixels, tones)
  return image
}

/** The largest size of these proportions within a square. */
export function fitted(width: number, height: number, side: number): { width: number; height: number } {
  const scale = side / Math.max(width, height, 1)
  return { width: Math.max(1, width * scale), height: Math.max(1, height * scale) }
}
