import { setParam } from '../edits/layers'
import { onModel } from '../mending/edits'
import { defineDiagnosis } from './define'
import { percent } from './figures'
import { scaleLearningRate } from './remedies'

const MANY = 0.5
const LESS = 0.1

/** Units behind a relu that are 0 whatever they are given: they learn no more. */
export default defineDiagnosis(({ deadShares, project }) => {
  const dying = [...deadShares].flatMap(([layer, share]) => (share > MANY ? [{ layer, share }] : []))
  const worst = dying.sort((a, b) => b.share - a.share)[0]
  if (!worst) return null
  const node = project.model.nodes.find((one) => one.name === worst.layer)
  const isRelu = node?.config.activation === 'relu'
  return {
    tone: 'wrong',
    title: { en: `Dead units in ${worst.layer}`, 'zh-CN': `${worst.layer} 中有失活的单元` },
    evidence: {
      en: `${percent(worst.share)} of its units gave 0 for every example of a batch${dying.length > 1 ? `; so do many in ${dying.length - 1} more` : ''}. Steps that are too large push them there.`,
      'zh-CN': `一个批次中，它有 ${percent(worst.share)} 的单元对所有样本输出 0${dying.length > 1 ? `；另有 ${dying.length - 1} 层也有很多` : ''}。步长过大会造成这种情况。`
    },
    fixes: [
      ...scaleLearningRate(project, LESS),
      ...(isRelu
        ? [
            {
              id: 'leaky-relu',
              title: {
                en: `${worst.layer}: activation = leaky_relu`,
                'zh-CN': `${worst.layer}：activation = leaky_relu`
              },
              apply: onModel((model) => setParam(model, [worst.layer], 'activation', 'leaky_relu'))
            }
          ]
        : [])
    ]
  }
})
