import { globalPoolingFlops, globalPoolingParams, globalPoolingShape } from '../families/pooling'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'GlobalAveragePooling1D',
  group: 'pooling',
  title: { en: '1D global average pooling', 'zh-CN': '一维全局平均池化' },
  synonyms: ['GAP', 'mean over time', 'AdaptiveAvgPool1d', '全局均值池化', '时间平均'],
  summary: {
    en: 'One number for each channel: its mean over all steps that are not masked.',
    'zh-CN': '每个通道只留一个数：其在所有未被掩码的时间步上的平均值。'
  },
  params: globalPoolingParams,
  inputs: oneInput,
  outputShape: globalPoolingShape(1),
  flops: globalPoolingFlops,
  lower: ({ g, mask }, [x], { keepdims }) => {
    const counts = mask()
    if (!counts) return g.mean(x!, [1], keepdims)
    const column = g.reshape(counts, [...counts.dims, 1])
    const sum = g.sum(g.select(column, x!, g.float(0)), [1], keepdims)
    return g.over(sum, g.sum(g.indicator(column), [1], keepdims))
  }
})
