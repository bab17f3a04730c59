// What SimpleRNN, LSTM and GRU have in common.
import { activate } from '../../compiler/parts/activations'
import { dropped, type CellInputs, type Step } from '../../compiler/parts/cells'
import { dropoutFactors } from '../../compiler/parts/dropout'
import type { Tensor } from '../../compiler/ir'
import type { LoweringContext } from '../../compiler/lower'
import { recur, type Recurrence } from '../../compiler/parts/recurrent'
import type { ParamSpec, ParamSpecs, ParamValues } from '../../shared/schema'
import type { Bilingual } from '../../shared/locale'
import { activation, constraint, initializer, kernelAndBias, regularizer, useBias, weight } from '../common'
import type { Shape, WeightSpec } from '../define'
import { activationFlops } from '../flops'
import { spatialShape } from './spatial'
import { RATE, UNITS } from '../usual'

const state = { en: 'recurrent kernel', 'zh-CN': '循环权重' }
const dropout = (help: Bilingual) => ({ kind: 'number', min: 0, max: 1, ...RATE, default: 0, help }) satisfies ParamSpec
const flag = (help: Bilingual) => ({ kind: 'boolean', default: false, help }) satisfies ParamSpec

/** Parameters in Keras's order; what only some have goes between these groups. */
export const RECURRENT = {
  first: {
    units: {
      kind: 'integer',
      min: 1,
      ...UNITS,
      help: { en: 'Size of the state and of the output.', 'zh-CN': '状态与输出的维数。' }
    },
    activation: {
      ...activation('tanh'),
      help: { en: 'Function applied to the candidate state.', 'zh-CN': '作用于候选状态的激活函数。' }
    }
  },
  gates: {
    recurrent_activation: {
      ...activation('sigmoid'),
      help: { en: 'Function that makes the gates.', 'zh-CN': '门控所用的激活函数。' }
    }
  },
  start: {
    use_bias: useBias,
    kernel_initializer: kernelAndBias.kernel_initializer,
    recurrent_initializer: initializer('orthogonal', state),
    bias_initializer: kernelAndBias.bias_initializer
  },
  terms: {
    kernel_regularizer: kernelAndBias.kernel_regularizer,
    recurrent_regularizer: regularizer(state),
    bias_regularizer: kernelAndBias.bias_regularizer,
    activity_regularizer: kernelAndBias.activity_regularizer,
    kernel_constraint: kernelAndBias.kernel_constraint,
    recurrent_constraint: constraint(state),
    bias_constraint: kernelAndBias.bias_constraint,
    dropout: dropout({
      en: 'Share of the input values to drop in training, the same at all steps.',
      'zh-CN': '训练时随机置零的输入比例，各时间步相同。'
    }),
    recurrent_dropout: dropout({
      en: 'Share of the state values to drop in training, the same at all steps.',
      'zh-CN': '训练时随机置零的状态比例，各时间步相同。'
    })
  },
  sequence: {
    return_sequences: flag({
      en: 'Give the output of every step, instead of the last one.',
      'zh-CN': '输出每个时间步的结果，而不只是最后一步。'
    }),
    go_backwards: flag({
      en: 'Go from the last step to the first, and give the outputs in that order.',
      'zh-CN': '从最后一个时间步向前处理，并按该顺序输出。'
    }),
    unroll: flag({
      en: 'Write all steps out, instead of a loop: faster for short sequences, slower to start for long ones.',
      'zh-CN': '将所有时间步展开，而不使用循环：短序列更快，长序列启动较慢。'
    })
  }
} satisfies Record<string, ParamSpecs>

/** Longer sequences go through a loop: slower by step, but the first call of a graph takes time for each node. */
const UNROLLED_STEPS = 64

type Groups = typeof RECURRENT
export type RecurrentParams = ParamValues<Groups['first'] & Groups['start'] & Groups['terms'] & Groups['sequence']> & {
  recurrent_activation?: string
  /** Of Bidirectional's layers alone: outputs of masked steps are zeros. */
  zero_output_for_mask?: boolean
}

export interface RecurrentCell {
  /** Its name in the path of a variable, e.g. 'lstm_cell'. */
  name: string
  gates: number
  states: number
  /** Whether each gate has dropout factors of its own where recurrent_dropout is used (Keras's implementation 1). */
  dropsPerGate: boolean
  /** Whether the product of the state has a bias of its own, the second row of the variable. */
  recurrentBias: boolean
  /**
   * Operations of one unit in one step beside products and biases: additions and multiplications, and how often
   * recurrent_activation and activation are applied.
   */
  flops: { arithmetic: number; gateActivations: number; activations: number }
  step(inputs: CellInputs): Step
}

