import { setParam } from '../edits/layers'
import { defineFix } from '../mending/define'
import { onModel } from '../mending/edits'

/** Every Input takes an example whole. */
export default defineFix({
  codes: ['INPUT_MISMATCH', 'INPUTS_MISMATCH'],
  rank: 0,
  propose({ survey, dataset }) {
    const names = survey.model?.inputs ?? []
    if (!dataset || names.length === 0) return []
    const shape = [...dataset.shape]
    const text = `shape = [${shape.join(', ')}]`
    return [
      {
        id: 'input-shape',
        title: { en: `${names.join(', ')}: ${text}`, 'zh-CN': `${names.join('、')}：${text}` },
        apply: onModel((model) => setParam(model, names, 'shape', shape))
      }
    ]
  }
})
