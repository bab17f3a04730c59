import { removeLayers } from '../edits/remove'
import { defineWarning } from '../mending/define'
import { onModel } from '../mending/edits'
import { layerNamed } from '../mending/head'

const NOISE = ['Dropout', 'SpatialDropout1D', 'SpatialDropout2D', 'AlphaDropout', 'GaussianDropout', 'GaussianNoise']

/** What the loss sees is dropped or blurred at random. */
export default defineWarning(({ survey }) =>
  survey.model!.outputs.flatMap((name) => {
    const { type } = layerNamed(survey, name)!
    if (!NOISE.includes(type.className)) return []
    return [
      {
        id: 'noise-at-output',
        layer: name,
        title: { en: `${type.className} after the output layer`, 'zh-CN': `${type.className} 位于输出层之后` },
        why: {
          en: 'In training, it changes the predictions themselves at random before they are compared with the targets.',
          'zh-CN': '训练时它会随机改动预测值本身，再与目标比较。'
        },
        fixes: [
          {
            id: 'noise-at-output:remove',
            title: { en: `Remove ${name}`, 'zh-CN': `删除 ${name}` },
            apply: onModel((model) => removeLayers(model, [name]))
          }
        ]
      }
    ]
  })
)
