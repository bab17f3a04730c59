import { lstm } from '../../compiler/parts/cells'
import { defineLayer, oneInput } from '../define'
import { lowerRecurrent, RECURRENT, recurrentFlops, recurrentShape, recurrentWeights, type RecurrentCell } from '../families/recurrent'
import { unitForgetBias } from '../terms/initializers'

const CELL: RecurrentCell = {
  name: 'lstm_cell',
  gates: 4,
  states: 2,
  dropsPerGate: true,
  recurrentBias: false,
  flops: { arithmetic: 8, gateActivations: 3, activations: 2 },
  step: lstm
}

export default defineLayer({
  className: 'LSTM',
  group: 'recurrent',
  title: { en: 'LSTM', 'zh-CN': '长短期记忆网络 (LSTM)' },
  synonyms: ['long short-term memory', 'memory', 'recurrent', 'RNN', '长短时记忆', '循环层', '循环神经网络'],
  summary: {
    en: 'Reads a sequence step by step; gates decide what its memory keeps, takes in and gives out.',
    'zh-CN': '逐步读取序列，由门控决定记忆保留、写入和输出哪些内容。'
  },
  params: {
    ...RECURRENT.first,
    ...RECURRENT.gates,
    ...RECURRENT.start,
    unit_forget_bias: {
      kind: 'boolean',
      default: true,
      help: {
        en: 'Start the bias of the forget gate with ones, so that memory is kept at first.',
        'zh-CN': '将遗忘门的偏置初始化为 1，使训练开始时记忆得以保留。'
      }
    },
    ...RECURRENT.terms,
    ...RECURRENT.sequence
  },
  inputs: oneInput,
  outputShape: recurrentShape,
  weights: (inputs, params) => {
    const { unit_forget_bias, bias_initializer } = params
    const start = unit_forget_bias ? { bias_initializer: unitForgetBias(bias_initializer) } : {}
    return recurrentWeights(inputs, { ...params, ...start }, CELL)
  },
  flops: (inputs, params) => recurrentFlops(inputs, params, CELL),
  lower: (context, [x], params) => lowerRecurrent(context, x!, params, CELL)
})
