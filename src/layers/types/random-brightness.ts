import { drawn, factor, factorRange, perImage, sameImageShape, valueRange } from '../families/augmentation'
import { seed } from '../families/noise'
import { defineLayer, oneInput } from '../define'
import { perOutput } from '../flops'

export default defineLayer({
  className: 'RandomBrightness',
  group: 'augmentation',
  title: { en: 'Random brightness', 'zh-CN': '随机亮度' },
  synonyms: ['lighten', 'darken', 'augmentation', 'color jitter', '调亮', '调暗', '数据增强'],
  summary: {
    en: 'In training, makes each image brighter or darker by a random amount.',
    'zh-CN': '训练时将每幅图像随机调亮或调暗。'
  },
  params: {
    factor: factor({
      en: 'Share of value_range: 0.2 for up to a fifth brighter or darker, or [lowest, highest].',
      'zh-CN': '占 value_range 的比例：0.2 表示至多调亮或调暗五分之一；也可写成 [最小值, 最大值]。'
    }),
    value_range: valueRange,
    seed
  },
  inputs: oneInput,
  outputShape: sameImageShape,
  // Added, then held within two bounds.
  flops: perOutput(3),
  lower: (context, [images], { factor: given, value_range, seed: own }) => {
    if (!context.training) return images!
    const { g } = context
    const range = factorRange(value_range)
    const share = drawn({ context, seed: own }, images!, 'brightness', factorRange(given))
    const added = g.times(share, g.float(range[1] - range[0]))
    return g.clip(g.plus(images!, perImage(g, added)), ...range)
  }
})
