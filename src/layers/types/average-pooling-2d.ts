import { averagePoolingParams, lowerPooling, poolingFlops, poolingShape } from '../families/pooling'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'AveragePooling2D',
  group: 'pooling',
  title: { en: '2D average pooling', 'zh-CN': '二维平均池化' },
  synonyms: ['mean pooling', 'subsampling', 'downsampling', 'AvgPool2d', '均值池化', '下采样'],
  summary: { en: 'Takes the mean of each window.', 'zh-CN': '取每个窗口内的平均值。' },
  params: averagePoolingParams(2),
  inputs: oneInput,
  outputShape: poolingShape(2),
  flops: poolingFlops,
  lower: lowerPooling('AvgPool', 2)
})
