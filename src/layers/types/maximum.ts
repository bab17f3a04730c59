import { foldShown, merging } from '../families/merging'

export default merging({
  className: 'Maximum',
  title: { en: 'Maximum', 'zh-CN': '取最大值' },
  synonyms: ['largest', 'elementwise max', '逐元素最大'],
  summary: { en: 'The largest of the inputs, value by value.', 'zh-CN': '对多个输入逐元素取最大值。' },
  merge: (merged) => foldShown('Maximum', merged)
})
