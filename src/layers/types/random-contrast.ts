import { drawn, factor, factorRange, perImage, sameImageShape, valueRange } from '../families/augmentation'
import { seed } from '../families/noise'
import { defineLayer, oneInput } from '../define'
import { perOutput } from '../flops'

export default defineLayer({
  className: 'RandomContrast',
  group: 'augmentation',
  title: { en: 'Random contrast', 'zh-CN': '随机对比度' },
  synonyms: ['augmentation', 'color jitter', '调整对比度', '数据增强'],
  summary: {
    en: 'In training, moves the pixels of each channel away from their mean, or towards it, by a random factor.',
    'zh-CN': '训练时按随机系数使每个通道的像素远离或靠近其均值。'
  },
  params: {
    factor: factor({
      en: '0.2 for contrasts of 1 to 1.2 times, as Keras has it; [a, b] for 1 - a to 1 + b times.',
      'zh-CN': '0.2 表示对比度为 1 至 1.2 倍（与 Keras 一致）；[a, b] 表示 1 - a 至 1 + b 倍。'
    }),
    value_range: valueRange,
    seed
  },
  inputs: oneInput,
  outputShape: sameImageShape,
  // The mean; subtract, multiply, add; two bounds.
  flops: perOutput(6),
  lower: (context, [images], { factor: given, value_range, seed: own }) => {
    if (!context.training) return images!
    const { g } = context
    // In Keras one number f stands for [0, f] here, as its bounds are 0 and 1.
    const [less, more] = factorRange(given, 0)
    const contrast = perImage(g, drawn({ context, seed: own }, images!, 'contrast', [1 - less, 1 + more]))
    const mean = g.mean(images!, [1, 2], true)
    const [low, high] = value_range as [number, number]
    return g.clip(g.plus(g.times(g.minus(images!, mean), contrast), mean), low, high)
  }
})
