import { affineTransform } from '../../compiler/parts/affine'
import { drawn, factor, factorRange, resampling, resamplingFlops, sameImageShape } from '../families/augmentation'
import { defineLayer, oneInput } from '../define'

export default defineLayer({
  className: 'RandomRotation',
  group: 'augmentation',
  title: { en: 'Random rotation', 'zh-CN': '随机旋转' },
  synonyms: ['rotate', 'turn', 'augmentation', '旋转图像', '数据增强'],
  summary: {
    en: 'In training, turns each image about its centre by a random angle.',
    'zh-CN': '训练时将每幅图像绕中心旋转一个随机角度。'
  },
  params: {
    factor: factor({
      en: 'Share of a whole turn, counter-clockwise: 0.1 for up to 36 degrees either way, or [lowest, highest].',
      'zh-CN': '占整圈的比例，正值为逆时针：0.1 表示两个方向各至多 36 度；也可写成 [最小值, 最大值]。'
    }),
    ...resampling
  },
  inputs: oneInput,
  outputShape: sameImageShape,
  flops: resamplingFlops,
  lower: (context, [images], { factor: given, seed, ...read }) => {
    if (!context.training) return images!
    const { g } = context
    const [low, high] = factorRange(given)
    const degrees = drawn({ context, seed }, images!, 'angle', [low * 360, high * 360])
    const angle = g.times(degrees, g.float(Math.PI / 180))
    const [cos, sin] = [g.op('Cos', [angle]), g.op('Sin', [angle])]
    const [centreX, centreY] = [images!.dims[2]!, images!.dims[1]!].map((size) => g.float(0.5 * (size - 1)))
    const minusSin = g.op('Neg', [sin])
    const shiftX = g.minus(g.minus(centreX!, g.times(centreX!, cos)), g.times(centreY!, minusSin))
    const shiftY = g.minus(g.minus(centreY!, g.times(centreX!, sin)), g.times(centreY!, cos))
    return affineTransform(g, images!, [cos, minusSin, shiftX, sin, cos, shiftY], read)
  }
})
