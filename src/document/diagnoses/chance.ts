import { defineDiagnosis } from './define'
import { percent, valuesOf } from './figures'
import { scaleLearningRate } from './remedies'

/** Epochs after which a network should know something. */
const AFTER = 3
/** An accuracy below so many times that of the most frequent class is none. */
const ABOVE = 1.15
const LESS = 0.1

/** The accuracy is no better than always naming the most frequent class. */
export default defineDiagnosis((evidence) => {
  const { classCounts } = evidence
  const accuracies = valuesOf(evidence, 'accuracy')
  if (!classCounts || accuracies.length < AFTER) return null
  const total = classCounts.reduce((sum, count) => sum + count, 0)
  const chance = Math.max(...classCounts) / total
  const last = accuracies.at(-1)!.value
  if (!(last < Math.min(chance * ABOVE, chance + (1 - chance) / 2))) return null
  return {
    tone: 'wrong',
    title: { en: 'Not learning: no better than guessing', 'zh-CN': '没有学到东西：不比瞎猜好' },
    evidence: {
      en: `accuracy is ${percent(last)} after ${evidence.epochs} epochs; always naming the most frequent class gives ${percent(chance)}.`,
      'zh-CN': `${evidence.epochs} 轮后 accuracy 为 ${percent(last)}；总是猜最常见的类别也有 ${percent(chance)}。`
    },
    fixes: scaleLearningRate(evidence.project, LESS)
  }
})
