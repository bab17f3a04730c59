import { lastAxis } from '../common'
import { defineLayer, kerasShape, oneInput, ShapeProblem, type Shape } from '../define'
import { perOutput } from '../flops'

/** @throws ShapeProblem for a list that has neither one number nor one for each feature */
function checkLength(name: string, values: readonly number[], input: Shape): void {
  if (values.length === 1 || values.length === lastAxis(input)) return
  throw new ShapeProblem(
    {
      en: `one number for ${name}, or ${lastAxis(input)} for ${kerasShape(input)}`,
      'zh-CN': `${name} 为一个数，或对 ${kerasShape(input)} 给出 ${lastAxis(input)} 个数`
    },
    `[${values.join(', ')}]`,
    {
      en: 'Give one number for all values, or one for each channel (the last axis).',
      'zh-CN': '请给出一个数，或为每个通道（最后一轴）各给一个数。'
    }
  )
}

export default defineLayer({
  className: 'Rescaling',
  group: 'normalization',
  title: { en: 'Rescaling', 'zh-CN': '缩放' },
  synonyms: ['scale', 'multiply and shift', 'normalize pixels', '像素归一化', '数值缩放'],
  summary: { en: 'Multiplies every value by scale and adds offset.', 'zh-CN': '将每个值乘以 scale 再加上 offset。' },
  params: {
    scale: {
      kind: 'numbers',
      help: {
        en: 'Factor: one number, or one for each channel.',
        'zh-CN': '系数：一个数，或每个通道一个数。'
      }
    },
    offset: {
      kind: 'numbers',
      default: 0,
      help: {
        en: 'What is added then: one number, or one for each channel.',
        'zh-CN': '随后加上的量：一个数，或每个通道一个数。'
      }
    }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { scale, offset }) => {
    checkLength('scale', scale, input!)
    checkLength('offset', offset, input!)
    return input!
  },
  flops: perOutput(2),
  lower: ({ g }, [x], { scale, offset }) => {
    const numbers = (values: readonly number[]) =>
      values.length === 1 ? g.float(values[0]!) : g.floats([values.length], values)
    const scaled = g.times(x!, numbers(scale))
    return offset.every((value) => value === 0) ? scaled : g.plus(scaled, numbers(offset))
  }
})
