import { merging } from '../families/merging'

export default merging({
  className: 'Add',
  title: { en: 'Add', 'zh-CN': '相加' },
  synonyms: ['sum', 'plus', 'residual', 'skip connection', 'shortcut', '加法', '求和', '残差', '跳跃连接'],
  summary: { en: 'Adds inputs value by value.', 'zh-CN': '将多个输入逐元素相加。' },
  merge: ({ g, inputs }) => inputs.reduce(g.plus)
})
