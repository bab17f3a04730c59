import { activate } from '../../compiler/activations'
import { convolve } from '../../compiler/convolution'
import { activation, imageShape, kernelAndBias, padding, slide, useBias, weight } from '../common'
import { defineLayer, oneInput, ShapeProblem } from '../define'

export default defineLayer({
  className: 'Conv2D',
  group: 'convolution',
  title: { en: '2D convolution', 'zh-CN': '二维卷积' },
  summary: {
    en: 'Slides learnt filters over an image; each makes one channel of the output.',
    'zh-CN': '用可学习的卷积核扫过图像，每个卷积核产生一个输出通道。'
  },
  params: {
    filters: {
      kind: 'integer',
      min: 1,
      help: { en: 'Number of filters, the output channels.', 'zh-CN': '卷积核个数，即输出通道数。' }
    },
    kernel_size: {
      kind: 'integers',
      length: 2,
      min: 1,
      help: { en: 'Height and width of the filters.', 'zh-CN': '卷积核的高和宽。' }
    },
    strides: {
      kind: 'integers',
      length: 2,
      min: 1,
      default: 1,
      help: { en: 'Step of the window.', 'zh-CN': '滑动步长。' }
    },
    padding,
    dilation_rate: {
      kind: 'integers',
      length: 2,
      min: 1,
      default: 1,
      help: { en: 'Spacing between the points of a filter.', 'zh-CN': '卷积核各点之间的间隔。' }
    },
    activation: activation('linear'),
    use_bias: useBias,
    ...kernelAndBias
  },
  inputs: oneInput,
  outputShape: ([input], { filters, kernel_size, strides, padding: mode, dilation_rate }) => {
    const [height, width] = imageShape(input!)
    if (Math.max(...strides) > 1 && Math.max(...dilation_rate) > 1) {
      throw new ShapeProblem('strides of 1 where dilation_rate is above 1', `strides [${strides.join(', ')}]`, {
        en: 'Set one of strides and dilation_rate to 1, as Keras asks.',
        'zh-CN': '请将 strides 或 dilation_rate 之一设为 1（Keras 的要求）。'
      })
    }
    return [
      slide(height, kernel_size[0]!, strides[0]!, mode, dilation_rate[0]!),
      slide(width, kernel_size[1]!, strides[1]!, mode, dilation_rate[1]!),
      filters
    ]
  },
  weights: ([input], params) => [
    weight('kernel', [...params.kernel_size, imageShape(input!)[2], params.filters], params),
    ...(params.use_bias ? [weight('bias', [params.filters], params)] : [])
  ],
  lower: (
    { g, weight: read },
    [x],
    { kernel_size, strides, padding: mode, dilation_rate, activation: name, use_bias }
  ) => {
    const window = { size: kernel_size, strides, dilations: dilation_rate, padding: mode.toUpperCase() }
    const sum = convolve(g, x!, read('kernel'), window)
    return activate(g, name, use_bias ? g.op('BiasAdd', [sum, read('bias')]) : sum)
  }
})
