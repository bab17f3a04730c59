import { catalogue } from '../../layers/index'
import { replaceNodes } from '../edits/layers'
import { defineFix, faultyLayer } from '../mending/define'
import { onModel } from '../mending/edits'
import { initialConfig } from '../initial-config'

/** The layer type that was most likely meant, with those of the parameters that it has too. */
export default defineFix({
  codes: ['LAYER_UNKNOWN'],
  rank: 10,
  propose(problem) {
    const node = faultyLayer(problem)?.node
    const type = catalogue.get(String(problem.error.args.suggestion))
    if (!node || !type) return []
    const kept = Object.entries(node.config).filter(([key]) => key in type.params)
    const config = { ...initialConfig(type), ...Object.fromEntries(kept) }
    const changed = { ...node, class_name: type.className, config: node.layer === undefined ? config : {} }
    return [
      {
        id: `known-layer:${type.className}`,
        title: { en: `${node.name}: ${type.className}`, 'zh-CN': `${node.name}：改用 ${type.className}` },
        apply: onModel((model) => replaceNodes(model, new Map([[node.name, changed]])))
      }
    ]
  }
})
