import type { Pixels } from '../data/pictures/pixels'

/** Values of an output as a picture: of the shape of one, or as many as the pixels of the one beside it. */
export function asPicture(
  shape: readonly number[],
  data: ArrayLike<number>,
  like: { height: number; width: number; channels: number } | null
): Pixels | null {
  const [height, width, channels = 1] = shape
  if (height !== undefined && width !== undefined && shape.length <= 3 && [1, 3, 4].includes(channels) && height > 1)
    return { height, width, channels, data }
  if (!like || data.length !== like.height * like.width * like.channels) return null
  return { height: like.height, width: like.width, channels: like.channels, data }
}

/** Between which values an output of pixels is drawn: the usual range that holds them. */
export function outputRange(data: ArrayLike<number>): [number, number] {
  let [min, max] = [Infinity, -Infinity]
  for (let i = 0; i < data.length; i++) {
    min = Math.min(min, data[i]!)
    max = Math.max(max, data[i]!)
  }
  if (min >= -0.25 && max <= 1.25) return [0, 1]
  return min >= -1.25 && max <= 1.25 ? [-1, 1] : min >= -10 && max <= 270 ? [0, 255] : [min, max]
}
