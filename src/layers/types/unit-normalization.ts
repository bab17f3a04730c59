import { scaleToNorm } from '../../compiler/parts/normalization'
import { defineLayer, oneInput } from '../define'
import { placesOf } from '../families/axes'
import { someAxes } from '../families/normalization'

/** As keras.ops.normalize is called: the largest factor that a short vector is multiplied by. */
const LARGEST = 1e12

export default defineLayer({
  className: 'UnitNormalization',
  group: 'normalization',
  title: { en: 'Unit normalization', 'zh-CN': '单位归一化' },
  summary: {
    en: 'Scales the features of each example to a vector of length 1.',
    'zh-CN': '将每个样本的特征缩放为长度为 1 的向量。'
  },
  params: { axis: someAxes },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { axis }) => placesOf(axis, input!) && input!,
  lower: ({ g }, [x], { axis }) => {
    const places = placesOf(axis, x!.dims.slice(1) as number[])
    return scaleToNorm(g, x!, places, 'Sum', (square) => g.op('Minimum', [g.op('Rsqrt', [square]), g.float(LARGEST)]))
  }
})
