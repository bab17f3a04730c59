import { standardize } from '../../compiler/parts/normalization'
import { defineLayer, kerasShape, oneInput, ShapeProblem, sizeOf, type Shape } from '../define'
import {
  affineWeights,
  betaAndGammaTerms,
  centerAndScale,
  epsilon,
  oneAxis,
  scaleAndShift,
  standardizationFlops
} from '../families/normalization'
import { placesOf } from '../families/axes'

/** Where the channels are, and into how many groups they go. @throws ShapeProblem where they cannot */
function grouped(shape: Shape, axis: number, wanted: number): { place: number; channels: number; groups: number } {
  const place = placesOf([axis], shape)[0]!
  const channels = shape[place - 1]!
  const groups = wanted === -1 ? channels : wanted
  if (groups > 0 && channels % groups === 0) return { place, channels, groups }
  throw new ShapeProblem(
    { en: `channels that divide into ${wanted} groups`, 'zh-CN': `能分成 ${wanted} 组的通道数` },
    { en: `${channels} in ${kerasShape(shape)}`, 'zh-CN': `${kerasShape(shape)} 中的 ${channels}` },
    {
      en: 'Choose a number of groups that divides the channels; -1 makes a group of each.',
      'zh-CN': '请选择能整除通道数的组数；-1 表示每个通道各成一组。'
    }
  )
}

export default defineLayer({
  className: 'GroupNormalization',
  group: 'normalization',
  title: { en: 'Group normalization', 'zh-CN': '组归一化' },
  synonyms: ['GN', 'instance normalization', '分组归一化', '组标准化', '实例归一化'],
  summary: {
    en: 'Brings each group of channels of each example to mean 0 and variance 1, then scales and shifts the channels.',
    'zh-CN': '将每个样本的各组通道分别归一化为均值 0、方差 1，再逐通道缩放和平移。'
  },
  params: {
    groups: {
      kind: 'integer',
      min: -1,
      default: 32,
      help: {
        en: 'Number of groups; must divide the channels. -1 makes a group of each.',
        'zh-CN': '组数，须整除通道数；-1 表示每个通道各成一组。'
      }
    },
    axis: oneAxis,
    epsilon: epsilon(0.001),
    ...centerAndScale,
    ...betaAndGammaTerms
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { axis, groups }) => grouped(input!, axis, groups) && input!,
  weights: ([input], params) => affineWeights([grouped(input!, params.axis, params.groups).channels], params),
  flops: ([input], params) => {
    const { channels, groups } = grouped(input!, params.axis, params.groups)
    return standardizationFlops({ values: sizeOf(input!), sets: groups, factors: channels }, params)
  },
  lower: ({ g, weight }, [x], params) => {
    const { place, channels, groups } = grouped(x!.dims.slice(1) as number[], params.axis, params.groups)
    const parted = g.reshape(x!, x!.dims.toSpliced(place, 1, groups, channels / groups))
    const axes = g.allAxes(parted).filter((axis) => axis !== 0 && axis !== place)
    const { value } = standardize(g, parted, axes, params.epsilon)
    return scaleAndShift(g, g.reshape(value, x!.dims), [place], params, weight)
  }
})
