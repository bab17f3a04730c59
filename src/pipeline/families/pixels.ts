// Pictures as steps see them: those of files, each of its own size, and arrays of equal ones, [height, width] or
// [height, width, channels].
import { elementsOf, rowsOf } from '../../shared/columns'
import { words } from '../../shared/locale'
import type { ColumnShape, NamedValues } from '../define'
import { roundHalfToEven } from '../pictures/sampling'
import { isMissing, numbersOf } from './numbers'

export const PICTURES = words('pictures', '图片')

/** Anything of two or three axes may be a picture; the last of three is its channels. */
export const isPictures = ({ type, shape }: ColumnShape): boolean =>
  type === 'picture' || (type === 'tensor' && shape !== null && [2, 3].includes(shape.length))

/** One picture: [height, width, channels], row-major. */
export interface Pixels {
  height: number
  width: number
  channels: number
  data: ArrayLike<number>
}

/** Keras's image_dataset_from_directory reads files as RGB where it is not told otherwise. */
const FILE_CHANNELS = 3

export const channelsOf = ({ type, shape, channels }: ColumnShape): number =>
  type === 'picture' ? (shape?.[2] ?? channels ?? FILE_CHANNELS) : (shape![2] ?? 1)

/** Pictures one by one; null where a row has none. */
export function* eachPicture(column: NamedValues): Generator<Pixels | null> {
  if (column.values.kind === 'pictures') {
    yield* column.values.values
    return
  }
  const values = numbersOf(column)
  const [height, width, channels = 1] = values.shape as [number, number, number?]
  const size = elementsOf(values.shape)
  for (let row = 0; row < rowsOf(values); row++) {
    const data = values.data.subarray(row * size, (row + 1) * size)
    yield isMissing(values, row) ? null : { height, width, channels, data }
  }
}

/** Grey becomes RGB of three equal channels; alpha is left out. */
export function withChannels(picture: Pixels, channels: number): Pixels {
  if (picture.channels === channels) return picture
  const pixels = picture.height * picture.width
  const data = new Float32Array(pixels * channels)
  const grey = picture.channels < 3
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      const from = grey ? 0 : Math.min(channel, picture.channels - 1)
      data[pixel * channels + channel] = channel === 3 ? 255 : picture.data[pixel * picture.channels + from]!
    }
  }
  return { ...picture, channels, data }
}

/** The nearest byte, of two the even one: as Keras brings results back to uint8. */
export const toByte = (value: number): number => Math.min(Math.max(roundHalfToEven(value), 0), 255)
