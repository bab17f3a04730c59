import { anyMask } from '../families/masks'
import { merging } from '../families/merging'

export default merging({
  className: 'Multiply',
  title: { en: 'Multiply', 'zh-CN': '相乘' },
  synonyms: ['product', 'times', 'gate', 'Hadamard', '乘法', '乘积', '逐元素相乘', '门控'],
  summary: { en: 'Multiplies inputs value by value.', 'zh-CN': '将多个输入逐元素相乘。' },
  merge: ({ g, inputs, masks }) => {
    const known = masks.filter((mask) => mask !== null)
    // Padding is 1 among values that count, and 0 where nothing does.
    const product = inputs.map((x, i) => (masks[i] ? g.select(masks[i], x, g.float(1)) : x)).reduce(g.times)
    return known.length === inputs.length ? g.select(anyMask(g, known), product, g.float(0)) : product
  }
})
