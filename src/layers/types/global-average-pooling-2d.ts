import { globalPoolingFlops, globalPoolingParams, globalPoolingShape } from '../families/pooling'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'GlobalAveragePooling2D',
  group: 'pooling',
  title: { en: '2D global average pooling', 'zh-CN': '二维全局平均池化' },
  synonyms: ['GAP', 'AdaptiveAvgPool2d', '全局均值池化'],
  summary: { en: 'One number for each channel: its mean.', 'zh-CN': '每个通道只留一个数：其平均值。' },
  params: globalPoolingParams,
  inputs: oneInput,
  outputShape: globalPoolingShape(2),
  flops: globalPoolingFlops,
  lower: ({ g }, [x], { keepdims }) => g.mean(x!, [1, 2], keepdims)
})
