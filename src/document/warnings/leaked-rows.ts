import { defineWarning } from '../mending/define'

/** Copies of training rows in validation or test. Looked for in the background, so it may come late or not at all. */
export default defineWarning(({ leaked }) => {
  if (!leaked || leaked.validation + leaked.test === 0) return []
  const both = leaked.validation > 0 && leaked.test > 0
  const en = (count: number): string => count.toLocaleString('en')
  const [validation, test] = [en(leaked.validation), en(leaked.test)]
  const where = both
    ? { en: `${validation} validation rows and ${test} test rows`, 'zh-CN': `验证集有 ${validation} 行、测试集有 ${test} 行` }
    : leaked.test > 0
      ? { en: `${test} test rows`, 'zh-CN': `测试集有 ${test} 行` }
      : { en: `${validation} validation rows`, 'zh-CN': `验证集有 ${validation} 行` }
  return [
    {
      id: 'leaked-rows',
      layer: null,
      title: { en: `${where.en} also occur in training`, 'zh-CN': `${where['zh-CN']}与训练集重复` },
      why: {
        en: 'The network has seen their answers, so the results on them look better than they are. Data › Duplicates shows them.',
        'zh-CN': '网络在训练时已见过这些样本的答案，所得指标会偏高。可在“数据 › 重复”中查看。'
      },
      fixes: []
    }
  ]
})
