import { withInputs } from '../edits/connect'
import { catalogue } from '../../layers/index'
import { defineFix, faultyLayer, type Fix } from '../mending/define'
import { onModel } from '../mending/edits'

/** Leaves out inputs beyond those that a layer takes. */
export default defineFix({
  codes: ['LAYER_INPUT_COUNT'],
  rank: 30,
  propose(problem) {
    const node = faultyLayer(problem)
    const type = node && catalogue.get(node.node.class_name)
    if (!type || node.inputs.length <= type.inputs.max) return []
    const { name } = node.node
    const without = (gone: readonly number[]): Fix => {
      const names = gone.map((i) => node.inputs[i]!)
      return {
        id: `disconnect-extra:${gone.join()}`,
        title: {
          en: `Disconnect ${names.join(', ')} from ${name}`,
          'zh-CN': `断开 ${names.join('、')} 与 ${name} 的连线`
        },
        apply: onModel((model) =>
          withInputs(
            model,
            name,
            node.inputs.filter((_input, i) => !gone.includes(i))
          )
        )
      }
    }
    const places = node.inputs.map((_input, i) => i)
    const isOneTooMany = type.inputs.max > 0 && node.inputs.length === type.inputs.max + 1
    return isOneTooMany ? [...places].reverse().map((i) => without([i])) : [without(places.slice(type.inputs.max))]
  }
})
