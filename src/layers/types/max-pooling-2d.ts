import { lowerPooling, poolingParams, poolingShape } from '../families/pooling'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'MaxPooling2D',
  group: 'pooling',
  title: { en: '2D max pooling', 'zh-CN': '二维最大池化' },
  summary: { en: 'Keeps the largest value of each window.', 'zh-CN': '保留每个窗口内的最大值。' },
  params: poolingParams(2),
  inputs: oneInput,
  outputShape: poolingShape(2),
  lower: lowerPooling('MaxPool', 2)
})
