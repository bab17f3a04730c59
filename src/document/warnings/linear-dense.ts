import { setParam } from '../edits/layers'
import { defineWarning } from '../mending/define'
import { onModel } from '../mending/edits'

/** Two Dense layers without an activation between them are one: only a narrow one between says something of its own. */
export default defineWarning(({ survey }) => {
  const { layers } = survey.model!
  return layers.flatMap((layer) => {
    if (layer.type.className !== 'Dense' || layer.params.activation !== 'linear') return []
    const fed = layers.filter(({ inputs }) => inputs.includes(layer.name))
    if (fed.length === 0 || !fed.every(({ type }) => type.className === 'Dense')) return []
    const units = Number(layer.params.units)
    const narrowest = Math.min(layer.inputShapes[0]!.at(-1)!, ...fed.map(({ params }) => Number(params.units)))
    const isShared =
      layer.owner !== layer.name || layers.some(({ name, owner }) => owner === layer.name && name !== owner)
    if (units < narrowest || isShared) return []
    const { name } = layer
    return [
      {
        id: 'linear-dense',
        layer: name,
        title: {
          en: `${name} has no activation before the next Dense`,
          'zh-CN': `${name} 与下一个 Dense 之间没有激活函数`
        },
        why: {
          en: 'Two weighted sums in a row are one weighted sum: the layer adds parameters, but nothing that the network can tell.',
          'zh-CN': '连续两次加权求和仍是一次加权求和：多了参数，网络的表达能力却没有增加。'
        },
        fixes: [
          {
            id: 'linear-dense:relu',
            title: { en: `${name}: activation = relu`, 'zh-CN': `${name}：activation = relu` },
            apply: onModel((model) => setParam(model, [name], 'activation', 'relu'))
          }
        ]
      }
    ]
  })
})
