import { lowerPooling, poolingFlops, poolingParams, poolingShape } from '../families/pooling'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'MaxPooling2D',
  group: 'pooling',
  title: { en: '2D max pooling', 'zh-CN': '二维最大池化' },
  synonyms: ['subsampling', 'downsampling', 'MaxPool2d', '下采样', '最大值池化'],
  summary: { en: 'Keeps the largest value of each window.', 'zh-CN': '保留每个窗口内的最大值。' },
  params: poolingParams(2),
  inputs: oneInput,
  outputShape: poolingShape(2),
  flops: poolingFlops,
  lower: lowerPooling('MaxPool', 2)
})
