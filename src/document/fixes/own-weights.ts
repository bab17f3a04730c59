import { replaceNodes, unshare } from '../edits/layers'
import { defineFix, faultyLayer, type Fix } from '../mending/define'
import { onModel } from '../mending/edits'

/** A call of another layer that cannot be one becomes a layer of its own, or calls what that one calls. */
export default defineFix({
  codes: ['LAYER_SHARED'],
  rank: 0,
  propose(problem) {
    const node = faultyLayer(problem)?.node
    if (!node) return []
    const owner = problem.project.model.nodes.find(({ name }) => name === node.layer)
    const { layer: _layer, ...alone } = node
    const own: Fix = {
      id: 'own-weights',
      title: { en: `Give ${node.name} weights of its own`, 'zh-CN': `让 ${node.name} 使用自己的权重` },
      apply: onModel((model) =>
        owner?.class_name === node.class_name && Object.keys(node.config).length === 0
          ? unshare(model, node.name)
          : replaceNodes(model, new Map([[node.name, alone]]))
      )
    }
    if (owner?.layer === undefined) return [own]
    const further: Fix = {
      id: 'own-weights:further',
      title: { en: `${node.name} calls ${owner.layer}`, 'zh-CN': `${node.name} 改为共用 ${owner.layer}` },
      apply: onModel((model) => replaceNodes(model, new Map([[node.name, { ...node, layer: owner.layer! }]])))
    }
    return [further, own]
  }
})
