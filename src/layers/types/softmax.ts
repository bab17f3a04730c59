import { softmaxOver } from '../../compiler/parts/softmax'
import { placesOf } from '../families/axes'
import { defineLayer, oneInput } from '../define'
import { perOutput } from '../flops'
import { spreadMask } from '../families/masks'

/** What stands where the mask hides a value: too small to count. */
const HIDDEN = -1e9

export default defineLayer({
  className: 'Softmax',
  group: 'activation',
  title: { en: 'Softmax', 'zh-CN': 'Softmax 激活' },
  synonyms: ['probabilities', 'normalized exponential', '概率', '归一化指数'],
  summary: {
    en: 'Turns scores into shares that sum to one.',
    'zh-CN': '将得分变为总和为 1 的概率。'
  },
  params: {
    axis: {
      kind: 'integers',
      single: true,
      default: -1,
      help: {
        en: 'The axis (or axes) along which they sum to one; counts the batch as 0, negative from the end.',
        'zh-CN': '沿哪个轴（或哪些轴）总和为 1；批量维为 0，负数从末尾数起。'
      }
    }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { axis }) => placesOf(axis, input!) && input!,
  flops: perOutput(1),
  lower: ({ g, mask }, [x], { axis }) => {
    const places = placesOf(axis, x!.dims.slice(1) as number[])
    const hidden = mask()
    if (!hidden) return softmaxOver(g, x!, places)
    const shown = spreadMask(g, hidden, x!)
    const shares = softmaxOver(g, g.select(shown, x!, g.float(HIDDEN)), places)
    return g.select(shown, shares, g.float(0))
  }
})
