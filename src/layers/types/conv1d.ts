import { defineLayer } from '../define'
import { plainConvolution } from '../families/plain-convolution'

export default defineLayer({
  className: 'Conv1D',
  title: { en: '1D convolution', 'zh-CN': '一维卷积' },
  synonyms: ['convolutional', 'temporal convolution', 'causal', 'CNN', 'TCN', '卷积层', '时序卷积', '因果卷积'],
  summary: {
    en: 'Slides learnt filters along a sequence; each makes one channel of the output.',
    'zh-CN': '用可学习的卷积核沿序列滑动，每个卷积核产生一个输出通道。'
  },
  ...plainConvolution(1)
})
