import { withInputs } from '../edits/connect'
import { catalogue } from '../../layers/index'
import { defineFix, faultyLayer } from '../mending/define'
import { onModel } from '../mending/edits'
import { addLayer } from '../edits/layers'
import { freeSpot } from '../edits/place'
import { directionOf, minus, stepOf } from '../geometry'
import { initialConfig } from '../initial-config'

/** An Input with the shape of an example, in a network that has none. */
export default defineFix({
  codes: ['MODEL_NO_INPUT', 'LAYER_INPUT_COUNT'],
  rank: 0,
  propose(problem) {
    const { project, dataset } = problem
    const fed = faultyLayer(problem)
    const hasInput = project.model.nodes.some(({ class_name }) => class_name === 'Input')
    if (hasInput || (fed && fed.inputs.length > 0)) return []
    const config = initialConfig(catalogue.get('Input')!, dataset?.shape)
    const name = fed?.node.name
    const text = `Input ${JSON.stringify(config.shape).replaceAll(',', ', ')}`
    return [
      {
        id: 'add-input',
        title: {
          en: name === undefined ? `Add ${text}` : `Add ${text} before ${name}`,
          'zh-CN': name === undefined ? `添加 ${text}` : `在 ${name} 前添加 ${text}`
        },
        apply: onModel((model) => {
          const step = stepOf(directionOf(model))
          const at = fed?.node.position ? freeSpot(model, minus(fed.node.position, step)) : { x: 0, y: 0 }
          const added = addLayer(model, 'Input', at, config)
          return name === undefined ? added.design : withInputs(added.design, name, [added.name])
        })
      }
    ]
  }
})
