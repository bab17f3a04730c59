import { foldShown, merging } from '../families/merging'

export default merging({
  className: 'Minimum',
  title: { en: 'Minimum', 'zh-CN': '取最小值' },
  synonyms: ['smallest', 'elementwise min', '逐元素最小'],
  summary: { en: 'The smallest of the inputs, value by value.', 'zh-CN': '对多个输入逐元素取最小值。' },
  merge: (merged) => foldShown('Minimum', merged)
})
