import { activate } from '../../compiler/parts/activations'
import { ACTIVATIONS } from '../common'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'Activation',
  group: 'activation',
  title: { en: 'Activation', 'zh-CN': '激活' },
  summary: { en: 'Applies a function to every value.', 'zh-CN': '对每个值应用激活函数。' },
  params: {
    activation: { kind: 'choice', options: ACTIVATIONS, help: { en: 'The function.', 'zh-CN': '激活函数。' } }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input]) => input!,
  lower: ({ g }, [x], { activation: name }) => activate(g, name, x!)
})
