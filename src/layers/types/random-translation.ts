import { affineTransform } from '../../compiler/parts/affine'
import { drawn, factor, factorRange, resampling, resamplingFlops, sameImageShape } from '../families/augmentation'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'RandomTranslation',
  group: 'augmentation',
  title: { en: 'Random translation', 'zh-CN': '随机平移' },
  synonyms: ['shift', 'move', 'augmentation', '移动', '位移', '数据增强'],
  summary: {
    en: 'In training, shifts each image by a random part of its height and width.',
    'zh-CN': '训练时将每幅图像按其高和宽的随机比例平移。'
  },
  params: {
    height_factor: factor({
      en: 'Share of the height, downwards: 0.1 for up to a tenth up or down, or [lowest, highest].',
      'zh-CN': '占高度的比例，正值向下：0.1 表示上下各至多十分之一；也可写成 [最小值, 最大值]。'
    }),
    width_factor: factor({
      en: 'Share of the width, to the right: 0.1 for up to a tenth left or right, or [lowest, highest].',
      'zh-CN': '占宽度的比例，正值向右：0.1 表示左右各至多十分之一；也可写成 [最小值, 最大值]。'
    }),
    ...resampling
  },
  inputs: oneInput,
  outputShape: sameImageShape,
  flops: resamplingFlops,
  lower: (context, [images], { height_factor, width_factor, seed, ...read }) => {
    if (!context.training) return images!
    const { g } = context
    const [, height, width] = images!.dims
    const moved = (purpose: string, given: readonly number[], size: number) =>
      g.op('Neg', [g.times(drawn({ context, seed }, images!, purpose, factorRange(given)), g.float(size))])
    const [x, y] = [moved('width', width_factor, width!), moved('height', height_factor, height!)]
    return affineTransform(g, images!, [1, 0, x, 0, 1, y], read)
  }
})
