import { merging } from '../families/merging'

export default merging({
  className: 'Subtract',
  title: { en: 'Subtract', 'zh-CN': '相减' },
  synonyms: ['minus', 'difference', '减法', '差'],
  summary: {
    en: 'Takes the second input from the first, value by value.',
    'zh-CN': '第一个输入逐元素减去第二个输入。'
  },
  inputs: { min: 2, max: 2 },
  merge: ({ g, inputs }) => inputs.reduce(g.minus)
})
