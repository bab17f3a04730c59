import { simpleRnn } from '../../compiler/parts/cells'
import { defineLayer, oneInput } from '../define'
import { lowerRecurrent, RECURRENT, recurrentFlops, recurrentShape, recurrentWeights, type RecurrentCell } from '../families/recurrent'

const CELL: RecurrentCell = {
  name: 'simple_rnn_cell',
  gates: 1,
  states: 1,
  dropsPerGate: false,
  recurrentBias: false,
  flops: { arithmetic: 1, gateActivations: 0, activations: 1 },
  step: simpleRnn
}

export default defineLayer({
  className: 'SimpleRNN',
  group: 'recurrent',
  title: { en: 'Simple RNN', 'zh-CN': '简单循环网络' },
  synonyms: ['recurrent', 'Elman', 'vanilla RNN', '循环层', '循环神经网络'],
  summary: {
    en: 'Reads a sequence step by step; each output also depends on the one before it.',
    'zh-CN': '逐步读取序列，每一步的输出还取决于上一步的输出。'
  },
  params: { ...RECURRENT.first, ...RECURRENT.start, ...RECURRENT.terms, ...RECURRENT.sequence },
  inputs: oneInput,
  outputShape: recurrentShape,
  weights: (inputs, params) => recurrentWeights(inputs, params, CELL),
  flops: (inputs, params) => recurrentFlops(inputs, params, CELL),
  lower: (context, [x], params) => lowerRecurrent(context, x!, params, CELL)
})
