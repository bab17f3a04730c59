import { standardize } from '../../compiler/parts/normalization'
import { defineLayer, oneInput, sizeOf } from '../define'
import {
  affineWeights,
  betaAndGammaTerms,
  centerAndScale,
  epsilon,
  scaleAndShift,
  setsOf,
  someAxes,
  standardizationFlops
} from '../families/normalization'
import { placesOf } from '../families/axes'

export default defineLayer({
  className: 'LayerNormalization',
  group: 'normalization',
  title: { en: 'Layer normalization', 'zh-CN': '层归一化' },
  synonyms: ['LN', '层标准化', '层规范化'],
  summary: {
    en: 'Brings the features of each example to mean 0 and variance 1, then scales and shifts them.',
    'zh-CN': '将每个样本的特征归一化为均值 0、方差 1，再缩放和平移。'
  },
  params: { axis: someAxes, epsilon: epsilon(0.001), ...centerAndScale, ...betaAndGammaTerms },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { axis }) => placesOf(axis, input!) && input!,
  weights: ([input], params) => {
    const shape = placesOf(params.axis, input!).map((place) => input![place - 1]!)
    return affineWeights(shape, params)
  },
  flops: ([input], params) => {
    const values = sizeOf(input!)
    const sets = setsOf(input!, placesOf(params.axis, input!))
    return standardizationFlops({ values, sets, factors: values }, params)
  },
  lower: ({ g, weight }, [x], params) => {
    const places = placesOf(params.axis, x!.dims.slice(1) as number[])
    return scaleAndShift(g, standardize(g, x!, places, params.epsilon).value, places, params, weight)
  }
})
