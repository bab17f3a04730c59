import { rowsOf, type Picture } from '../../shared/columns'
import { defineStep, type ColumnShape } from '../define'
import { arrayOf, numbersOf } from '../families/numbers'
import { channelsOf, eachPicture, isPictures, PICTURES, toByte } from '../families/pixels'
import { grayscalePixels } from '../pictures/grayscale'

const className = 'Grayscale'

/** One channel; bytes stay bytes. Arrays without an axis of channels are grey already. */
function grey(column: ColumnShape): ColumnShape {
  if (column.type === 'picture') {
    return { ...column, shape: column.shape && [...column.shape.slice(0, 2), 1], channels: 1 }
  }
  if (column.shape!.length === 2) return column
  return { ...column, shape: [...column.shape!.slice(0, 2), 1], dtype: column.dtype === 'uint8' ? 'uint8' : 'float32' }
}

export default defineStep({
  className,
  title: { en: 'Grayscale', 'zh-CN': '转为灰度' },
  summary: {
    en: 'Makes one channel of brightness out of red, green and blue: a third of the numbers, where colour does not tell.',
    'zh-CN': '将红、绿、蓝三个通道合成一个亮度通道：颜色不重要时，数据量降为三分之一。'
  },
  takes: PICTURES,
  params: {},
  accepts: isPictures,
  shapes: (column) => [grey(column)],
  apply: (column) => {
    const to = grey(column)
    if (column.values.kind === 'pictures') {
      const values = column.values.values.map((picture): Picture | null => {
        if (picture === null) return null
        const data = Uint8Array.from(grayscalePixels(picture.data, picture.channels), toByte)
        return { height: picture.height, width: picture.width, channels: 1, data }
      })
      return [{ ...to, values: { kind: 'pictures', values } }]
    }
    if (column.values.kind === 'numbers' && column.values.shape.length === 2) return [column]
    const bytes = to.dtype === 'uint8'
    const data = arrayOf(bytes ? 'uint8' : 'float32', rowsOf(column.values), to.shape!, className, column.name)
    let at = 0
    for (const picture of eachPicture(column)) {
      const pixels = picture
        ? grayscalePixels(picture.data, channelsOf(column))
        : new Float32Array(to.shape![0]! * to.shape![1]!)
      for (let i = 0; i < pixels.length; i++) data[at++] = bytes ? toByte(pixels[i]!) : pixels[i]!
    }
    const { missing } = numbersOf(column)
    return [{ ...to, values: { kind: 'numbers', shape: to.shape!, data, missing } }]
  },
  rowwise: true
})
