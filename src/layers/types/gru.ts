import { gruResetAfter, gruResetBefore } from '../../compiler/parts/cells'
import { defineLayer, oneInput } from '../define'
import { lowerRecurrent, RECURRENT, recurrentFlops, recurrentShape, recurrentWeights, type RecurrentCell } from '../families/recurrent'

const cellOf = ({ reset_after }: { reset_after: boolean }): RecurrentCell => ({
  name: 'gru_cell',
  gates: 3,
  states: 1,
  dropsPerGate: true,
  recurrentBias: reset_after,
  flops: { arithmetic: 8, gateActivations: 2, activations: 1 },
  step: reset_after ? gruResetAfter : gruResetBefore
})

export default defineLayer({
  className: 'GRU',
  group: 'recurrent',
  title: { en: 'GRU', 'zh-CN': '门控循环单元 (GRU)' },
  synonyms: ['gated recurrent unit', 'recurrent', 'RNN', '循环层', '循环神经网络'],
  summary: {
    en: 'Reads a sequence step by step; two gates decide what is kept of the state. Lighter than LSTM.',
    'zh-CN': '逐步读取序列，由两个门控决定状态保留哪些内容，比 LSTM 更轻。'
  },
  params: {
    ...RECURRENT.first,
    ...RECURRENT.gates,
    ...RECURRENT.start,
    ...RECURRENT.terms,
    ...RECURRENT.sequence,
    reset_after: {
      kind: 'boolean',
      default: true,
      help: {
        en: 'Apply the reset gate after the matrix product (as cuDNN does) rather than before it.',
        'zh-CN': '在矩阵乘法之后（与 cuDNN 相同）而不是之前应用重置门。'
      }
    }
  },
  inputs: oneInput,
  outputShape: recurrentShape,
  weights: (inputs, params) => recurrentWeights(inputs, params, cellOf(params)),
  flops: (inputs, params) => recurrentFlops(inputs, params, cellOf(params)),
  lower: (context, [x], params) => lowerRecurrent(context, x!, params, cellOf(params))
})
