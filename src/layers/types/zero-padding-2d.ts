import { defineLayer, oneInput } from '../define'
import { lowerZeroPadding, zeroPaddingParams, zeroPaddingShape } from '../families/resizing'

export default defineLayer({
  className: 'ZeroPadding2D',
  group: 'reshaping',
  title: { en: '2D zero padding', 'zh-CN': '二维零填充' },
  synonyms: ['margin', 'border', '补零', '填零'],
  summary: { en: 'Adds zeros around an image.', 'zh-CN': '在图像四周补零。' },
  params: zeroPaddingParams(2),
  inputs: oneInput,
  outputShape: zeroPaddingShape(2),
  lower: lowerZeroPadding
})
