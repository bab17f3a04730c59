// Parameters that several layers share, and the shape rules of windows that slide over an image.
import type { ParamSpec, ParamSpecs, ResolvedTerm } from '../shared/schema'
import { kerasShape, ShapeProblem, type Shape, type WeightSpec } from './define'
import { asImageShape } from './reshaped'
import { CONSTRAINTS } from './terms/constraints'
import { INITIALIZERS } from './terms/initializers'
import { REGULARIZERS, SIZE_REGULARIZERS } from './terms/regularizers'

/**
 * Names of keras.activations. Not glu, which halves the features: Keras takes the shape of what goes in for that of what
 * comes out, so that no layer can follow. Not threshold, whose parameters have no defaults.
 */
export const ACTIVATIONS = [
  'linear',
  'relu',
  'sigmoid',
  'softmax',
  'softplus',
  'softsign',
  'tanh',
  'elu',
  'selu',
  'hard_sigmoid',
  'relu6',
  'swish',
  'silu',
  'gelu',
  'leaky_relu',
  'mish',
  'celu',
  'exponential',
  'hard_silu',
  'hard_swish',
  'hard_tanh',
  'hard_shrink',
  'soft_shrink',
  'tanh_shrink',
  'log_sigmoid',
  'log_softmax',
  'sparse_plus',
  'sparse_sigmoid',
  'sparsemax',
  'squareplus'
] as const
export const activation = (fallback: string) =>
  ({
    kind: 'choice',
    options: ACTIVATIONS,
    default: fallback,
    help: { en: 'Function applied to the output.', 'zh-CN': '作用于输出的激活函数。' }
  }) satisfies ParamSpec

export const negativeSlope = (fallback: number) =>
  ({
    kind: 'number',
    min: 0,
    default: fallback,
    help: { en: 'What negative values are multiplied by.', 'zh-CN': '负值所乘的斜率。' }
  }) satisfies ParamSpec

export const useBias = {
  kind: 'boolean',
  default: true,
  help: { en: 'Add a learnt bias to each output.', 'zh-CN': '是否为每个输出加上可学习的偏置。' }
} satisfies ParamSpec

/** What a parameter is about, in the middle of a sentence: { en: 'kernel', 'zh-CN': '权重' }. */
type What = { en: string; 'zh-CN': string }

export const initializer = (fallback: string, what: What) =>
  ({
    kind: 'term',
    terms: INITIALIZERS,
    default: fallback,
    help: { en: `How the ${what.en} starts.`, 'zh-CN': `${what['zh-CN']}的初始化方式。` }
  }) satisfies ParamSpec
export const regularizer = (what: What) =>
  ({
    kind: 'term',
    terms: REGULARIZERS,
    nullable: true,
    default: null,
    help: { en: `Adds a penalty on the ${what.en} to the loss.`, 'zh-CN': `把对${what['zh-CN']}的惩罚加到损失中。` }
  }) satisfies ParamSpec
export const constraint = (what: What) =>
  ({
    kind: 'term',
    terms: CONSTRAINTS,
    nullable: true,
    default: null,
    help: {
      en: `Keeps the ${what.en} within bounds after each step.`,
      'zh-CN': `每步更新后约束${what['zh-CN']}的取值。`
    }
  }) satisfies ParamSpec

/** Of a layer's output. */
export const activityRegularizer = {
  ...regularizer({ en: 'output', 'zh-CN': '输出' }),
  terms: SIZE_REGULARIZERS
} satisfies ParamSpec

const kernel = { en: 'kernel', 'zh-CN': '权重' }
const bias = { en: 'bias', 'zh-CN': '偏置' }
export const kernelInitializer = initializer('glorot_uniform', kernel)
export const biasInitializer = initializer('zeros', bias)
/** The parameters of every layer with a kernel and a bias, after its use_bias. */
export const kernelAndBias = {
  kernel_initializer: kernelInitializer,
  bias_initializer: biasInitializer,
  kernel_regularizer: regularizer(kernel),
  bias_regularizer: regularizer(bias),
  activity_regularizer: activityRegularizer,
  kernel_constraint: constraint(kernel),
  bias_constraint: constraint(bias)
} satisfies ParamSpecs

