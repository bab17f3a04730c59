import { setParam } from '../edits/layers'
import { defineFix, faultyLayer } from '../mending/define'
import { append, layer, onModel } from '../mending/edits'
import { finalActivation, headOf, lossOf, outputIndex, wantedHead } from '../mending/head'

const OF_CLASSES = ['softmax', 'sigmoid']

/** As many units in the last Dense as there are classes, or numbers to be told; for an autoencoder, in their shape. */
export default defineFix({
  codes: ['LOSS_MISMATCH', 'METRIC_MISMATCH'],
  rank: 5,
  propose(problem) {
    const { project, survey, dataset } = problem
    const output = faultyLayer(problem)?.layer
    const head = output && headOf(survey, output)
    if (!output || !head || !survey.model) return []
    const wanted = wantedHead(project, dataset, lossOf(project, outputIndex(survey.model, output.name)))
    if (!wanted) return []
    const { units } = wanted
    // softmax and sigmoid change with the number of units; others may be meant as they are.
    const last = finalActivation(survey, output)
    const changes = last?.layer === head && OF_CLASSES.includes(last.name) && last.name !== wanted.activation
    const activation = changes ? wanted.activation : null
    const shape =
      project.dataset.label_mode === 'input' && dataset && dataset.shape.length > 1 ? [...dataset.shape] : null
    const reshape = shape && output === head ? shape : null
    const text =
      `${head.name}: units = ${units}` +
      (activation ? `, activation = ${activation}` : '') +
      (reshape ? `, Reshape [${reshape.join(', ')}]` : '')
    return [
      {
        id: `output-units:${units}`,
        title: { en: text, 'zh-CN': text.replace(': ', '：') },
        apply: onModel((model) => {
          const sized = setParam(model, [head.name], 'units', units)
          const activated = activation ? setParam(sized, [head.name], 'activation', activation) : sized
          return reshape ? append(activated, head.name, [layer('Reshape', { target_shape: reshape })]) : activated
        })
      }
    ]
  }
})
