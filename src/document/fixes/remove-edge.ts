import type { DesignEdge } from '../../shared/design'
import { disconnect } from '../edits/connect'
import { defineFix, type Fix } from '../mending/define'
import { indexIn, onModel } from '../mending/edits'

/** An edge that leads to nothing, or one of a cycle: first those that lead back. */
export default defineFix({
  codes: ['MODEL_CYCLE', 'MODEL_EDGE_UNKNOWN'],
  rank: 0,
  propose({ error, project }) {
    const { nodes, edges } = project.model
    const remove = (edge: DesignEdge): Fix => ({
      id: `remove-edge:${edge.source}:${edge.target}`,
      title: {
        en: `Remove the edge ${edge.source} → ${edge.target}`,
        'zh-CN': `删除连线 ${edge.source} → ${edge.target}`
      },
      apply: onModel((model) => disconnect(model, [edge]))
    })
    if (error.code === 'MODEL_EDGE_UNKNOWN') {
      const edge = edges[indexIn(String(error.args.where)) ?? -1]
      return edge ? [remove(edge)] : []
    }
    const path = String(error.args.path).split(' → ')
    const order = new Map(nodes.map(({ name }, i) => [name, i]))
    const back = ({ source, target }: DesignEdge): number => order.get(source)! - order.get(target)!
    return edges
      .filter(({ source, target }) => path.some((name, i) => name === source && path[i + 1] === target))
      .sort((a, b) => back(b) - back(a))
      .map(remove)
  }
})
