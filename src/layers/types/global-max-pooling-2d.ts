import { globalPoolingFlops, globalPoolingParams, globalPoolingShape } from '../families/pooling'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'GlobalMaxPooling2D',
  group: 'pooling',
  title: { en: '2D global max pooling', 'zh-CN': '二维全局最大池化' },
  synonyms: ['GMP', 'AdaptiveMaxPool2d', '全局最大值池化'],
  summary: { en: 'One number for each channel: its largest value.', 'zh-CN': '每个通道只留一个数：其最大值。' },
  params: globalPoolingParams,
  inputs: oneInput,
  outputShape: globalPoolingShape(2),
  flops: globalPoolingFlops,
  lower: ({ g }, [x], { keepdims }) => g.reduce('Max', x!, [1, 2], keepdims)
})
