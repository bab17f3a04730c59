import { setParam } from '../edits/layers'
import { defineFix, faultyLayer } from '../mending/define'
import { onModel } from '../mending/edits'
import { layerNamed } from '../mending/head'

const RECURRENT = new Set(['SimpleRNN', 'LSTM', 'GRU'])

/** A recurrent layer hands its last state on, where the next layer wants all of them. */
export default defineFix({
  codes: ['LAYER_INPUT_SHAPE'],
  rank: 5,
  propose(problem) {
    const { survey, project } = problem
    const node = faultyLayer(problem)
    const source = node && layerNamed(survey, node.inputs[0] ?? '')
    if (!source) return []
    const owner = project.model.nodes.find(({ name }) => name === source.owner)!
    const fix = (change: Parameters<typeof onModel>[0]) => [
      {
        id: 'return-sequences',
        title: {
          en: `${source.name}: return_sequences = true`,
          'zh-CN': `${source.name}：return_sequences = true（输出整个序列）`
        },
        apply: onModel(change)
      }
    ]
    if (RECURRENT.has(source.type.className)) {
      return fix((model) => setParam(model, [source.name], 'return_sequences', true))
    }
    const inner = owner.config.layer
    if (source.type.className !== 'Bidirectional' || typeof inner !== 'object' || Array.isArray(inner)) return []
    const config = { ...(inner?.config as object), return_sequences: true }
    return fix((model) => setParam(model, [source.name], 'layer', { ...inner, config }))
  }
})
