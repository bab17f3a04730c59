// Values of columns as short texts and as pictures.
import { elementsOf, type ColumnValues, type NumberArray, type Picture } from '../../../shared/columns'
import type { Format } from '../../format'
import { NO_VALUE } from '../../format'
import { paintOne, sizeOf, type Tones } from '../pictures/pixels'
import { isPictureShape } from '../tabs/define'

const SHOWN_NUMBERS = 8
const SHOWN_TEXT = 160

const numberText = (value: number, format: Format): string =>
  Number.isNaN(value) ? NO_VALUE : Number.isInteger(value) ? format.integer(value) : format.value(value)

export function listText(values: ArrayLike<number>, format: Format, most = SHOWN_NUMBERS): string {
  const shown = Array.from({ length: Math.min(values.length, most) }, (_, i) => numberText(values[i]!, format))
  return `[${shown.join(', ')}${values.length > most ? ', …' : ''}]`
}

/** The value of a row as a text; of a picture its size. */
export function valueText(values: ColumnValues, row: number, format: Format): string {
  switch (values.kind) {
    case 'texts': {
      const text = values.values[row]
      if (text === null || text === undefined) return NO_VALUE
      return text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text
    }
    case 'sequences':
      return listText(values.data.subarray(values.offsets[row], values.offsets[row + 1]), format)
    case 'pictures': {
      const picture = values.values[row]
      return picture ? `${picture.height} × ${picture.width} × ${picture.channels}` : NO_VALUE
    }
    case 'numbers': {
      const size = elementsOf(values.shape)
      if (values.missing?.[row] === 1) return NO_VALUE
      if (values.shape.length === 0) return numberText(values.data[row]!, format)
      return listText(values.data.subarray(row * size, (row + 1) * size), format)
    }
  }
}

/** Pixels of a row and what black and white are; null where it is no picture. */
export interface Pixels {
  x: NumberArray
  shape: readonly number[]
  range: Range
}
export interface Range {
  low: number
  high: number
}

/** Bytes, shares, -1 to 1, or from the least to the greatest: what these numbers seem to be. */
export function rangeOf(x: NumberArray): Range {
  if (x instanceof Uint8Array) return { low: 0, high: 255 }
  let [least, most] = [Infinity, -Infinity]
  for (const value of x) {
    if (value < least) least = value
    if (value > most) most = value
  }
  const SLACK = 0.01
  if (least >= -SLACK && most <= 1 + SLACK) return { low: 0, high: 1 }
  if (least >= -1 - SLACK && most <= 1 + SLACK) return { low: -1, high: 1 }
  if (least >= 0 && most <= 255 && most > 2) return { low: 0, high: 255 }
  return most > least ? { low: least, high: most } : { low: least - 1, high: least + 1 }
}

const withoutAlpha = ({ height, width, channels, data }: Picture): Pixels => {
  const shape = [height, width, channels === 4 ? 3 : channels]
  if (channels !== 4) return { x: data, shape, range: { low: 0, high: 255 } }
  const x = new Uint8Array(height * width * 3)
  for (let i = 0; i < height * width; i++) x.set(data.subarray(i * 4, i * 4 + 3), i * 3)
  return { x, shape, range: { low: 0, high: 255 } }
}

export function pixelsOf(values: ColumnValues, row: number): Pixels | null {
  if (values.kind === 'pictures') {
    const picture = values.values[row]
    return picture ? withoutAlpha(picture) : null
  }
  if (values.kind !== 'numbers' || !isPictureShape(values.shape)) return null
  const size = elementsOf(values.shape)
  return {
    x: values.data.subarray(row * size, (row + 1) * size),
    shape: values.shape,
    range: rangeOf(values.data)
  }
}

export const paintPixels = ({ x, shape, range }: Pixels, tones: Pick<Tones, 'low' | 'high'>): ImageData =>
  paintOne({ ...sizeOf(shape), data: x }, { ...tones, from: range.low, to: range.high })
