import { survivors } from '../../compiler/parts/dropout'
import { defineLayer, oneInput } from '../define'
import { BELOW_ONE, chances, noiseShape, rate, seed, shapeUnderNoise } from '../families/noise'

/** What selu comes down to: -alpha * scale (Klambauer et al. 2017, "Self-Normalizing Neural Networks"). */
const LOWEST = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946

export default defineLayer({
  className: 'AlphaDropout',
  group: 'regularization',
  title: { en: 'Alpha dropout', 'zh-CN': 'Alpha 失活' },
  synonyms: ['SELU', 'self-normalizing', '自归一化', 'Alpha 丢弃'],
  summary: {
    en: 'Dropout that keeps mean and variance, for layers with selu.',
    'zh-CN': '保持均值和方差不变的随机失活，与 selu 激活配合使用。'
  },
  params: { rate: rate(BELOW_ONE), noise_shape: noiseShape, seed },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { noise_shape }) => shapeUnderNoise(input!, noise_shape),
  lower: (context, [x], params) => {
    const { g, training } = context
    if (!training || params.rate === 0) return x!
    const kept = survivors(g, chances(context, x!, params.seed, params.noise_shape), params.rate)
    const filled = g.plus(g.times(x!, kept), g.times(g.float(LOWEST), g.minus(g.float(1), kept)))
    const scale = ((1 - params.rate) * (1 + params.rate * LOWEST ** 2)) ** -0.5
    return g.plus(g.times(filled, g.float(scale)), g.float(-scale * LOWEST * params.rate))
  }
})
