import { defineLayer, oneInput } from '../define'
import { drawn, seed } from '../families/noise'
import { NOISE } from '../usual'

export default defineLayer({
  className: 'GaussianNoise',
  group: 'regularization',
  title: { en: 'Gaussian noise', 'zh-CN': '高斯噪声' },
  synonyms: ['additive noise', 'normal noise', '加性噪声', '正态噪声'],
  summary: {
    en: 'In training, adds normally distributed noise to every value, against overfitting.',
    'zh-CN': '训练时给每个值加上服从正态分布的噪声，以防止过拟合。'
  },
  params: {
    stddev: {
      kind: 'number',
      min: 0,
      max: 1,
      ...NOISE,
      help: { en: 'Standard deviation of the noise.', 'zh-CN': '噪声的标准差。' }
    },
    seed
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input]) => input!,
  lower: (context, [x], params) => {
    const { g, training } = context
    if (!training || params.stddev === 0) return x!
    return g.plus(x!, g.times(drawn(context, 'StatelessRandomNormal', x!, params.seed), g.float(params.stddev)))
  }
})
