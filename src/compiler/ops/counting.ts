// Ops that metrics count with.
import { boolAttr, defineOp, sameType, typeAttr, type Op } from '../op'

export default [
  // The k largest values along the last axis, and their places.
  defineOp<{ k: number }>({
    name: 'TopKV2',
    infer: ([x], { k }) => {
      const dims = [...x!.dims.slice(0, -1), k]
      return [
        { dtype: x!.dtype, dims },
        { dtype: 'int32', dims }
      ]
    },
    attrs: (inputs) => ({
      ...sameType(inputs),
      Tk: typeAttr('int32'),
      index_type: typeAttr('int32'),
      sorted: boolAttr(true)
    })
  }),
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
