import { defineLayer, oneInput } from '../define'
import { croppingParam, croppingShape, lowerCropping } from '../families/resizing'
import { dataFormat } from '../families/spatial'

export default defineLayer({
  className: 'Cropping2D',
  group: 'reshaping',
  title: { en: '2D cropping', 'zh-CN': '二维裁剪' },
  synonyms: ['trim', 'cut', '裁切', '裁边'],
  summary: { en: 'Cuts off the edges of an image.', 'zh-CN': '裁去图像的边缘。' },
  params: {
    cropping: {
      ...croppingParam(2),
      default: [
        [0, 0],
        [0, 0]
      ]
    },
    data_format: dataFormat
  },
  inputs: oneInput,
  outputShape: croppingShape(2),
  lower: lowerCropping
})
