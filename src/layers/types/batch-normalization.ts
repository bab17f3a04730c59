import type { Tensor } from '../../compiler/ir'
import { inverseRoot, maskedMoments, standardize, standardizeFused } from '../../compiler/parts/normalization'
import { initializer } from '../common'
import { defineLayer, oneInput } from '../define'
import { perOutput } from '../flops'
import {
  affineWeights,
  betaAndGammaTerms,
  centerAndScale,
  epsilon,
  oneAxis,
  scaleAndShift,
  spanning
} from '../families/normalization'
import { placesOf } from '../families/axes'

export default defineLayer({
  className: 'BatchNormalization',
  group: 'normalization',
  title: { en: 'Batch normalization', 'zh-CN': '批归一化' },
  synonyms: ['BatchNorm2d', 'BN', '批标准化', '批量归一化', '批规范化'],
  summary: {
    en: 'Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it.',
    'zh-CN': '将每个特征在批内归一化为均值 0、方差 1，再缩放和平移。'
  },
  params: {
    axis: oneAxis,
    momentum: {
      kind: 'number',
      min: 0,
      max: 1,
      default: 0.99,
      help: { en: 'Momentum of the moving averages.', 'zh-CN': '滑动平均的动量。' }
    },
    epsilon: epsilon(0.001),
    ...centerAndScale,
    moving_mean_initializer: initializer('zeros', { en: 'moving mean', 'zh-CN': '滑动均值' }),
    moving_variance_initializer: initializer('ones', { en: 'moving variance', 'zh-CN': '滑动方差' }),
    ...betaAndGammaTerms
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { axis }) => placesOf([axis], input!) && input!,
  weights: ([input], params) => {
    const shape = [input![placesOf([params.axis], input!)[0]! - 1]!]
    const { moving_mean_initializer, moving_variance_initializer } = params
    return [
      ...affineWeights(shape, params),
      { name: 'moving_mean', shape, trainable: false, initializer: moving_mean_initializer },
      { name: 'moving_variance', shape, trainable: false, initializer: moving_variance_initializer }
    ]
  },
  flops: perOutput(2),
  lower: ({ g, training, weight, update, mask }, [x], params) => {
    const places = placesOf([params.axis], x!.dims.slice(1) as number[])
    const axes = g.allAxes(x!).filter((axis) => !places.includes(axis))
    const channels = x!.dims[places[0]!]!
    const affine = (value: Tensor): Tensor => scaleAndShift(g, value, places, params, weight)
    const blend = (name: string, value: Tensor): void => {
      const kept = g.times(weight(name), g.float(params.momentum))
      update(name, g.plus(kept, g.times(g.reshape(value, [channels]), g.float(1 - params.momentum))))
    }
    const learn = (mean: Tensor, variance: Tensor): void => {
      blend('moving_mean', mean)
      blend('moving_variance', variance)
    }
    const by = (mean: Tensor, variance: Tensor): Tensor => {
      const spread = inverseRoot(g, variance, params.epsilon)
      return affine(g.times(g.minus(x!, mean), spread))
    }
    if (!training) {
      const [mean, variance] = ['moving_mean', 'moving_variance'].map((name) => spanning(g, weight(name), places, x!))
      return by(mean!, variance!)
    }
    const padding = mask()
    if (padding && padding.dims.length === x!.dims.length - 1) {
      const { mean, variance } = maskedMoments(g, x!, padding, axes)
      learn(mean, variance)
      return by(mean, variance)
    }
    if (g.floatType === 'float32' && places[0] === x!.dims.length - 1) {
      const ones = g.floats([channels], Array<number>(channels).fill(1))
      const zeros = g.floats([channels], Array<number>(channels).fill(0))
      const scale = params.scale ? weight('gamma') : ones
      const shift = params.center ? weight('beta') : zeros
      const { value, mean, variance } = standardizeFused(g, x!, scale, shift, params.epsilon)
      learn(mean, variance)
      return value
    }
    const { value, mean, variance } = standardize(g, x!, axes, params.epsilon)
    learn(mean, variance)
    return affine(value)
  }
})