export function recurrentShape([input]: readonly Shape[], { units, return_sequences }: RecurrentParams): Shape {
  const { sides } = spatialShape(input!, 1)
  return return_sequences ? [...sides, units] : [units]
}

export function recurrentWeights(
  [input]: readonly Shape[],
  params: RecurrentParams,
  { name, gates, recurrentBias }: Pick<RecurrentCell, 'name' | 'gates' | 'recurrentBias'>
): WeightSpec[] {
  const { channels: features } = spatialShape(input!, 1)
  const { units, use_bias } = params
  const width = gates * units
  return [
    weight(`${name}/kernel`, [features, width], params, 'kernel'),
    weight(`${name}/recurrent_kernel`, [units, width], params, 'recurrent'),
    ...(use_bias ? [weight(`${name}/bias`, recurrentBias ? [2, width] : [width], params, 'bias')] : [])
  ]
}

export function recurrentFlops([input]: readonly Shape[], params: RecurrentParams, cell: RecurrentCell): number {
  const { sides, channels: features } = spatialShape(input!, 1)
  const { units, use_bias, activation, recurrent_activation = 'linear' } = params
  const { arithmetic, gateActivations, activations } = cell.flops
  const biases = use_bias ? (cell.recurrentBias ? 2 : 1) : 0
  const ofUnit = cell.gates * (2 * (features + units) + biases) + arithmetic
  const functions = activationFlops(recurrent_activation, gateActivations) + activationFlops(activation, activations)
  return sides[0]! * units * (ofUnit + functions)
}

/** @param x [batch, steps, features] @returns [batch, steps, units] or [batch, units] */
export function lowerRecurrent(
  context: LoweringContext,
  x: Tensor,
  params: RecurrentParams,
  cell: RecurrentCell
): Tensor {
  const { g, training, weight: read, seed, mask, setMask } = context
  const { units, return_sequences, go_backwards } = params
  const [, steps, features] = x.dims as [null, number, number]
  const sequence = g.transpose(x, [1, 0, 2])
  const zeros = g.op('Fill', [g.concat([g.batchOf(x), g.ints([units])], 0), g.float(0)], {
    dims: [null, units]
  })

  const perGate = cell.dropsPerGate && params.recurrent_dropout > 0
  const factors = (purpose: 'dropout' | 'recurrent_dropout', like: () => Tensor): Tensor[] => {
    const rate = params[purpose]
    if (!training || rate === 0 || rate === 1) return []
    return Array.from({ length: perGate ? cell.gates : 1 }, (_, gate) =>
      dropoutFactors(g, g.randomLike(like(), seed(`${purpose}/${gate}`)), rate)
    )
  }
  const firstStep = (): Tensor => g.reshape(g.slice(sequence, 0, 0, 1), [null, features])
  const inputFactors = factors('dropout', firstStep)
  const stateFactors = factors('recurrent_dropout', () => zeros)
  const [biases, recurrentBiases] = biasesOf(context, params, cell)
  const inputs = g.split(read(`${cell.name}/kernel`), 1, cell.gates).map((kernel, gate) => {
    const rows = g.reshape(dropped(g, sequence, inputFactors, gate), [null, features])
    const product = g.matMul(rows, kernel)
    return biases.length > 0 ? g.op('BiasAdd', [product, biases[gate]!]) : product
  })

  const counts = mask()
  setMask(return_sequences ? counts : null)
  const recurrence: Recurrence = {
    cell: (weights) =>
      cell.step({
        g,
        kernels: weights.slice(0, cell.gates),
        biases: weights.slice(cell.gates),
        factors: stateFactors,
        activation: (value) => activate(g, params.activation, value),
        recurrentActivation: (value) => activate(g, params.recurrent_activation ?? 'sigmoid', value)
      }),
    weights: [...g.split(read(`${cell.name}/recurrent_kernel`), 1, cell.gates), ...recurrentBiases],
    zeros,
    states: cell.states,
    inputs,
    steps,
    mask: counts && g.reshape(g.transpose(counts, [1, 0]), [null, 1]),
    backwards: go_backwards,
    zeroMasked: params.zero_output_for_mask === true && counts !== null,
    unroll: params.unroll || steps <= UNROLLED_STEPS
  }
  return recur(g, recurrence, return_sequences ? 'all' : 'last')
}

/** Of each gate, for the product of the input and for that of the state. */
function biasesOf(
  { g, weight: read }: LoweringContext,
  { use_bias }: RecurrentParams,
  { name, gates, recurrentBias }: RecurrentCell
): [readonly Tensor[], readonly Tensor[]] {
  if (!use_bias) return [[], []]
  const variable = read(`${name}/bias`)
  const [first, second] = recurrentBias ? g.unstack(variable) : [variable]
  return [g.split(first!, 0, gates), second ? g.split(second, 0, gates) : []]
}
