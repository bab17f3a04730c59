import type { Tensor } from '../../compiler/ir'
import { affineTransform } from '../../compiler/parts/affine'
import { drawn, factor, factorRange, resampling, resamplingFlops, sameImageShape } from '../families/augmentation'
import { defineLayer, oneInput } from '../define'

// Keras takes all above -1, where nothing would be left of the image.
const zoomFactor = (help: Parameters<typeof factor>[0]) => ({ ...factor(help), min: -0.999 })

export default defineLayer({
  className: 'RandomZoom',
  group: 'augmentation',
  title: { en: 'Random zoom', 'zh-CN': '随机缩放' },
  synonyms: ['scale', 'magnify', 'augmentation', '放大', '缩小', '数据增强'],
  summary: {
    en: 'In training, makes each image larger or smaller by a random factor, about its centre.',
    'zh-CN': '训练时以中心为基准，将每幅图像随机放大或缩小。'
  },
  params: {
    height_factor: zoomFactor({
      en: 'How much more of the height is shown: 0.2 for 20 % out to 20 % in, or [lowest, highest].',
      'zh-CN': '纵向缩放幅度，正值缩小、负值放大：0.2 表示在缩小 20% 与放大 20% 之间；也可写成 [最小值, 最大值]。'
    }),
    width_factor: {
      ...zoomFactor({
        en: 'The same of the width; null keeps the aspect ratio.',
        'zh-CN': '横向缩放幅度；为 null 时保持宽高比。'
      }),
      nullable: true,
      default: null
    },
    ...resampling
  },
  inputs: oneInput,
  outputShape: sameImageShape,
  flops: resamplingFlops,
  lower: (context, [images], { height_factor, width_factor, seed, ...read }) => {
    if (!context.training) return images!
    const { g } = context
    const zoomed = (purpose: string, given: readonly number[]): Tensor => {
      const [low, high] = factorRange(given)
      return drawn({ context, seed }, images!, purpose, [1 + low, 1 + high])
    }
    const down = zoomed('height', height_factor)
    const across = width_factor ? zoomed('width', width_factor) : down
    /** Keeps the middle of an axis where it is. */
    const shift = (zoom: Tensor, axis: number): Tensor =>
      g.times(g.float((images!.dims[axis]! - 1) / 2), g.minus(g.float(1), zoom))
    return affineTransform(g, images!, [across, 0, shift(across, 2), 0, down, shift(down, 1)], read)
  }
})
