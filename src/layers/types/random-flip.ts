import { drawn, perImage, sameImageShape } from '../families/augmentation'
import { seed } from '../families/noise'
import { defineLayer, oneInput } from '../define'

/** Axes of [batch, height, width, channels]. */
const AXES: Record<string, readonly number[]> = { horizontal: [2], vertical: [1], horizontal_and_vertical: [1, 2] }

export default defineLayer({
  className: 'RandomFlip',
  group: 'augmentation',
  title: { en: 'Random flip', 'zh-CN': '随机翻转' },
  synonyms: ['mirror', 'horizontal', 'vertical', 'augmentation', '镜像', '水平翻转', '垂直翻转', '数据增强'],
  summary: {
    en: 'In training, mirrors half of the images, picked at random.',
    'zh-CN': '训练时随机挑选一半的图像进行翻转。'
  },
  params: {
    mode: {
      kind: 'choice',
      options: Object.keys(AXES),
      default: 'horizontal_and_vertical',
      help: {
        en: 'horizontal: left to right; vertical: top to bottom; both at once turns the image by 180 degrees.',
        'zh-CN': 'horizontal：左右翻转；vertical：上下翻转；二者同时进行即旋转 180 度。'
      }
    },
    seed
  },
  inputs: oneInput,
  outputShape: sameImageShape,
  lower: (context, [images], { mode, seed: own }) => {
    if (!context.training) return images!
    const { g } = context
    const draw = drawn({ context, seed: own }, images!, 'flip', [0, 1])
    const flips = g.op('LessEqual', [perImage(g, draw), g.float(0.5)])
    return g.select(flips, g.reverse(images!, AXES[mode]!), images!)
  }
})
