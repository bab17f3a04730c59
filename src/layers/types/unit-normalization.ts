import { scaleToNorm } from '../../compiler/parts/normalization'
import { defineLayer, oneInput, sizeOf } from '../define'
import { placesOf } from '../families/axes'
import { setsOf, someAxes, unitFlops } from '../families/normalization'

/** As keras.ops.normalize is called: the largest factor that a short vector is multiplied by. */
const LARGEST = 1e12

export default defineLayer({
  className: 'UnitNormalization',
  group: 'normalization',
  title: { en: 'Unit normalization', 'zh-CN': '单位归一化' },
  synonyms: ['L2 normalization', 'unit length', 'unit vector', '单位向量', 'L2 归一化'],
  summary: {
    en: 'Scales the features of each example to a vector of length 1.',
    'zh-CN': '将每个样本的特征缩放为长度为 1 的向量。'
  },
  params: { axis: someAxes },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { axis }) => placesOf(axis, input!) && input!,
  flops: ([input], { axis }) => unitFlops(sizeOf(input!), setsOf(input!, placesOf(axis, input!))),
  lower: ({ g }, [x], { axis }) => {
    const places = placesOf(axis, x!.dims.slice(1) as number[])
    return scaleToNorm(g, x!, places, 'Sum', (square) => g.op('Minimum', [g.op('Rsqrt', [square]), g.float(LARGEST)]))
  }
})
