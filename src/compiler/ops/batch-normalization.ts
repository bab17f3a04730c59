// Batch normalization in one op: NHWC, float32 alone.
import type { Dims, Tensor } from '../ir'
import { boolAttr, defineOp, floatAttr, stringAttr, typeAttr, type Op } from '../op'

interface Fused {
  epsilon: number
}

const attrs = (_inputs: readonly Tensor[], { epsilon }: Fused) => ({
  T: typeAttr('float32'),
  U: typeAttr('float32'),
  epsilon: floatAttr(epsilon),
  data_format: stringAttr('NHWC'),
  is_training: boolAttr(true)
})
const floats = (dims: Dims) => ({ dtype: 'float32', dims }) as const

export default [
  // Inputs: x, scale, offset, and two that count in inference alone. Outputs: y, the batch's mean and variance (the sum
  // of squares over count - 1), and what the gradient needs.
  defineOp<Fused>({
    name: 'FusedBatchNormV3',
    infer: ([x, scale]) => [x!, scale!, scale!, scale!, scale!, floats([null])],
    attrs: (inputs, params) => ({
      ...attrs(inputs, params),
      exponential_avg_factor: floatAttr(1)
    }),
    gradient: ({ g, grads: [grad, ...others], inputs: [x, scale], outputs, params: { epsilon } }) => {
      if (!grad || others.some((other) => other !== null))
        throw new Error('FusedBatchNormV3 has a gradient of its first output only')
      const parts = g.add('FusedBatchNormGradV3', [grad, x!, scale!, ...outputs.slice(3)], { epsilon }).outputs
      return [parts[0]!, parts[1]!, parts[2]!, null, null]
    }
  }),
  defineOp<Fused>({
    name: 'FusedBatchNormGradV3',
    infer: ([, x, scale]) => [x!, scale!, scale!, floats([null]), floats([null])],
    attrs
  })
] as unknown as Op[]
