import { merging } from '../families/merging'

export default merging({
  className: 'Average',
  title: { en: 'Average', 'zh-CN': '平均' },
  synonyms: ['mean', '求平均', '均值'],
  summary: { en: 'The mean of inputs, value by value.', 'zh-CN': '对多个输入逐元素取平均。' },
  operations: (inputs) => inputs,
  merge: ({ g, inputs }) => g.over(inputs.reduce(g.plus), g.float(inputs.length))
})
