import { constraint, initializer, regularizer, weight } from '../common'
import { defineLayer, oneInput } from '../define'
import { VECTOR, VOCABULARY } from '../usual'

const table = { en: 'embeddings', 'zh-CN': '词向量' }

export default defineLayer({
  className: 'Embedding',
  group: 'recurrent',
  title: { en: 'Embedding', 'zh-CN': '嵌入' },
  synonyms: ['word vectors', 'token', 'lookup table', 'word2vec', '词嵌入', '词向量', '查找表'],
  summary: {
    en: 'Gives each token number a learnt vector.',
    'zh-CN': '为每个词编号学习一个向量。'
  },
  params: {
    input_dim: {
      kind: 'integer',
      min: 1,
      ...VOCABULARY,
      help: { en: 'Number of tokens: the largest number plus 1.', 'zh-CN': '词表大小，即最大编号加 1。' }
    },
    output_dim: {
      kind: 'integer',
      min: 1,
      ...VECTOR,
      help: { en: 'Size of each vector.', 'zh-CN': '每个向量的维数。' }
    },
    embeddings_initializer: initializer('uniform', table),
    embeddings_regularizer: regularizer(table),
    embeddings_constraint: constraint(table),
    mask_zero: {
      kind: 'boolean',
      default: false,
      help: {
        en: 'Token 0 is padding, which the layers behind leave out.',
        'zh-CN': '编号 0 表示填充，后面的层会忽略它。'
      }
    }
  },
  inputs: oneInput,
  outputShape: ([input], { output_dim }) => [...input!, output_dim],
  weights: (_inputs, params) => [weight('embeddings', [params.input_dim, params.output_dim], params)],
  lower: ({ g, weight: read, setMask }, [x], { mask_zero }) => {
    const tokens = g.cast(x!, 'int32')
    if (mask_zero) setMask(g.op('LogicalNot', [g.op('Equal', [x!, g.op('ZerosLike', [x!])])]))
    return g.gather(read('embeddings'), tokens)
  }
})
