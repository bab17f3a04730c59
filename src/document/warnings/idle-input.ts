import { removeLayers } from '../edits/remove'
import { defineWarning } from '../mending/define'
import { onModel } from '../mending/edits'

/** An Input beside others that no layer takes: its values reach nothing, and count as an output. */
export default defineWarning(({ survey }) => {
  const { inputs, outputs } = survey.model!
  return inputs
    .filter((name) => inputs.length > 1 && outputs.includes(name))
    .map((name) => ({
      id: 'idle-input',
      layer: name,
      title: { en: `${name} feeds no layer`, 'zh-CN': `${name} 没有连到任何层` },
      why: {
        en: 'It counts as an input and as an output of the network, and nothing is learnt from it.',
        'zh-CN': '它既算作网络的输入，又算作输出，却不参与学习。'
      },
      fixes: [
        {
          id: 'idle-input:remove',
          title: { en: `Remove ${name}`, 'zh-CN': `删除 ${name}` },
          apply: onModel((model) => removeLayers(model, [name]))
        }
      ]
    }))
})
