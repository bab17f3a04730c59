import { lastAxis } from '../common'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'BatchNormalization',
  group: 'normalization',
  title: { en: 'Batch normalization', 'zh-CN': '批归一化' },
  summary: {
    en: 'Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it.',
    'zh-CN': '将每个特征在批内归一化为均值 0、方差 1，再缩放和平移。'
  },
  params: {
    momentum: {
      kind: 'number',
      min: 0,
      max: 1,
      default: 0.99,
      help: { en: 'Momentum of the moving averages.', 'zh-CN': '滑动平均的动量。' }
    },
    epsilon: {
      kind: 'number',
      min: 0,
      default: 0.001,
      help: { en: 'Added to the variance against division by zero.', 'zh-CN': '加在方差上的小量，避免除以零。' }
    },
    center: { kind: 'boolean', default: true, help: { en: 'Learn a shift (beta).', 'zh-CN': '是否学习平移量 beta。' } },
    scale: { kind: 'boolean', default: true, help: { en: 'Learn a scale (gamma).', 'zh-CN': '是否学习缩放量 gamma。' } }
  },
  inputs: oneInput,
  outputShape: ([input]) => input!,
  weights: ([input], { center, scale }) => {
    const shape = [lastAxis(input!)]
    return [
      ...(scale ? [{ name: 'gamma', shape, trainable: true }] : []),
      ...(center ? [{ name: 'beta', shape, trainable: true }] : []),
      { name: 'moving_mean', shape, trainable: false },
      { name: 'moving_variance', shape, trainable: false }
    ]
  }
})
