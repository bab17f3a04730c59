import { elu } from '../../compiler/parts/activations'
import { defineLayer, oneInput } from '../define'
import { perOutput } from '../flops'

export default defineLayer({
  className: 'ELU',
  group: 'activation',
  title: { en: 'ELU', 'zh-CN': 'ELU 激活' },
  synonyms: ['exponential linear unit', '指数线性单元'],
  summary: {
    en: 'Passes on what is above zero, and alpha (exp(x) - 1) below.',
    'zh-CN': '正值保持不变，负值变为 alpha (exp(x) - 1)。'
  },
  params: {
    alpha: {
      kind: 'number',
      default: 1,
      help: { en: 'How far it goes down: to -alpha.', 'zh-CN': '负半轴的下限为 -alpha。' }
    }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input]) => input!,
  flops: perOutput(1),
  lower: ({ g }, [x], { alpha }) => elu(g, x!, alpha)
})
