// Ops that metrics count with.
import { boolAttr, defineOp, typeAttr, type Op } from '../op'

export default [
  // Inputs: float32 scores [batch, classes], class numbers [batch], k.
  defineOp({
    name: 'InTopKV2',
    infer: ([, classes]) => [{ dtype: 'bool', dims: classes!.dims }],
    attrs: () => ({ T: typeAttr('int32') })
  }),
  // Sums of weights by place. Inputs: places, how many there are, weights.
  defineOp<{ size: number }>({
    name: 'DenseBincount',
    infer: ([, , weights], { size }) => [{ dtype: weights!.dtype, dims: [size] }],
    attrs: ([places, , weights]) => ({
      Tidx: typeAttr(places!.dtype),
      T: typeAttr(weights!.dtype),
      binary_output: boolAttr(false)
    })
  })
] as Op[]
