import { imageShape } from '../common'
import { defineLayer, oneInput, sizeOf } from '../define'
import { enlarge, INTERPOLATION_FLOPS } from '../families/resizing'
import { dataFormat } from '../families/spatial'

export default defineLayer({
  className: 'UpSampling2D',
  group: 'reshaping',
  title: { en: '2D upsampling', 'zh-CN': '二维上采样' },
  synonyms: ['enlarge', 'interpolate', 'resize', 'nearest', 'bilinear', '放大', '插值'],
  summary: { en: 'Makes an image larger by whole factors.', 'zh-CN': '按整数倍放大图像。' },
  params: {
    size: {
      kind: 'integers',
      length: 2,
      min: 1,
      default: 2,
      help: { en: 'Factors of height and width.', 'zh-CN': '高和宽的放大倍数。' }
    },
    data_format: dataFormat,
    interpolation: {
      kind: 'choice',
      options: ['nearest', 'bilinear', 'bicubic'],
      default: 'nearest',
      help: {
        en: 'nearest: repeats pixels; bilinear and bicubic: smooth between them.',
        'zh-CN': 'nearest：重复像素；bilinear、bicubic：在像素之间平滑插值。'
      }
    }
  },
  inputs: oneInput,
  outputShape: ([input], { size }) => {
    const [height, width, channels] = imageShape(input!)
    return [height * size[0]!, width * size[1]!, channels]
  },
  flops: (_inputs, { interpolation }, output) => INTERPOLATION_FLOPS[interpolation]! * sizeOf(output),
  lower: ({ g }, [x], { size, interpolation }) => enlarge(g, x!, size, interpolation)
})
