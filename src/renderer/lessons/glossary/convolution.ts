import { words } from '../../../shared/locale'
import { defineTerms } from './define'

export default defineTerms({
  pixel: {
    name: words('pixel', '像素 (pixel)'),
    text: words(
      'One number of a picture: how bright it is at that place, from 0 to 1 once it is rescaled.',
      '图片中的一个数，表示该处有多亮；缩放之后在 0 到 1 之间。'
    )
  },
  kernel: {
    name: words('kernel (filter)', '卷积核 (kernel, filter)'),
    text: words(
      'A small grid of weights, often `3 × 3`, that goes over the whole picture. It answers where the picture looks like it.',
      '一小块权重，常为 `3 × 3`，在整张图片上滑动。图片中与它相像的地方响应就大。'
    )
  },
  convolution: {
    name: words('convolution', '卷积 (convolution)'),
    text: words(
      'At each place of a picture: multiply the window with the kernel, number by number, and add up. Strictly speaking a cross-correlation, for the kernel is not turned over.',
      '在图片的每个位置，把窗口与卷积核逐个相乘再求和。严格说来这是互相关，因为卷积核没有翻转。'
    )
  },
  padding: {
    name: words('padding', '填充 (padding)'),
    text: words(
      'Zeros around the picture. `valid` has none and the result is smaller; `same` has as many as keep the size at a stride of 1.',
      '在图片四周补零。`valid` 不补，结果变小；`same` 补到步幅为 1 时大小不变。'
    )
  },
  stride: {
    name: words('stride', '步幅 (stride)'),
    text: words(
      'How many pixels the window moves on for the next number. With 2, each side of the result is half as long.',
      '窗口每次移动多少个像素。步幅为 2 时，结果的每边缩短一半。'
    )
  },
  pooling: {
    name: words('pooling', '池化 (pooling)'),
    text: words(
      'Makes a map smaller: of each window, mostly `2 × 2`, only the largest number stays, or the mean. It has nothing to learn.',
      '缩小特征图：每个窗口（通常为 `2 × 2`）只保留最大值或平均值。没有需要学习的参数。'
    )
  },
  'feature-map': {
    name: words('feature map', '特征图 (feature map)'),
    text: words(
      'What one filter gives for a picture: a picture itself, bright where the filter has found what it looks for.',
      '一个卷积核作用于图片得到的结果，本身也是一张图：找到所寻特征的地方数值就大。'
    )
  }
})
