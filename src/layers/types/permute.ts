import { defineLayer, kerasShape, oneInput, ShapeProblem } from '../define'

export default defineLayer({
  className: 'Permute',
  group: 'reshaping',
  title: { en: 'Permute', 'zh-CN': '维度置换' },
  synonyms: ['transpose axes', 'swap axes', 'reorder', '转置', '交换维度', '调换轴'],
  summary: { en: 'Puts the axes of an example in another order.', 'zh-CN': '调换样本各维的顺序。' },
  params: {
    dims: {
      kind: 'integers',
      min: 1,
      help: {
        en: 'Which axis goes where, counted from 1 without the batch: [2, 1] swaps two.',
        'zh-CN': '各维的新顺序，从 1 数起，不含批次维：[2, 1] 表示交换两维。'
      }
    }
  },
  inputs: oneInput,
  outputShape: ([input], { dims }) => {
    if (dims.length === input!.length && dims.toSorted((a, b) => a - b).every((axis, i) => axis === i + 1))
      return dims.map((axis) => input![axis - 1]!)
    const axes = input!.map((_size, i) => i + 1).join(', ')
    throw new ShapeProblem(
      { en: `each of ${axes} once in dims`, 'zh-CN': `dims 中 ${axes} 各出现一次` },
      {
        en: `[${dims.join(', ')}] for ${kerasShape(input!)}`,
        'zh-CN': `用于 ${kerasShape(input!)} 的 [${dims.join(', ')}]`
      },
      {
        en: 'Give dims every axis of the input, counted from 1 without the batch.',
        'zh-CN': 'dims 须包含输入的每一维各一次，从 1 数起，不含批次维。'
      }
    )
  },
  lower: ({ g }, [x], { dims }) => g.transpose(x!, [0, ...dims])
})
