// Tables that loops fill, row by row.
import type { Dims, DType } from '../ir'
import { boolAttr, defineOp, typeAttr, type Op } from '../op'

export default [
  // Zeros of a shape, which are nobody else's.
  defineOp<{ dims: Dims; dtype: DType }>({
    name: 'Empty',
    stateful: true,
    infer: (_inputs, { dims, dtype }) => [{ dtype, dims }],
    attrs: (_inputs, { dtype }) => ({ dtype: typeAttr(dtype), init: boolAttr(true) })
  }),
  // Other rows written into a table: inputs table, indices [count], rows [count, ...]. The result is the table itself, so
  // that nothing may read the table after.
  defineOp({
    name: 'InplaceUpdate',
    stateful: true,
    infer: ([table]) => [table!],
    attrs: ([table]) => ({ T: typeAttr(table!.dtype) })
  })
] as Op[]
