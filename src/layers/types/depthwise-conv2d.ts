import { convolveDepthwise } from '../../compiler/parts/convolution'
import { activation, constraint, imageShape, initializer, kernelAndBias, padding } from '../common'
import { regularizer, useBias, weight } from '../common'
import { biasAndActivation, convolutionParams, convolvedShape, dilatedWindow } from '../families/convolution'
import { defineLayer, oneInput, sizeOf } from '../define'
import { weightedSums } from '../flops'
import { dataFormat } from '../families/spatial'

const { kernel_size, strides, dilation_rate, depth_multiplier } = convolutionParams(2)
const { bias_initializer, bias_regularizer, activity_regularizer, bias_constraint } = kernelAndBias
const kernel = { en: 'kernel', 'zh-CN': '权重' }

export default defineLayer({
  className: 'DepthwiseConv2D',
  group: 'convolution',
  title: { en: '2D depthwise convolution', 'zh-CN': '二维逐通道卷积' },
  synonyms: ['channelwise', 'per channel', 'MobileNet', '深度卷积', '逐深度卷积'],
  summary: {
    en: 'Convolves each channel of an image for itself, with filters of its own.',
    'zh-CN': '用各自的卷积核分别对图像的每个通道做卷积。'
  },
  params: {
    kernel_size,
    strides,
    padding,
    depth_multiplier,
    data_format: dataFormat,
    dilation_rate,
    activation: activation('linear'),
    use_bias: useBias,
    depthwise_initializer: initializer('glorot_uniform', kernel),
    bias_initializer,
    depthwise_regularizer: regularizer(kernel),
    bias_regularizer,
    activity_regularizer,
    depthwise_constraint: constraint(kernel),
    bias_constraint
  },
  inputs: oneInput,
  outputShape: ([input], values) => convolvedShape(input!, 2, imageShape(input!)[2] * values.depth_multiplier, values),
  weights: ([input], params) => {
    const channels = imageShape(input!)[2]
    const multiplier = params.depth_multiplier
    return [
      weight('kernel', [...params.kernel_size, channels, multiplier], params, 'depthwise'),
      ...(params.use_bias ? [weight('bias', [channels * multiplier], params)] : [])
    ]
  },
  flops: (_inputs, params, output) => weightedSums(sizeOf(output), sizeOf(params.kernel_size), params),
  lower: (context, [x], values) => {
    const sum = convolveDepthwise(context.g, x!, context.weight('kernel'), dilatedWindow(values))
    return biasAndActivation(context, sum, values)
  }
})
