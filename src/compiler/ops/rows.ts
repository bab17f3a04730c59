// Rows of tables that loops carry.
import { defineOp, typeAttr, type Op } from '../op'

export default [
  // A table with other rows: inputs table, indices [count, 1], rows [count, ...].
  defineOp({
    name: 'TensorScatterUpdate',
    infer: ([table]) => [table!],
    attrs: ([table, indices]) => ({ T: typeAttr(table!.dtype), Tindices: typeAttr(indices!.dtype) })
  })
] as Op[]
