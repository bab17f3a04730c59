import { catalogue } from '../../layers/index'
import { sortedInto, withInputs } from '../edits/connect'
import { placeLayer } from '../edits/place'
import { defineFix, faultyLayer, type Fix } from '../mending/define'
import { inputLimits } from '../limits'
import { layer, onModel } from '../mending/edits'

/** A layer of one input that several layers feed: they are put together first. */
export default defineFix({
  codes: ['LAYER_INPUT_COUNT'],
  rank: 15,
  propose(problem) {
    const node = faultyLayer(problem)
    const type = node && catalogue.get(node.node.class_name)
    if (!node || type?.inputs.max !== 1 || node.inputs.length < 2) return []
    const { name } = node.node
    return ['Concatenate', 'Add'].map((className): Fix => ({
      id: `insert-merge:${className}`,
      title: { en: `Insert ${className} before ${name}`, 'zh-CN': `在 ${name} 前插入 ${className}` },
      apply: onModel((model) => {
        const [edge] = sortedInto(model, name)
        const merged = placeLayer(model, layer(className), { edge: edge! }, inputLimits(model))
        return withInputs(withInputs(merged.design, merged.name, node.inputs), name, [merged.name])
      })
    }))
  }
})
