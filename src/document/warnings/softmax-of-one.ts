import { setParam } from '../edits/layers'
import { defineWarning, type Fix } from '../mending/define'
import { onModel } from '../mending/edits'
import { headOf } from '../mending/head'

/** Softmax of one number is 1. */
export default defineWarning(({ survey, project, dataset }) =>
  survey.model!.layers.flatMap((layer) => {
    if (layer.params.activation !== 'softmax' || layer.outputShape.at(-1) !== 1) return []
    const { name } = layer
    const isOutput = survey.model!.outputs.includes(name)
    const classes = isOutput && project.dataset.label_mode !== 'input' ? dataset?.classes : null
    const change = (key: string, value: string | number): Fix => ({
      id: `softmax-of-one:${key}`,
      title: { en: `${name}: ${key} = ${value}`, 'zh-CN': `${name}：${key} = ${value}` },
      apply: onModel((model) => setParam(model, [name], key, value))
    })
    const head = headOf(survey, layer)
    return [
      {
        id: 'softmax-of-one',
        layer: name,
        title: { en: `softmax over one value in ${name}`, 'zh-CN': `${name} 只有一个值，却用了 softmax` },
        why: {
          en: 'Softmax makes values sum to 1; a single one is always 1, whatever the network learns.',
          'zh-CN': 'softmax 使各值之和为 1；只有一个值时恒为 1，网络学不到任何东西。'
        },
        fixes: [
          change('activation', dataset?.task === 'regression' ? 'linear' : 'sigmoid'),
          ...(classes && classes > 1 && head === layer ? [change('units', classes)] : [])
        ]
      }
    ]
  })
)
