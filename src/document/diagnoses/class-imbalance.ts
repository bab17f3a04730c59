import { setOptional } from '../edits/training'
import { balanced } from '../balanced'
import { defineDiagnosis } from './define'

/** So many times as many examples. */
const TIMES = 5

/** Some classes have far more training examples than others, and nothing makes up for it. */
export default defineDiagnosis(({ classCounts, project }) => {
  if (!classCounts || project.training.class_weight) return null
  const present = classCounts.flatMap((count, number) => (count > 0 ? [{ count, number }] : []))
  if (present.length < 2) return null
  const least = present.reduce((a, b) => (b.count < a.count ? b : a))
  const most = present.reduce((a, b) => (b.count > a.count ? b : a))
  if (most.count < TIMES * least.count) return null
  const times = Math.round(most.count / least.count)
  return {
    tone: 'hint',
    title: { en: 'The classes are unbalanced', 'zh-CN': '类别不均衡' },
    evidence: {
      en: `Class ${most.number} has ${most.count.toLocaleString('en')} training examples, class ${least.number} has ${least.count.toLocaleString('en')}: ${times} times fewer. Accuracy can be high although the rare class is never found.`,
      'zh-CN': `类别 ${most.number} 有 ${most.count.toLocaleString('en')} 个训练样本，类别 ${least.number} 只有 ${least.count.toLocaleString('en')} 个，相差 ${times} 倍。即使从未认出少数类别，accuracy 也可能很高。`
    },
    fixes: [
      {
        id: 'class-weight',
        title: { en: 'Balance with class_weight', 'zh-CN': '用 class_weight 均衡' },
        apply: (before) => setOptional(before, 'class_weight', balanced(classCounts))
      }
    ]
  }
})
