import { lowerPooling, poolingFlops, poolingParams, poolingShape } from '../families/pooling'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'MaxPooling1D',
  group: 'pooling',
  title: { en: '1D max pooling', 'zh-CN': '一维最大池化' },
  synonyms: ['subsampling', 'downsampling', 'MaxPool1d', '下采样', '最大值池化'],
  summary: { en: 'Keeps the largest value of each window.', 'zh-CN': '保留每个窗口内的最大值。' },
  params: poolingParams(1),
  inputs: oneInput,
  outputShape: poolingShape(1),
  flops: poolingFlops,
  lower: lowerPooling('MaxPool', 1)
})
