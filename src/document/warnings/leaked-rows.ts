import { defineWarning } from '../mending/define'

/** Copies of training rows in validation or test. Looked for in the background, so it may come late or not at all. */
export default defineWarning(({ leaked }) => {
  if (!leaked || leaked.validation + leaked.test === 0) return []
  const both = leaked.validation > 0 && leaked.test > 0
  const rows = (count: number, split: string): string =>
    `${count.toLocaleString('en')} ${split} ${count === 1 ? 'row' : 'rows'}`
  const { validation, test } = leaked
  const where = both
    ? {
        en: `${rows(validation, 'validation')} and ${rows(test, 'test')}`,
        'zh-CN': `验证集有 ${validation} 行、测试集有 ${test} 行`
      }
    : leaked.test > 0
      ? { en: rows(test, 'test'), 'zh-CN': `测试集有 ${test} 行` }
      : { en: rows(validation, 'validation'), 'zh-CN': `验证集有 ${validation} 行` }
  return [
    {
      id: 'leaked-rows',
      layer: null,
      title: {
        en: `${where.en} also ${validation + test === 1 ? 'occurs' : 'occur'} in training`,
        'zh-CN': `${where['zh-CN']}与训练集重复`
      },
      why: {
        en: 'The network has seen their answers, so the results on them look better than they are. Data › Duplicates shows them.',
        'zh-CN': '网络在训练时已见过这些样本的答案，所得指标会偏高。可在“数据 › 重复”中查看。'
      },
      fixes: []
    }
  ]
})
