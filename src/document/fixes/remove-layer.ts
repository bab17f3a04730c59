import { removeLayers } from '../edits/remove'
import { defineFix, faultyLayer } from '../mending/define'
import { onModel } from '../mending/edits'

/** Removes a layer that nothing feeds, or of a type that there is not. */
export default defineFix({
  codes: ['LAYER_INPUT_COUNT', 'LAYER_UNKNOWN'],
  rank: 40,
  propose(problem) {
    const node = faultyLayer(problem)
    if (!node || (problem.error.code === 'LAYER_INPUT_COUNT' && node.inputs.length > 0)) return []
    const { name } = node.node
    return [
      {
        id: 'remove-layer',
        title: { en: `Remove ${name}`, 'zh-CN': `删除 ${name}` },
        apply: onModel((model) => removeLayers(model, [name]))
      }
    ]
  }
})
