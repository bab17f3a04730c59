import type { GraphBuilder } from '../../compiler/builder'
import type { Tensor } from '../../compiler/ir'
import { penalty } from '../../compiler/regularizers'
import type { Term } from '../../compiler/spec'
import { defineLayer, oneInput, ShapeProblem, sizeOf, type InnerLayer } from '../define'
import { innerFlops } from '../flops'
import { innerContext, innerWeights, kerasName } from '../families/wrapping'

const MERGES: Record<string, (g: GraphBuilder, a: Tensor, b: Tensor) => Tensor> = {
  concat: (g, a, b) => g.concat([a, b], a.dims.length - 1),
  sum: (g, a, b) => g.plus(a, b),
  mul: (g, a, b) => g.times(a, b),
  ave: (g, a, b) => g.times(g.plus(a, b), g.float(0.5))
}

/** Operations of one value of the output, where both directions become one. */
const MERGE_FLOPS: Record<string, number> = { concat: 0, sum: 1, mul: 1, ave: 2 }

/** The layer twice, the second one going backwards, with names and parameters as Keras gives them. */
function directions(layer: InnerLayer): { name: string; backwards: boolean; inner: InnerLayer }[] {
  if (layer.params.go_backwards === true) {
    throw new ShapeProblem({ en: 'a layer that goes forwards', 'zh-CN': '正向的层' }, 'go_backwards: true', {
      en: 'Leave go_backwards out: Bidirectional makes the copy that goes backwards itself.',
      'zh-CN': '请去掉 go_backwards：Bidirectional 会自行创建反向的一份。'
    })
  }
  const { return_sequences } = layer.params
  return [false, true].map((backwards) => ({
    name: `${backwards ? 'backward' : 'forward'}_${kerasName(layer.class_name)}`,
    backwards,
    inner: { ...layer, params: { ...layer.params, go_backwards: backwards, zero_output_for_mask: return_sequences! } }
  }))
}

export default defineLayer({
  className: 'Bidirectional',
  group: 'recurrent',
  title: { en: 'Bidirectional', 'zh-CN': '双向' },
  synonyms: ['BiLSTM', 'BiGRU', 'BiRNN', 'two directions', '双向循环'],
  summary: {
    en: 'Reads a sequence with two copies of a recurrent layer, one from each end.',
    'zh-CN': '用同一循环层的两份分别从序列两端读取。'
  },
  params: {
    layer: {
      kind: 'layer',
      options: ['SimpleRNN', 'LSTM', 'GRU'],
      help: { en: 'The recurrent layer.', 'zh-CN': '所用的循环层。' }
    },
    merge_mode: {
      kind: 'choice',
      options: Object.keys(MERGES),
      default: 'concat',
      help: {
        en: 'How both outputs become one: side by side, sum, product or mean.',
        'zh-CN': '两个方向的输出如何合并：拼接、求和、相乘或取平均。'
      }
    }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: (inputs, { layer, merge_mode }) => {
    const { type, params } = layer as InnerLayer
    const shape = type.outputShape(inputs, params)
    return merge_mode === 'concat' ? shape.with(-1, 2 * shape.at(-1)!) : shape
  },
  weights: ([input], { layer }) =>
    directions(layer as InnerLayer).flatMap(({ name, inner }) => innerWeights(inner, name, input!)),
  flops: (inputs, { layer, merge_mode }, output) =>
    2 * innerFlops(layer as InnerLayer, inputs) + MERGE_FLOPS[merge_mode]! * sizeOf(output),
  lower: (context, inputs, { layer, merge_mode }) => {
    const { g, mask, setMask, addLoss } = context
    const [forward, backward] = directions(layer as InnerLayer).map(({ name, backwards, inner }) => {
      const output = g.scope(name, () =>
        inner.type.lower(innerContext(context, name, { mask, setMask }), inputs, inner.params)
      )
      const regularizer = inner.params.activity_regularizer as Term | null
      if (regularizer) addLoss(penalty(g, regularizer, output))
      return backwards && inner.params.return_sequences === true ? g.reverse(output, [1]) : output
    }) as [Tensor, Tensor]
    return MERGES[merge_mode]!(g, forward, backward)
  }
})
