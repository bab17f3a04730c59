import { defineLayer, oneInput } from '../define'
import { croppingParam, croppingShape, lowerCropping } from '../families/resizing'

export default defineLayer({
  className: 'Cropping1D',
  group: 'reshaping',
  title: { en: '1D cropping', 'zh-CN': '一维裁剪' },
  synonyms: ['trim', 'cut', '裁切', '截断'],
  summary: { en: 'Cuts off the ends of a sequence.', 'zh-CN': '裁去序列两端的时间步。' },
  params: { cropping: { ...croppingParam(1), default: 1 } },
  inputs: oneInput,
  outputShape: croppingShape(1),
  lower: lowerCropping
})
