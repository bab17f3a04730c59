import { kerasShape, defineLayer, oneInput, ShapeProblem } from '../define'

export default defineLayer({
  className: 'RepeatVector',
  group: 'reshaping',
  title: { en: 'Repeat vector', 'zh-CN': '重复向量' },
  synonyms: ['copy', 'tile', 'broadcast', '复制', '平铺'],
  summary: { en: 'Makes a sequence of n copies of a vector.', 'zh-CN': '将一个向量重复 n 次，构成序列。' },
  params: { n: { kind: 'integer', min: 1, help: { en: 'Number of copies.', 'zh-CN': '重复次数。' } } },
  inputs: oneInput,
  outputShape: ([input], { n }) => {
    if (input!.length === 1) return [n, input![0]!]
    throw new ShapeProblem({ en: 'vectors of (None, features)', 'zh-CN': '向量 (None, 特征)' }, kerasShape(input!), {
      en: 'Add a Flatten in front.',
      'zh-CN': '请在前面添加 Flatten。'
    })
  },
  lower: ({ g }, [x], { n }) =>
    g.times(g.reshape(x!, [null, 1, x!.dims[1]!]), g.floats([n, 1], Array<number>(n).fill(1)))
})
