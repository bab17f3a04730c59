import { defineLayer, oneInput } from '../define'
import { dropped, noiseShape, rate, seed, shapeUnderNoise } from '../families/noise'

export default defineLayer({
  className: 'Dropout',
  group: 'regularization',
  title: { en: 'Dropout', 'zh-CN': '随机失活' },
  synonyms: ['regularization', 'overfitting', '丢弃', '暂退法', '防止过拟合'],
  summary: {
    en: 'In training, sets a random share of the values to zero, against overfitting.',
    'zh-CN': '训练时随机将一部分值置零，以防止过拟合。'
  },
  params: { rate: rate(1), noise_shape: noiseShape, seed },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { noise_shape }) => shapeUnderNoise(input!, noise_shape),
  lower: (context, [x], params) => dropped(context, x!, params.rate, params.seed, params.noise_shape)
})
