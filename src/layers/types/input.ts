import { defineLayer } from '../define'
import { AXIS } from '../usual'

export default defineLayer({
  className: 'Input',
  group: 'input',
  title: { en: 'Input', 'zh-CN': '输入' },
  synonyms: ['source', 'entry', 'placeholder', 'examples', '入口', '样本', '数据'],
  summary: { en: 'Where examples enter the network.', 'zh-CN': '样本进入网络的入口。' },
  params: {
    shape: {
      kind: 'integers',
      min: 1,
      ...AXIS,
      help: { en: 'Shape of one example, without the batch.', 'zh-CN': '单个样本的形状，不含批量维。' }
    }
  },
  inputs: { min: 0, max: 0 },
  outputShape: (_inputs, { shape }) => shape,
  // Never called: the batch itself is the output.
  lower: (_context, [x]) => x!
})
