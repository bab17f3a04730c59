import { unary, wave, type GradientCase } from './values'

export default {
  Erf: unary(),
  LeakyRelu: [{ inputs: [wave([3, 4])], params: { alpha: 0.3 } }],
  LogSoftmax: unary()
} satisfies Record<string, GradientCase[]>
