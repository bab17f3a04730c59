import { attend } from '../../compiler/parts/attention'
import { dropoutFactors } from '../../compiler/parts/dropout'
import type { Tensor } from '../../compiler/ir'
import { attentionFlops, checkAttention, outputSizes } from '../families/attention'
import { joinHeads, likeQuery, project, seriesOf, visible } from '../families/attention-lowering'
import { kernelAndBias, useBias, weight } from '../common'
import { defineLayer } from '../define'
import { HEADS, RATE, VECTOR } from '../usual'

export default defineLayer({
  className: 'MultiHeadAttention',
  group: 'attention',
  title: { en: 'Multi-head attention', 'zh-CN': '多头注意力' },
  synonyms: [
    'MHA',
    'self-attention',
    'cross-attention',
    'transformer',
    'query key value',
    '自注意力',
    '交叉注意力',
    '变换器'
  ],
  summary: {
    en: 'Each position of the query takes a mean of the values, weighted by how well their keys fit; several times side by side. Inputs: query, value, and key if it is not the value.',
    'zh-CN':
      '查询的每个位置按与各个键的匹配程度对值加权求和，多个头并行计算。输入依次为查询、值，以及键（省略时与值相同）。'
  },
  params: {
    num_heads: { kind: 'integer', min: 1, ...HEADS, help: { en: 'Number of heads.', 'zh-CN': '注意力头的个数。' } },
    key_dim: {
      kind: 'integer',
      min: 1,
      ...VECTOR,
      help: { en: 'Size of queries and keys in each head.', 'zh-CN': '每个头中查询和键的维数。' }
    },
    value_dim: {
      kind: 'integer',
      min: 1,
      ...VECTOR,
      nullable: true,
      default: null,
      help: {
        en: 'Size of values in each head; null takes key_dim.',
        'zh-CN': '每个头中值的维数；为 null 时等于 key_dim。'
      }
    },
    dropout: {
      kind: 'number',
      min: 0,
      max: 1,
      ...RATE,
      default: 0,
      help: { en: 'Share of attention weights to drop in training.', 'zh-CN': '训练时随机置零的注意力权重的比例。' }
    },
    use_bias: useBias,
    output_shape: {
      kind: 'integers',
      single: true,
      min: 1,
      nullable: true,
      default: null,
      help: {
        en: 'Shape of the output at each position; null takes the size of the query.',
        'zh-CN': '每个位置的输出形状；为 null 时与查询的维数相同。'
      }
    },
    attention_axes: {
      kind: 'integers',
      single: true,
      nullable: true,
      default: null,
      help: {
        en: 'Axes along which positions look at each other, the batch as 0; null takes all but the last.',
        'zh-CN': '在哪些轴上计算注意力，批量维为 0；为 null 时取最后一维以外的所有轴。'
      }
    },
    sliding_window: {
      kind: 'integer',
      min: 1,
      nullable: true,
      default: null,
      help: {
        en: 'Look only at positions less than this far away; null looks at all.',
        'zh-CN': '只关注距离小于该值的位置；为 null 时关注所有位置。'
      }
    },
    ...kernelAndBias
  },
  inputs: { min: 2, max: 3 },
  supportsMasking: true,
  outputShape: (inputs, params) => {
    checkAttention(inputs, params)
    return [...inputs[0]!.slice(0, -1), ...outputSizes(inputs[0]!, params)]
  },
  weights: (inputs, params) => {
    const { num_heads: heads, key_dim, use_bias } = params
    const [query, value, key = value] = inputs
    const value_dim = params.value_dim ?? key_dim
    const dense = (name: string, from: readonly number[], to: readonly number[]) => [
      weight(`${name}/kernel`, [...from, ...to], params, 'kernel'),
      ...(use_bias ? [weight(`${name}/bias`, to, params, 'bias')] : [])
    ]
    return [
      ...dense('query', query!.slice(-1), [heads, key_dim]),
      ...dense('key', key!.slice(-1), [heads, key_dim]),
      ...dense('value', value!.slice(-1), [heads, value_dim]),
      ...dense('attention_output', [heads, value_dim], outputSizes(query!, params))
    ]
  },
  flops: attentionFlops,
  lower: (context, inputs, params) => {
    const { g, training, seed } = context
    const { dropout: rate } = params
    const [query, value, key = value] = inputs.map((input) => seriesOf(g, input, params)) as [Tensor, Tensor, Tensor?]
    const heads = project(context, { query, value, key: key! }, params, inputs[0]!)
    const found = attend(g, [heads.query, heads.key, heads.value], {
      mask: visible(context, inputs, params),
      // Without dropout Keras goes another way, which gives those the mean of all values.
      nothingIsZero: rate > 0 || inputs[0]!.dims.length !== 3,
      dropout:
        training && rate > 0 ? (weights) => dropoutFactors(g, g.randomLike(weights, seed('dropout')), rate) : null
    })
    const features = outputSizes(inputs[0]!.dims.slice(1) as number[], params)
    return likeQuery(g, joinHeads(context, found, features, params), inputs[0]!, features, params)
  }
})
