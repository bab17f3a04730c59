// Are values finite?
import { boolAttr, defineOp, typeAttr, type Op } from '../op'

export default [
  defineOp({
    name: 'IsFinite',
    infer: ([x]) => [{ dtype: 'bool', dims: x!.dims }],
    attrs: ([x]) => ({ T: typeAttr(x!.dtype) })
  }),
  defineOp<{ axes: readonly number[]; keepDims: boolean }>({
    name: 'All',
    infer: ([x], { axes }) => [{ dtype: 'bool', dims: x!.dims.filter((_size, axis) => !axes.includes(axis)) }],
    attrs: (_inputs, { keepDims }) => ({ Tidx: typeAttr('int32'), keep_dims: boolAttr(keepDims) })
  })
] as Op[]
