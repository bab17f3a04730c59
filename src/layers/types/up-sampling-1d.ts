import { defineLayer, oneInput } from '../define'
import { enlarge } from '../families/resizing'
import { asImage, fromImage, spatialShape } from '../families/spatial'

export default defineLayer({
  className: 'UpSampling1D',
  group: 'reshaping',
  title: { en: '1D upsampling', 'zh-CN': '一维上采样' },
  synonyms: ['repeat steps', 'enlarge', 'interpolate', '重复时间步', '放大'],
  summary: { en: 'Repeats each step of a sequence.', 'zh-CN': '重复序列的每个时间步。' },
  params: {
    size: {
      kind: 'integer',
      min: 1,
      default: 2,
      help: { en: 'How often each step is there.', 'zh-CN': '每个时间步重复的次数。' }
    }
  },
  inputs: oneInput,
  outputShape: ([input], { size }) => {
    const { sides, channels } = spatialShape(input!, 1)
    return [sides[0]! * size, channels]
  },
  lower: ({ g }, [x], { size }) => fromImage(g, enlarge(g, asImage(g, x!), [1, size], 'nearest'), 1)
})
