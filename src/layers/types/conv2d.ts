import { defineLayer } from '../define'
import { plainConvolution } from '../families/plain-convolution'

export default defineLayer({
  className: 'Conv2D',
  title: { en: '2D convolution', 'zh-CN': '二维卷积' },
  synonyms: ['convolutional', 'image filter', 'CNN', '卷积层', '卷积神经网络', '图像卷积'],
  summary: {
    en: 'Slides learnt filters over an image; each makes one channel of the output.',
    'zh-CN': '用可学习的卷积核扫过图像，每个卷积核产生一个输出通道。'
  },
  ...plainConvolution(2)
})
