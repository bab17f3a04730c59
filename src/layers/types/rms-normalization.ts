import { scaleToNorm } from '../../compiler/parts/normalization'
import { defineLayer, oneInput, plainTerm, sizeOf } from '../define'
import { placesOf } from '../families/axes'
import { epsilon, setsOf, someAxes, spanning } from '../families/normalization'

export default defineLayer({
  className: 'RMSNormalization',
  group: 'normalization',
  title: { en: 'RMS normalization', 'zh-CN': '均方根归一化' },
  synonyms: ['root mean square', 'RMS 归一化'],
  summary: {
    en: 'Divides the features of each example by their root mean square, then scales them.',
    'zh-CN': '将每个样本的特征除以其均方根，再缩放。'
  },
  params: { axis: someAxes, epsilon: epsilon(1e-6) },
  inputs: oneInput,
  outputShape: ([input], { axis }) => placesOf(axis, input!) && input!,
  weights: ([input], { axis }) => {
    const shape = placesOf(axis, input!).map((place) => input![place - 1]!)
    return [{ name: 'scale', shape, trainable: true, initializer: plainTerm('ones') }]
  },
  // Square, mean, two products; a sum and a root (which counts two) for each mean.
  flops: ([input], { axis }) => 4 * sizeOf(input!) + 3 * setsOf(input!, placesOf(axis, input!)),
  lower: ({ g, weight }, [x], { axis, epsilon: small }) => {
    const places = placesOf(axis, x!.dims.slice(1) as number[])
    const scaled = scaleToNorm(g, x!, places, 'Mean', (square) => g.op('Rsqrt', [g.plus(square, g.float(small))]))
    return g.times(scaled, spanning(g, weight('scale'), places, x!))
  }
})
