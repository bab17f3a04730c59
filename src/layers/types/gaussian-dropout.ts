import { defineLayer, oneInput } from '../define'
import { BELOW_ONE, drawn, rate, seed } from '../families/noise'

export default defineLayer({
  className: 'GaussianDropout',
  group: 'regularization',
  title: { en: 'Gaussian dropout', 'zh-CN': '高斯失活' },
  synonyms: ['multiplicative noise', '乘性噪声', '高斯丢弃'],
  summary: {
    en: 'In training, multiplies every value by normally distributed noise of mean 1, as much as Dropout would vary it.',
    'zh-CN': '训练时将每个值乘以均值为 1 的正态噪声，其波动程度与 Dropout 相当。'
  },
  params: {
    rate: {
      ...rate(BELOW_ONE),
      help: {
        en: 'Drop rate that it stands for: the noise deviates by sqrt(rate / (1 - rate)).',
        'zh-CN': '对应的失活比例：噪声的标准差为 sqrt(rate / (1 - rate))。'
      }
    },
    seed
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input]) => input!,
  lower: (context, [x], params) => {
    const { g, training } = context
    if (!training || params.rate === 0) return x!
    const deviation = g.float(Math.sqrt(params.rate / (1 - params.rate)))
    const noise = drawn(context, 'StatelessRandomNormal', x!, params.seed)
    return g.times(x!, g.plus(g.times(noise, deviation), g.float(1)))
  }
})
