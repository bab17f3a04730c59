import { convolve, convolveDepthwise } from '../../compiler/parts/convolution'
import { activation, constraint, imageShape, initializer, kernelAndBias, padding } from '../common'
import { regularizer, useBias, weight } from '../common'
import { biasAndActivation, convolutionParams, convolvedShape, dilatedWindow } from '../families/convolution'
import { defineLayer, oneInput, sizeOf } from '../define'
import { weightedSums } from '../flops'
import { dataFormat, windowOf } from '../families/spatial'

const { filters, kernel_size, strides, dilation_rate, depth_multiplier } = convolutionParams(2)
const { bias_initializer, bias_regularizer, activity_regularizer, bias_constraint } = kernelAndBias
const depthwise = { en: 'depthwise kernel', 'zh-CN': '逐通道卷积权重' }
const pointwise = { en: 'pointwise kernel', 'zh-CN': '逐点卷积权重' }

export default defineLayer({
  className: 'SeparableConv2D',
  group: 'convolution',
  title: { en: '2D separable convolution', 'zh-CN': '二维深度可分离卷积' },
  synonyms: ['depthwise separable', 'Xception', 'MobileNet', '可分离卷积层', '深度分离卷积'],
  summary: {
    en: 'Convolves each channel for itself, then mixes the channels of each pixel: far fewer weights than Conv2D.',
    'zh-CN': '先对每个通道分别卷积，再在每个像素上混合各通道；权重远少于 Conv2D。'
  },
  params: {
    filters,
    kernel_size,
    strides,
    padding,
    data_format: dataFormat,
    dilation_rate,
    depth_multiplier,
    activation: activation('linear'),
    use_bias: useBias,
    depthwise_initializer: initializer('glorot_uniform', depthwise),
    pointwise_initializer: initializer('glorot_uniform', pointwise),
    bias_initializer,
    depthwise_regularizer: regularizer(depthwise),
    pointwise_regularizer: regularizer(pointwise),
    bias_regularizer,
    activity_regularizer,
    depthwise_constraint: constraint(depthwise),
    pointwise_constraint: constraint(pointwise),
    bias_constraint
  },
  inputs: oneInput,
  outputShape: ([input], values) => convolvedShape(input!, 2, values.filters, values),
  weights: ([input], params) => {
    const channels = imageShape(input!)[2]
    const multiplier = params.depth_multiplier
    return [
      weight('depthwise_kernel', [...params.kernel_size, channels, multiplier], params, 'depthwise'),
      weight('pointwise_kernel', [1, 1, channels * multiplier, params.filters], params, 'pointwise'),
      ...(params.use_bias ? [weight('bias', [params.filters], params)] : [])
    ]
  },
  flops: ([input], params, output) => {
    const between = imageShape(input!)[2] * params.depth_multiplier
    const depthwise = (sizeOf(output) / params.filters) * between * 2 * sizeOf(params.kernel_size)
    return depthwise + weightedSums(sizeOf(output), between, params)
  },
  lower: (context, [x], values) => {
    const { g, weight: read } = context
    const each = convolveDepthwise(g, x!, read('depthwise_kernel'), dilatedWindow(values))
    const sum = convolve(g, each, read('pointwise_kernel'), windowOf([1, 1], [1, 1], 'valid'))
    return biasAndActivation(context, sum, values)
  }
})
