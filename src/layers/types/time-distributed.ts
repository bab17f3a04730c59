import { defineLayer, kerasShape, oneInput, ShapeProblem, type InnerLayer, type Shape } from '../define'
import { innerFlops } from '../flops'
import { innerContext, innerWeights, kerasName } from '../families/wrapping'

/** Layers of one input; those that random numbers or statistics of a batch go into are applied as Keras does. */
const WRAPPABLE = [
  'Dense',
  'Activation',
  'Dropout',
  'Flatten',
  'Reshape',
  'Permute',
  'RepeatVector',
  'Embedding',
  'Conv1D',
  'Conv2D',
  'Conv2DTranspose',
  'DepthwiseConv2D',
  'SeparableConv2D',
  'MaxPooling1D',
  'MaxPooling2D',
  'AveragePooling1D',
  'AveragePooling2D',
  'GlobalMaxPooling1D',
  'GlobalMaxPooling2D',
  'GlobalAveragePooling1D',
  'GlobalAveragePooling2D',
  'BatchNormalization',
  'LayerNormalization',
  'SimpleRNN',
  'LSTM',
  'GRU',
  'Bidirectional'
]

const split = (input: Shape): { steps: number; inner: Shape } => {
  const [steps, ...inner] = input
  if (steps !== undefined && inner.length > 0) return { steps, inner }
  throw new ShapeProblem(
    { en: 'sequences of (None, steps, ...)', 'zh-CN': '序列 (None, 时间步, ...)' },
    kerasShape(input),
    {
      en: 'Give it at least two axes, e.g. with a Reshape or a RepeatVector in front.',
      'zh-CN': '输入至少需要两维，可在前面添加 Reshape 或 RepeatVector。'
    }
  )
}

export default defineLayer({
  className: 'TimeDistributed',
  group: 'recurrent',
  title: { en: 'Time distributed', 'zh-CN': '按时间步应用' },
  synonyms: ['per step', 'each step', 'wrapper', '逐时间步', '时间分布'],
  summary: {
    en: 'Applies one layer, with the same weights, to every step of a sequence.',
    'zh-CN': '对序列的每个时间步应用同一层，权重共享。'
  },
  params: {
    layer: {
      kind: 'layer',
      options: WRAPPABLE,
      help: { en: 'The layer for each step.', 'zh-CN': '应用于每个时间步的层。' }
    }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { layer }) => {
    const { type, params } = layer as InnerLayer
    const { steps, inner } = split(input!)
    return [steps, ...type.outputShape([inner], params)]
  },
  weights: ([input], { layer }) => innerWeights(layer as InnerLayer, kerasName(layer.class_name), split(input!).inner),
  flops: ([input], { layer }) => {
    const { steps, inner } = split(input!)
    return steps * innerFlops(layer as InnerLayer, [inner])
  },
  lower: (context, [x], { layer }) => {
    const { g } = context
    const { class_name, type, params } = layer as InnerLayer
    const { steps, inner } = split(x!.dims.slice(1) as number[])
    const own = innerContext(context, kerasName(class_name), { mask: () => null, setMask: () => undefined })
    const hasStatistics = (type.weights?.([inner], params) ?? []).some(({ trainable }) => !trainable)
    // Statistics are those of one step's batch, as Keras calls the layer step by step.
    if (hasStatistics)
      return g.stack(
        g.unstack(x!, 1).map((step) => type.lower(own, [step], params)),
        1
      )
    const output = type.lower(own, [g.reshape(x!, [null, ...inner])], params)
    return g.reshape(output, [null, steps, ...(output.dims.slice(1) as number[])])
  }
})
