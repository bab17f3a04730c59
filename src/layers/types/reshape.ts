import { defineLayer, kerasShape, oneInput, ShapeProblem, sizeOf, type Shape } from '../define'
import { NEW_AXIS } from '../usual'

const knownSize = (target: Shape): number => sizeOf(target.filter((size) => size !== -1))
/** The target with -1 worked out from the number of values there are. */
const resolved = (target: Shape, input: Shape): number[] =>
  target.map((size) => (size === -1 ? sizeOf(input) / knownSize(target) : size))

export default defineLayer({
  className: 'Reshape',
  group: 'reshaping',
  title: { en: 'Reshape', 'zh-CN': '变形' },
  synonyms: ['view', 'unflatten', 'resize', '重塑', '改变形状', '重排'],
  summary: { en: 'Gives the same values another shape.', 'zh-CN': '在不改变数值的情况下改变形状。' },
  params: {
    target_shape: {
      kind: 'integers',
      min: -1,
      ...NEW_AXIS,
      help: {
        en: 'The new shape; one axis may be -1 and is worked out.',
        'zh-CN': '新形状；其中一维可写 -1，自动推算。'
      }
    }
  },
  inputs: oneInput,
  outputShape: ([input], { target_shape }) => {
    const shape = resolved(target_shape, input!)
    const unknown = target_shape.filter((size) => size === -1).length
    if (unknown <= 1 && shape.every((size) => Number.isInteger(size) && size > 0) && sizeOf(shape) === sizeOf(input!)) {
      return shape
    }
    throw new ShapeProblem(
      {
        en: `${knownSize(target_shape)} values for [${target_shape.join(', ')}]`,
        'zh-CN': `[${target_shape.join(', ')}] 所需的 ${knownSize(target_shape)} 个值`
      },
      {
        en: `${sizeOf(input!)} values, ${kerasShape(input!)}`,
        'zh-CN': `${kerasShape(input!)} 的 ${sizeOf(input!)} 个值`
      },
      {
        en: 'The product of target_shape must equal the number of values of an example.',
        'zh-CN': 'target_shape 各维之积必须等于样本的数值个数。'
      }
    )
  },
  lower: ({ g }, [x], { target_shape }) =>
    g.reshape(x!, [null, ...resolved(target_shape, x!.dims.slice(1) as number[])])
})
