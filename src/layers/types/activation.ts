import { activate } from '../../compiler/parts/activations'
import { ACTIVATIONS } from '../common'
import { defineLayer, oneInput, sizeOf } from '../define'
import { activationFlops } from '../flops'

export default defineLayer({
  className: 'Activation',
  group: 'activation',
  title: { en: 'Activation', 'zh-CN': '激活' },
  synonyms: ['nonlinearity', 'activation function', '激活函数', '非线性', '激励'],
  summary: { en: 'Applies a function to every value.', 'zh-CN': '对每个值应用激活函数。' },
  params: {
    activation: { kind: 'choice', options: ACTIVATIONS, help: { en: 'The function.', 'zh-CN': '激活函数。' } }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input]) => input!,
  flops: (_inputs, { activation: name }, output) => activationFlops(name, sizeOf(output)),
  lower: ({ g }, [x], { activation: name }) => activate(g, name, x!)
})
