import { dropoutFactors } from '../../compiler/dropout'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'Dropout',
  group: 'regularization',
  title: { en: 'Dropout', 'zh-CN': '随机失活' },
  summary: {
    en: 'In training, sets a random share of the values to zero, against overfitting.',
    'zh-CN': '训练时随机将一部分值置零，以防止过拟合。'
  },
  params: {
    rate: { kind: 'number', min: 0, max: 1, help: { en: 'Share of values to drop.', 'zh-CN': '置零的比例。' } }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input]) => input!,
  lower: ({ g, training, seed }, [x], { rate }) => {
    if (!training || rate === 0) return x!
    if (rate === 1) return g.times(x!, g.float(0))
    return g.times(x!, dropoutFactors(g, x!, rate, seed()))
  }
})
