import { removeLayers } from '../edits/remove'
import { defineFix, faultyLayer } from '../mending/define'
import { onModel } from '../mending/edits'
import { layerNamed } from '../mending/head'

const MAKE_ROWS = new Set(['Flatten', 'Reshape'])
const isRowMaker = (className: string): boolean => MAKE_ROWS.has(className) || className.startsWith('Global')

/** What takes the axes away that the next layer wants. */
export default defineFix({
  codes: ['LAYER_INPUT_SHAPE'],
  rank: 15,
  propose(problem) {
    const node = faultyLayer(problem)
    if (node?.inputs.length !== 1) return []
    const before = layerNamed(problem.survey, node.inputs[0]!)
    if (!before || !isRowMaker(before.type.className)) return []
    const { name } = before
    return [
      {
        id: 'remove-before',
        title: { en: `Remove ${name} before ${node.node.name}`, 'zh-CN': `删除 ${node.node.name} 前的 ${name}` },
        apply: onModel((model) => removeLayers(model, [name]))
      }
    ]
  }
})
