import { poolingParams, poolingShape, poolingWindow } from '../pooling'
import { defineLayer, oneInput } from '../define'

// Keras asks for it here, though it has a default for MaxPooling2D.
const { default: _default, ...pool_size } = poolingParams.pool_size

export default defineLayer({
  className: 'AveragePooling2D',
  group: 'pooling',
  title: { en: '2D average pooling', 'zh-CN': '二维平均池化' },
  summary: { en: 'Takes the mean of each window.', 'zh-CN': '取每个窗口内的平均值。' },
  params: { ...poolingParams, pool_size },
  inputs: oneInput,
  outputShape: poolingShape,
  lower: ({ g }, [x], params) => g.op('AvgPool', [x!], poolingWindow(params))
})
