import { defineLayer, kerasShape, ShapeProblem } from '../define'

export default defineLayer({
  className: 'Add',
  group: 'merge',
  title: { en: 'Add', 'zh-CN': '相加' },
  summary: { en: 'Adds inputs of one shape, value by value.', 'zh-CN': '将形状相同的输入逐元素相加。' },
  params: {},
  inputs: { min: 2, max: Infinity },
  outputShape: (inputs) => {
    const odd = inputs.find((shape) => kerasShape(shape) !== kerasShape(inputs[0]!))
    if (!odd) return inputs[0]!
    throw new ShapeProblem(`inputs of one shape, ${kerasShape(inputs[0]!)}`, kerasShape(odd), {
      en: 'Make the branches end in the same shape.',
      'zh-CN': '请让各分支的输出形状相同。'
    })
  },
  lower: ({ g }, inputs) => inputs.reduce(g.plus)
})
