import { setParam } from '../edits/layers'
import { removeLayers } from '../edits/remove'
import { catalogue } from '../../layers/index'
import { defineFix, faultyLayer, type Fix } from '../mending/define'
import { onModel } from '../mending/edits'

/** A window that is larger than what it slides over. */
export default defineFix({
  codes: ['LAYER_INPUT_SHAPE'],
  rank: 25,
  propose(problem) {
    const node = faultyLayer(problem)
    const type = node && catalogue.get(node.node.class_name)
    if (!type || !('padding' in type.params)) return []
    const { name } = node.node
    const same: Fix = {
      id: 'same-padding',
      title: { en: `${name}: padding = same`, 'zh-CN': `${name}：padding = same` },
      apply: onModel((model) => setParam(model, [name], 'padding', 'same'))
    }
    const remove: Fix = {
      id: 'same-padding:remove',
      title: { en: `Remove ${name}`, 'zh-CN': `删除 ${name}` },
      apply: onModel((model) => removeLayers(model, [name]))
    }
    return type.group === 'pooling' ? [same, remove] : [same]
  }
})
