// What the convolution layers have in common.
import { activate } from '../../compiler/parts/activations'
import type { Tensor } from '../../compiler/ir'
import type { LoweringContext } from '../../compiler/lower'
import type { Window } from '../../compiler/ops/windows'
import type { ParamSpecs } from '../../shared/schema'
import { slide } from '../common'
import { ShapeProblem, type Shape } from '../define'
import { planar, spatialShape, windowOf, type Rank } from './spatial'
import { FILTERS, KERNEL, STRIDES } from '../usual'

/** Parameters that these layers share; each layer has them in Keras's order, between others. */
export const convolutionParams = (rank: Rank) =>
  ({
    filters: {
      kind: 'integer',
      min: 1,
      ...FILTERS,
      help: { en: 'Number of filters, the output channels.', 'zh-CN': '卷积核个数，即输出通道数。' }
    },
    kernel_size: {
      kind: 'integers',
      length: rank,
      min: 1,
      ...KERNEL,
      help:
        rank === 1
          ? { en: 'Length of the filters.', 'zh-CN': '卷积核的长度。' }
          : { en: 'Height and width of the filters.', 'zh-CN': '卷积核的高和宽。' }
    },
    strides: {
      kind: 'integers',
      length: rank,
      min: 1,
      ...STRIDES,
      default: 1,
      help: { en: 'Step of the window.', 'zh-CN': '滑动步长。' }
    },
    dilation_rate: {
      kind: 'integers',
      length: rank,
      min: 1,
      default: 1,
      help: { en: 'Spacing between the points of a filter.', 'zh-CN': '卷积核各点之间的间隔。' }
    },
    groups: {
      kind: 'integer',
      min: 1,
      default: 1,
      help: {
        en: 'Parts of the channels that are convolved each for itself.',
        'zh-CN': '分组数：各组通道分别卷积。'
      }
    },
    depth_multiplier: {
      kind: 'integer',
      min: 1,
      default: 1,
      help: {
        en: 'Output channels that the depthwise step makes of each input channel.',
        'zh-CN': '逐通道卷积中每个输入通道产生的输出通道数。'
      }
    }
  }) satisfies ParamSpecs

export interface SlidingValues {
  kernel_size: readonly number[]
  strides: readonly number[]
  padding: string
  dilation_rate: readonly number[]
}

/** Shape of the output. @throws ShapeProblem when the input is no sequence (rank 1) or image, or is too small */
export function convolvedShape(input: Shape, rank: Rank, filters: number, values: SlidingValues): Shape {
  const { kernel_size, strides, padding, dilation_rate } = values
  // Causal padding keeps the length as well, with all zeros in front.
  const mode = padding === 'causal' ? 'same' : padding
  const { sides } = spatialShape(input, rank)
  return [...sides.map((side, i) => slide(side, kernel_size[i]!, strides[i]!, mode, dilation_rate[i]!)), filters]
}

/** @throws ShapeProblem where both are above 1, as Keras does */
export function checkDilation({ strides, dilation_rate }: Pick<SlidingValues, 'strides' | 'dilation_rate'>): void {
  if (Math.max(...strides) === 1 || Math.max(...dilation_rate) === 1) return
  throw new ShapeProblem(
    { en: 'strides of 1 where dilation_rate is above 1', 'zh-CN': 'dilation_rate 大于 1 时 strides 为 1' },
    `strides [${strides.join(', ')}]`,
    {
      en: 'Set one of strides and dilation_rate to 1, as Keras asks.',
      'zh-CN': '请将 strides 或 dilation_rate 之一设为 1（Keras 的要求）。'
    }
  )
}

/** @throws ShapeProblem where groups does not divide the channels of the input, and the filters */
export function checkGroups(channels: number, filters: number, groups: number): void {
  if (channels % groups === 0 && filters % groups === 0) return
  throw new ShapeProblem(
    {
      en: `input channels and filters that ${groups} groups divide`,
      'zh-CN': `能被 groups = ${groups} 整除的输入通道数和 filters`
    },
    { en: `${channels} channels, ${filters} filters`, 'zh-CN': `${channels} 个通道，filters = ${filters}` },
    {
      en: 'Choose groups that divides both, e.g. 1.',
      'zh-CN': '请让 groups 同时整除输入通道数和 filters，例如 1。'
    }
  )
}

/** The window as TensorFlow's ops take it; causal padding is made beforehand. */
export const dilatedWindow = ({ kernel_size, strides, padding, dilation_rate }: SlidingValues): Window => ({
  ...windowOf(kernel_size, strides, padding === 'causal' ? 'valid' : padding),
  dilations: planar(dilation_rate)
})

/** Adds the bias, where there is one, and applies the activation function. */
export function biasAndActivation(
  { g, weight }: LoweringContext,
  sum: Tensor,
  { use_bias, activation }: { use_bias: boolean; activation: string }
): Tensor {
  return activate(g, activation, use_bias ? g.op('BiasAdd', [sum, weight('bias')]) : sum)
}
