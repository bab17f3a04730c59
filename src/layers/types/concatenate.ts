import { defineLayer, kerasShape, ShapeProblem } from '../define'
import { anyMask, fullMask } from '../families/masks'
import { several } from '../families/merging'

export default defineLayer({
  className: 'Concatenate',
  group: 'merge',
  title: { en: 'Concatenate', 'zh-CN': '拼接' },
  synonyms: ['join', 'stack channels', 'merge', '连接', '串联', '合并'],
  summary: { en: 'Puts inputs one after another along an axis.', 'zh-CN': '沿某一轴拼接多个输入。' },
  params: {
    axis: {
      kind: 'integer',
      default: -1,
      help: {
        en: 'The axis; counts the batch as 0, negative from the end.',
        'zh-CN': '拼接的轴；批量维为 0，负数从末尾数起。'
      }
    }
  },
  inputs: several,
  outputShape: (inputs, { axis }) => {
    const first = inputs[0]!
    const at = axis < 0 ? first.length + axis : axis - 1
    const others = (shape: readonly number[]): string => shape.map((size, i) => (i === at ? '*' : size)).join(', ')
    const odd = inputs.find((shape) => others(shape) !== others(first))
    if (at < 0 || at >= first.length || odd) {
      throw new ShapeProblem(
        {
          en: `inputs alike but for axis ${axis}, (None, ${others(first)})`,
          'zh-CN': `除轴 ${axis} 外形状相同的输入 (None, ${others(first)})`
        },
        kerasShape(odd ?? first),
        {
          en: 'Make the other axes equal, or choose another axis.',
          'zh-CN': '请让其余各轴大小相同，或换一个轴。'
        }
      )
    }
    return first.map((size, i) => (i === at ? inputs.reduce((sum, shape) => sum + shape[i]!, 0) : size))
  },
  lower: ({ g, mask, setMask }, inputs, { axis }) => {
    const at = axis < 0 ? inputs[0]!.dims.length + axis : axis
    const known = inputs.map((_x, i) => mask(i))
    if (known.some((each) => each !== null)) {
      // Inputs without a mask count everywhere. Along time, masks follow one another; else they speak of one position.
      const masks = known.map((each, i) => each ?? fullMask(g, inputs[i]!))
      setMask(at === 1 ? g.concat(masks, 1) : anyMask(g, masks))
    }
    return g.concat(inputs, at)
  }
})
