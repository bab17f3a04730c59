import { initialConfig } from '../initial-config'
import { catalogue } from '../../layers/index'
import { defineFix, faultyLayer } from '../mending/define'
import { insertBefore, layer, onModel } from '../mending/edits'
import { layerNamed } from '../mending/head'

const OF_SERIES = ['recurrent', 'attention', 'convolution', 'pooling']

/** A row of an example's numbers, where a series is wanted: most likely token numbers. */
export default defineFix({
  codes: ['LAYER_INPUT_SHAPE'],
  rank: 40,
  propose(problem) {
    const node = faultyLayer(problem)
    const source = node?.inputs[0]
    if (!node || source === undefined || new Set(node.inputs).size !== 1) return []
    const input = layerNamed(problem.survey, source)
    const type = catalogue.get(node.node.class_name)
    if (input?.type.className !== 'Input' || input.outputShape.length !== 1) return []
    if (!type || !OF_SERIES.includes(type.group)) return []
    const target = node.node.name
    const config = initialConfig(catalogue.get('Embedding')!)
    return [
      {
        id: 'insert-embedding',
        title: {
          en: `Insert Embedding before ${target} (token numbers below ${String(config.input_dim)})`,
          'zh-CN': `在 ${target} 前插入 Embedding（词编号小于 ${String(config.input_dim)}）`
        },
        apply: onModel((model) => insertBefore(model, target, source, [layer('Embedding', config)]))
      }
    ]
  }
})
