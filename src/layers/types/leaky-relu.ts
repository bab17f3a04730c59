import { leakyRelu } from '../../compiler/parts/activations'
import { negativeSlope } from '../common'
import { defineLayer, oneInput } from '../define'
import { perOutput } from '../flops'

export default defineLayer({
  className: 'LeakyReLU',
  group: 'activation',
  title: { en: 'Leaky ReLU', 'zh-CN': 'Leaky ReLU 激活' },
  synonyms: ['leaky rectifier', 'rectified linear unit', '带泄漏的修正线性单元', '渗漏整流'],
  summary: {
    en: 'Passes on what is above zero, and a small part of what is below.',
    'zh-CN': '正值保持不变，负值乘以一个小斜率。'
  },
  params: { negative_slope: negativeSlope(0.3) },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input]) => input!,
  flops: perOutput(1),
  lower: ({ g }, [x], { negative_slope }) => leakyRelu(g, x!, negative_slope)
})