/**
 * A trainable variable whose initializer, regularizer and constraint are the parameters named after it.
 * @throws ShapeProblem for a term that is not made for this shape
 */
export function weight(
  name: string,
  shape: Shape,
  params: Readonly<Record<string, unknown>>,
  prefix = name
): WeightSpec {
  const term = (kind: string): ResolvedTerm | null => (params[`${prefix}_${kind}`] as ResolvedTerm | null) ?? null
  const terms = { initializer: term('initializer')!, regularizer: term('regularizer'), constraint: term('constraint') }
  checkTermShapes(name, shape, Object.values(terms))
  return { name, shape, trainable: true, ...terms }
}

function checkTermShapes(name: string, shape: Shape, terms: readonly (ResolvedTerm | null)[]): void {
  const rank = shape.length
  for (const term of terms) {
    const fits = term === null || fitsRank(term, rank)
    if (fits) continue
    throw new ShapeProblem(
      { en: `a ${name} that ${term.name} is made for`, 'zh-CN': `适用 ${term.name} 的 ${name}` },
      `[${shape.join(', ')}]`,
      {
        en: `Use another term than ${term.name}, or other axes.`,
        'zh-CN': `请改用 ${term.name} 以外的设置，或调整其 axis。`
      }
    )
  }
}

/** Orthogonal and Identity are for matrices (Orthogonal flattens what has more axes), constraints for axes that exist. */
function fitsRank({ name, params }: ResolvedTerm, rank: number): boolean {
  if (name === 'orthogonal') return rank >= 2
  if (name === 'identity' || name === 'orthogonal_regularizer') return rank === 2
  const axes = (params.axis as number[] | undefined) ?? []
  return axes.every((axis) => axis >= -rank && axis < rank)
}

export const padding = {
  kind: 'choice',
  options: ['valid', 'same'],
  default: 'valid',
  help: {
    en: 'valid: no padding; same: zeros at the edges keep the size.',
    'zh-CN': 'valid：不填充；same：边缘补零，保持尺寸。'
  }
} satisfies ParamSpec

/** The last axis, of a layer that works on the features of each position. */
export function lastAxis(shape: Shape): number {
  const size = shape.at(-1)
  if (size === undefined) {
    throw new ShapeProblem({ en: 'at least one axis', 'zh-CN': '至少一维' }, kerasShape(shape), {
      en: 'Give Input a shape with at least one axis, e.g. [1].',
      'zh-CN': '请为 Input 设置至少一维的 shape，例如 [1]。'
    })
  }
  return size
}

/** Height, width and channels of an image. @throws ShapeProblem for any other rank */
export function imageShape(shape: Shape): readonly [number, number, number] {
  const [height, width, channels] = shape
  if (shape.length === 3) return [height!, width!, channels!]
  const image = asImageShape(shape)
  const flat = shape.length === 1
  const target = image ? `, e.g. to [${image.join(', ')}]` : ' that leaves height, width and channels'
  const targetZh = image ? `，例如变为 [${image.join(', ')}]` : '，变为高、宽、通道三维'
  throw new ShapeProblem(
    { en: 'images of (None, height, width, channels)', 'zh-CN': '图像 (None, 高, 宽, 通道)' },
    kerasShape(shape),
    {
      en: `${flat ? 'Put it before the layer that flattens, or add' : 'Add'} a Reshape in front${target}.`,
      'zh-CN': `请${flat ? '把它移到展平之前，或' : ''}在前面添加 Reshape${targetZh}。`
    }
  )
}

/** Output length of a window of `size` moved by `stride` (keras.src.ops.operation_utils.compute_conv_output_shape). */
export function slide(length: number, size: number, stride: number, mode: string, dilation = 1): number {
  const reach = (size - 1) * dilation + 1
  const output = mode === 'same' ? Math.ceil(length / stride) : Math.floor((length - reach) / stride) + 1
  if (output > 0) return output
  throw new ShapeProblem({ en: `a side of at least ${reach}`, 'zh-CN': `边长至少为 ${reach}` }, String(length), {
    en: 'Use a smaller kernel or pool, padding "same", or fewer pooling layers before it.',
    'zh-CN': '请减小窗口、改用 padding="same"，或减少前面的池化层。'
  })
}
