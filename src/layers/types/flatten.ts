import { defineLayer, oneInput, sizeOf } from '../define'

export default defineLayer({
  className: 'Flatten',
  group: 'reshaping',
  title: { en: 'Flatten', 'zh-CN': '展平' },
  synonyms: ['vectorize', 'unroll', '扁平化', '压平', '拉平'],
  summary: { en: 'Lays all values of an example in one row.', 'zh-CN': '将样本的所有值排成一维向量。' },
  params: {},
  inputs: oneInput,
  outputShape: ([input]) => [sizeOf(input!)],
  lower: ({ g }, [x]) => g.reshape(x!, [null, sizeOf(x!.dims.slice(1) as number[])])
})
