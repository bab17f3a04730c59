import type { Tensor } from '../../compiler/ir'
import { lastAxis } from '../common'
import { defineLayer, oneInput, plainTerm } from '../define'

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
      ...(scale ? [{ name: 'gamma', shape, trainable: true, initializer: plainTerm('ones') }] : []),
      ...(center ? [{ name: 'beta', shape, trainable: true, initializer: plainTerm('zeros') }] : []),
      { name: 'moving_mean', shape, trainable: false, initializer: plainTerm('zeros') },
      { name: 'moving_variance', shape, trainable: false, initializer: plainTerm('ones') }
    ]
  },
  lower: ({ g, training, weight, update }, [x], { momentum, epsilon, center, scale }) => {
    const axes = g.allAxes(x!).slice(0, -1)
    const blend = (name: string, value: Tensor): void => {
      const kept = g.times(weight(name), g.float(momentum))
      update(name, g.plus(kept, g.times(value, g.float(1 - momentum))))
    }
    let [mean, variance] = [null, null] as [Tensor | null, Tensor | null]
    if (training) {
      mean = g.mean(x!, axes)
      variance = g.mean(g.square(g.minus(x!, mean)), axes)
      blend('moving_mean', mean)
      blend('moving_variance', variance)
    }
    const spread = g.op('Rsqrt', [g.plus(variance ?? weight('moving_variance'), g.float(epsilon))])
    const factor = scale ? g.times(spread, weight('gamma')) : spread
    const centred = g.times(g.minus(x!, mean ?? weight('moving_mean')), factor)
    return center ? g.plus(centred, weight('beta')) : centred
  }
})
