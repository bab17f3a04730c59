import { asImageShape, asSeriesShape } from '../../layers/reshaped'
import { defineFix, faultyLayer } from '../mending/define'
import { insertBefore, layer, onModel } from '../mending/edits'
import { layerNamed } from '../mending/head'

/** Where an image or a series is wanted: [28, 28] -> [28, 28, 1]. */
export default defineFix({
  codes: ['LAYER_INPUT_SHAPE'],
  rank: 30,
  propose(problem) {
    const node = faultyLayer(problem)
    if (node?.inputs.length !== 1) return []
    const [source] = node.inputs
    const shape = layerNamed(problem.survey, source!)?.outputShape
    if (!shape) return []
    const target = node.node.name
    const shapes = [asSeriesShape(shape), asImageShape(shape)].filter((one) => one !== null)
    return shapes.map((target_shape) => {
      const text = `[${target_shape.join(', ')}]`
      return {
        id: `insert-reshape:${text}`,
        title: { en: `Insert Reshape ${text} before ${target}`, 'zh-CN': `在 ${target} 前插入 Reshape ${text}` },
        apply: onModel((model) => insertBefore(model, target, source!, [layer('Reshape', { target_shape })]))
      }
    })
  }
})
