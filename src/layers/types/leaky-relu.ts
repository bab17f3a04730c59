import { leakyRelu } from '../../compiler/parts/activations'
import { negativeSlope } from '../common'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'LeakyReLU',
  group: 'activation',
  title: { en: 'Leaky ReLU', 'zh-CN': 'Leaky ReLU 激活' },
  summary: {
    en: 'Passes on what is above zero, and a small part of what is below.',
    'zh-CN': '正值保持不变，负值乘以一个小斜率。'
  },
  params: { negative_slope: negativeSlope(0.3) },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input]) => input!,
  lower: ({ g }, [x], { negative_slope }) => leakyRelu(g, x!, negative_slope)
})
