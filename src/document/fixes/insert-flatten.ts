import { unflattened } from '../../layers/unflattened'
import { setParam } from '../edits/layers'
import { defineFix, faultyLayer, type Fix } from '../mending/define'
import { insertBefore, layer, onModel } from '../mending/edits'
import { headOf, lossOf, outputIndex, wantedHead } from '../mending/head'

/** Before the first Dense at the end of the network, or before the last one; with as many units as are wanted. */
export default defineFix({
  codes: ['LOSS_MISMATCH', 'METRIC_MISMATCH'],
  rank: 10,
  propose(problem) {
    const { project, survey, dataset } = problem
    const output = faultyLayer(problem)?.layer
    if (!output || !survey.model || output.outputShape.length < 2) return []
    const head = headOf(survey, output)
    const first = unflattened(survey.model, output)
    const loss = lossOf(project, outputIndex(survey.model, output.name))
    const units = head && wantedHead(project, dataset, loss)?.units
    const places = [first, head].filter((place, i, all) => place !== null && all.indexOf(place) === i)
    return places.flatMap((place): Fix[] => {
      const { name, inputs } = place!
      const flatten = (model: typeof project.model) => insertBefore(model, name, inputs[0]!, [layer('Flatten')])
      const title = { en: `Insert Flatten before ${name}`, 'zh-CN': `在 ${name} 前插入 Flatten` }
      const plain: Fix = { id: `insert-flatten:${name}`, title, apply: onModel(flatten) }
      if (!units || head.params.units === units) return [plain]
      return [
        plain,
        {
          id: `insert-flatten:${name}:${units}`,
          title: {
            en: `${title.en}, and set ${head.name}: units = ${units}`,
            'zh-CN': `${title['zh-CN']}，并设 ${head.name}：units = ${units}`
          },
          apply: onModel((model) => setParam(flatten(model), [head.name], 'units', units))
        }
      ]
    })
  }
})
