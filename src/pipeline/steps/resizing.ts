import { rowsOf } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { defineStep, type ColumnShape } from '../define'
import { arrayOf } from '../families/numbers'
import { channelsOf, eachPicture, isPictures, PICTURES, toByte, withChannels } from '../families/pixels'
import { resizePixels, type Interpolation } from '../pictures/resize'

const className = 'Resizing'

const side = (en: string, zh: string) => ({ kind: 'integer', min: 1, max: 8192, help: { en, 'zh-CN': zh } }) as const

/** Bytes stay bytes, as in Keras. Arrays without an axis of channels get none. */
const resized = (column: ColumnShape, { height, width }: { height: number; width: number }): ColumnShape => ({
  name: column.name,
  type: 'tensor',
  shape: column.type === 'tensor' && column.shape!.length === 2 ? [height, width] : [height, width, channelsOf(column)],
  dtype: column.type === 'picture' || column.dtype === 'uint8' ? 'uint8' : 'float32'
})

export default defineStep({
  className,
  title: { en: 'Resizing', 'zh-CN': '调整大小' },
  summary: {
    en: 'Brings all pictures to one height and width, since the examples of a batch must be of one shape. Pictures of files become RGB.',
    'zh-CN': '将所有图片调整为同样的高和宽（同一批的样本须形状相同）。来自文件的图片统一为 RGB。'
  },
  takes: PICTURES,
  params: {
    height: side('Height in pixels.', '高度（像素）。'),
    width: side('Width in pixels.', '宽度（像素）。'),
    interpolation: {
      kind: 'choice',
      options: ['bilinear', 'nearest', 'bicubic', 'lanczos3', 'lanczos5'],
      default: 'bilinear',
      help: {
        en: 'How pixels in between are computed: bilinear is smooth, nearest keeps hard edges, the others are sharper and slower.',
        'zh-CN': '插值方式：bilinear 平滑，nearest 保留硬边缘，其余更锐利但较慢。'
      }
    },
    crop_to_aspect_ratio: {
      kind: 'boolean',
      default: false,
      help: {
        en: 'Cut off what is too long, so that nothing is stretched.',
        'zh-CN': '裁去过长的部分，使画面不变形。'
      }
    },
    pad_to_aspect_ratio: {
      kind: 'boolean',
      default: false,
      help: {
        en: 'Add a border where a side is too short, so that nothing is stretched or lost.',
        'zh-CN': '在过短的一边加边框，使画面既不变形也不丢失。'
      }
    },
    fill_mode: {
      kind: 'choice',
      options: ['constant'],
      default: 'constant',
      help: { en: 'What the border holds: fill_value.', 'zh-CN': '边框内容：fill_value。' }
    },
    fill_value: {
      kind: 'number',
      default: 0,
      help: { en: 'The value of the border; 0 is black.', 'zh-CN': '边框的值；0 为黑色。' }
    },
    antialias: {
      kind: 'boolean',
      default: false,
      help: {
        en: 'Average over all pixels that fall together when a picture becomes much smaller.',
        'zh-CN': '大幅缩小时对重合的像素取平均，减少锯齿。'
      }
    }
  },
  accepts: isPictures,
  shapes: (column, params) => {
    if (!params.crop_to_aspect_ratio || !params.pad_to_aspect_ratio) return [resized(column, params)]
    const expected = words('false, since crop_to_aspect_ratio is true', 'false（crop_to_aspect_ratio 已为 true）')
    throw new NetloomError('PIPELINE_PARAM', { className, key: 'pad_to_aspect_ratio', expected, found: 'true' })
  },
  apply: (column, params) => {
    const to = resized(column, params)
    const rows = rowsOf(column.values)
    const channels = channelsOf(column)
    const size = params.height * params.width * channels
    const bytes = to.dtype === 'uint8'
    const data = arrayOf(bytes ? 'uint8' : 'float32', rows, to.shape!, className, column.name)
    const missing = new Uint8Array(rows)
    const resizing = { ...params, interpolation: params.interpolation as Interpolation }
    let row = 0
    for (const given of eachPicture(column)) {
      if (given === null) missing[row] = 1
      else {
        const picture = withChannels(given, channels)
        const result = resizePixels(picture.data, [picture.height, picture.width, channels], resizing)
        if (bytes) for (let i = 0; i < size; i++) data[row * size + i] = toByte(result[i]!)
        else data.set(result, row * size)
      }
      row++
    }
    const marks = missing.includes(1) ? missing : null
    return [{ ...to, values: { kind: 'numbers', shape: to.shape!, data, missing: marks } }]
  },
  rowwise: true
})
