import { reluOf } from '../../compiler/parts/activations'
import { negativeSlope } from '../common'
import { defineLayer, oneInput } from '../define'
import { perOutput } from '../flops'

export default defineLayer({
  className: 'ReLU',
  group: 'activation',
  title: { en: 'ReLU', 'zh-CN': 'ReLU 激活' },
  synonyms: ['rectified linear unit', 'rectifier', '修正线性单元', '线性整流'],
  summary: {
    en: 'Passes on what is above a threshold, up to a maximum.',
    'zh-CN': '保留高于阈值的值，并可设上限。'
  },
  params: {
    max_value: {
      kind: 'number',
      min: 0,
      nullable: true,
      default: null,
      help: { en: 'The largest output; null for no limit.', 'zh-CN': '输出的上限；为 null 时不设上限。' }
    },
    negative_slope: negativeSlope(0),
    threshold: {
      kind: 'number',
      min: 0,
      default: 0,
      help: { en: 'What is not above it counts as negative.', 'zh-CN': '不高于该值的输入按负值处理。' }
    }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input]) => input!,
  flops: perOutput(1),
  lower: ({ g }, [x], params) => reluOf(g, x!, params)
})
