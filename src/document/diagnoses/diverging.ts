import { defineDiagnosis } from './define'
import { shown, valuesOf } from './figures'
import { scaleLearningRate } from './remedies'

/** The loss has to be so many times its best. */
const GROWN = 3
const LESS = 0.1

/** The training loss grows: steps are so large that they jump over the valley. */
export default defineDiagnosis((evidence) => {
  const losses = valuesOf(evidence, 'loss')
  if (losses.length < 2) return null
  const best = losses.reduce((a, b) => (b.value < a.value ? b : a))
  const [before, last] = [losses.at(-2)!, losses.at(-1)!]
  const rises = last.value > before.value && last.value > GROWN * Math.max(best.value, Number.EPSILON)
  if (!rises || best.value < 0) return null
  return {
    tone: 'wrong',
    title: { en: 'The loss diverges: the learning rate is too high', 'zh-CN': '损失发散：学习率过高' },
    evidence: {
      en: `loss has grown to ${shown(last.value)}; at epoch ${best.epoch + 1} it was ${shown(best.value)}.`,
      'zh-CN': `loss 升到了 ${shown(last.value)}；第 ${best.epoch + 1} 轮时为 ${shown(best.value)}。`
    },
    fixes: scaleLearningRate(evidence.project, LESS)
  }
})
