import { defineLayer, oneInput } from '../define'
import { lowerZeroPadding, zeroPaddingParams, zeroPaddingShape } from '../families/resizing'

export default defineLayer({
  className: 'ZeroPadding1D',
  group: 'reshaping',
  title: { en: '1D zero padding', 'zh-CN': '一维零填充' },
  synonyms: ['margin', '补零', '填零'],
  summary: { en: 'Adds zeros around a sequence.', 'zh-CN': '在序列两端补零。' },
  params: zeroPaddingParams(1),
  inputs: oneInput,
  outputShape: zeroPaddingShape(1),
  lower: lowerZeroPadding
})
