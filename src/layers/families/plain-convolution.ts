// Conv1D and Conv2D.
import { convolve } from '../../compiler/parts/convolution'
import type { Tensor } from '../../compiler/ir'
import type { LoweringContext } from '../../compiler/lower'
import type { ParamSpecs, ParamValues } from '../../shared/schema'
import { activation, kernelAndBias, padding, useBias, weight } from '../common'
import {
  biasAndActivation,
  checkDilation,
  checkGroups,
  convolutionParams,
  convolvedShape,
  dilatedWindow
} from './convolution'
import { oneInput, sizeOf, type LayerType } from '../define'
import { weightedSums } from '../flops'
import { asImage, asImageFilter, dataFormat, fromImage, spatialShape, type Rank } from './spatial'

const paramsOf = (rank: Rank) => {
  const { filters, kernel_size, strides, dilation_rate, groups } = convolutionParams(rank)
  return {
    filters,
    kernel_size,
    strides,
    padding: rank === 1 ? CAUSAL : padding,
    data_format: dataFormat,
    dilation_rate,
    groups,
    activation: activation('linear'),
    use_bias: useBias,
    ...kernelAndBias
  } satisfies ParamSpecs
}
type Params = ReturnType<typeof paramsOf>
type Values = ParamValues<Params>

const CAUSAL: typeof padding = {
  ...padding,
  options: ['valid', 'same', 'causal'],
  help: {
    en: 'valid: no padding; same: zeros at the edges keep the length; causal: zeros in front only, so that no step sees later ones.',
    'zh-CN': 'valid：不填充；same：两端补零，保持长度；causal：只在前端补零，每一步看不到之后的时间步。'
  }
}

/** What does not depend on names and texts. */
export const plainConvolution = (
  rank: Rank
): Pick<LayerType<Params>, 'group' | 'params' | 'inputs' | 'outputShape' | 'weights' | 'flops' | 'lower'> => ({
  group: 'convolution',
  params: paramsOf(rank),
  inputs: oneInput,
  outputShape: ([input], values) => {
    const { channels } = spatialShape(input!, rank)
    checkDilation(values)
    checkGroups(channels, values.filters, values.groups)
    return convolvedShape(input!, rank, values.filters, values)
  },
  weights: ([input], params) => {
    const channels = spatialShape(input!, rank).channels / params.groups
    return [
      weight('kernel', [...params.kernel_size, channels, params.filters], params),
      ...(params.use_bias ? [weight('bias', [params.filters], params)] : [])
    ]
  },
  flops: ([input], params, output) => {
    const channels = spatialShape(input!, rank).channels / params.groups
    return weightedSums(sizeOf(output), sizeOf(params.kernel_size) * channels, params)
  },
  lower: (context, [x], values) => lowerConvolution(context, x!, values, rank)
})

function lowerConvolution(context: LoweringContext, x: Tensor, values: Values, rank: Rank): Tensor {
  const { g, weight: read } = context
  const image = asImage(g, x)
  const before = (values.kernel_size[0]! - 1) * values.dilation_rate[0]!
  const margins = image.dims.map((_size, axis) => [axis === 2 ? before : 0, 0] as const)
  const padded = values.padding === 'causal' && before > 0 ? g.pad(image, margins) : image
  const sum = convolve(g, padded, asImageFilter(g, read('kernel')), dilatedWindow(values), values.groups)
  return fromImage(g, biasAndActivation(context, sum, values), rank)
}
