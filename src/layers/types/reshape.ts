import { defineLayer, kerasShape, oneInput, ShapeProblem, sizeOf } from '../define'

export default defineLayer({
  className: 'Reshape',
  group: 'reshaping',
  title: { en: 'Reshape', 'zh-CN': '变形' },
  summary: { en: 'Gives the same values another shape.', 'zh-CN': '在不改变数值的情况下改变形状。' },
  params: {
    target_shape: {
      kind: 'integers',
      min: -1,
      help: {
        en: 'The new shape; one axis may be -1 and is worked out.',
        'zh-CN': '新形状；其中一维可写 -1，自动推算。'
      }
    }
  },
  inputs: oneInput,
  outputShape: ([input], { target_shape }) => {
    const total = sizeOf(input!)
    const known = sizeOf(target_shape.filter((size) => size !== -1))
    const unknown = target_shape.filter((size) => size === -1).length
    const shape = target_shape.map((size) => (size === -1 ? total / known : size))
    if (unknown <= 1 && shape.every((size) => Number.isInteger(size) && size > 0) && sizeOf(shape) === total)
      return shape
    throw new ShapeProblem(
      `${known} values for [${target_shape.join(', ')}]`,
      `${total} values, ${kerasShape(input!)}`,
      {
        en: 'The product of target_shape must equal the number of values of an example.',
        'zh-CN': 'target_shape 各维之积必须等于样本的数值个数。'
      }
    )
  },
  lower: ({ g }, [x], { target_shape }) => {
    const total = sizeOf(x!.dims.slice(1) as number[])
    const known = sizeOf(target_shape.filter((size) => size !== -1))
    return g.reshape(x!, [null, ...target_shape.map((size) => (size === -1 ? total / known : size))])
  }
})
