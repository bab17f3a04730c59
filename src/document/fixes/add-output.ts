import { defineFix, faultyLayer } from '../mending/define'
import { append, layer, onModel } from '../mending/edits'
import { finalActivation, headOf, layerNamed, lossOf, outputIndex, wantedHead } from '../mending/head'

/** A Dense with one of these can be an output layer; with another, it is a hidden one. */
const OF_OUTPUTS = ['linear', 'softmax', 'sigmoid', 'log_softmax', 'tanh']

/** A Dense behind a network that has none, or ends in a hidden one. */
export default defineFix({
  codes: ['LOSS_MISMATCH', 'METRIC_MISMATCH', 'MODEL_NO_WEIGHTS'],
  rank: 3,
  propose(problem) {
    const { project, survey, dataset } = problem
    const { model } = survey
    const name = faultyLayer(problem)?.node.name ?? model?.outputs[0]
    const output = name === undefined ? null : layerNamed(survey, name)
    if (!output || !model || project.dataset.label_mode === 'input') return []
    const isHead = headOf(survey, output) !== null && OF_OUTPUTS.includes(finalActivation(survey, output)?.name ?? '')
    if (isHead) return []
    const wanted = wantedHead(project, dataset, lossOf(project, outputIndex(model, output.name)))
    if (!wanted) return []
    const { units, activation } = wanted
    const flat = output.outputShape.length === 1
    const dense = layer('Dense', { units, ...(activation !== 'linear' && { activation }) })
    const text = `${flat ? '' : 'Flatten, '}Dense (${units}${activation === 'linear' ? '' : `, ${activation}`})`
    return [
      {
        id: 'add-output',
        title: { en: `Add ${text} after ${output.name}`, 'zh-CN': `在 ${output.name} 后添加 ${text}` },
        apply: onModel((design) => append(design, output.name, flat ? [dense] : [layer('Flatten'), dense]))
      }
    ]
  }
})
