import { constraint, initializer, regularizer, weight } from '../common'
import { placesOf } from '../families/axes'
import { defineLayer, oneInput, type Shape } from '../define'
import { perOutput } from '../flops'

const alpha = { en: 'slope (alpha)', 'zh-CN': '斜率 alpha' }

/** One slope for each value of an example, or for all along the shared axes. */
const slopes = (input: Shape, shared: readonly number[] | null): Shape => {
  const places = shared?.length ? placesOf(shared, input) : []
  return input.map((size, i) => (places.includes(i + 1) ? 1 : size))
}

export default defineLayer({
  className: 'PReLU',
  group: 'activation',
  title: { en: 'Parametric ReLU', 'zh-CN': '参数化 ReLU 激活' },
  synonyms: ['learnt slope', 'rectified linear unit', '修正线性单元', '可学习斜率'],
  summary: {
    en: 'Leaky ReLU that learns the slope below zero.',
    'zh-CN': '负半轴斜率可学习的 Leaky ReLU。'
  },
  params: {
    alpha_initializer: initializer('Zeros', alpha),
    alpha_regularizer: regularizer(alpha),
    alpha_constraint: constraint(alpha),
    shared_axes: {
      kind: 'integers',
      single: true,
      min: 1,
      nullable: true,
      default: null,
      help: {
        en: 'Axes along which all share one slope, e.g. [1, 2] for the pixels of an image; the batch is 0.',
        'zh-CN': '沿这些轴共享同一斜率，例如图像的各像素为 [1, 2]；批量维为 0。'
      }
    }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], { shared_axes }) => slopes(input!, shared_axes) && input!,
  weights: ([input], params) => [weight('alpha', slopes(input!, params.shared_axes), params)],
  flops: perOutput(1),
  lower: ({ g, weight: read }, [x]) => {
    // Minus relu(-x) rather than min(x, 0): at zero, neither side has a gradient, as in Keras.
    const below = g.op('Relu', [g.op('Neg', [x!])])
    return g.minus(g.op('Relu', [x!]), g.times(read('alpha'), below))
  }
})
