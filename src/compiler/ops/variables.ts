// Ops that hold, read and change state, and those that have no inputs.
import type { ConstantValue, Dims, DType, Variable } from '../ir'
import { boolAttr, defineOp, intAttr, stringAttr, typeAttr, type Op } from '../op'

const shapeAttr = (value: Dims) => ({ kind: 'shape', value }) as const

export default [
  defineOp<{ dtype: DType; dims: Dims }>({
    name: 'Placeholder',
    stateful: true,
    infer: (_inputs, { dtype, dims }) => [{ dtype, dims }],
    attrs: (_inputs, { dtype, dims }) => ({ dtype: typeAttr(dtype), shape: shapeAttr(dims) })
  }),
  defineOp<{ value: ConstantValue }>({
    name: 'Const',
    infer: (_inputs, { value }) => [{ dtype: value.dtype, dims: value.dims }],
    attrs: (_inputs, { value }) => ({ dtype: typeAttr(value.dtype), value: { kind: 'tensor', value } })
  }),
  defineOp<{ variable: Variable }>({
    name: 'VarHandleOp',
    stateful: true,
    infer: () => [{ dtype: 'resource', dims: [] }],
    attrs: (_inputs, { variable }) => ({
      dtype: typeAttr(variable.dtype),
      shape: shapeAttr(variable.dims),
      shared_name: stringAttr(variable.name),
      container: stringAttr('')
    })
  }),
  defineOp<{ variable: Variable }>({
    name: 'ReadVariableOp',
    stateful: true,
    infer: (_inputs, { variable }) => [variable],
    attrs: (_inputs, { variable }) => ({ dtype: typeAttr(variable.dtype) })
  }),
  defineOp<{ dtype: DType }>({
    name: 'AssignVariableOp',
    stateful: true,
    infer: () => [],
    attrs: (_inputs, { dtype }) => ({ dtype: typeAttr(dtype) })
  }),
  defineOp<{ variable: Variable }>({
    name: 'ResourceGather',
    stateful: true,
    infer: ([, indices], { variable }) => [
      { dtype: variable.dtype, dims: [...indices!.dims, ...variable.dims.slice(1)] }
    ],
    attrs: (_inputs, { variable }) => ({
      dtype: typeAttr(variable.dtype),
      Tindices: typeAttr('int32'),
      batch_dims: intAttr(0),
      validate_indices: boolAttr(true)
    })
  }),
  // Rows of a variable replaced: inputs handle, indices, rows.
  defineOp({
    name: 'ResourceScatterUpdate',
    stateful: true,
    infer: () => [],
    attrs: ([, indices, rows]) => ({ dtype: typeAttr(rows!.dtype), Tindices: typeAttr(indices!.dtype) })
  }),
  // What an iteration is given; written out by flatten.ts.
  defineOp<{ dtype: DType; dims: Dims }>({
    name: 'LoopInput',
    stateful: true,
    infer: (_inputs, { dtype, dims }) => [{ dtype, dims }]
  }),
  // Inputs: how often, then what the first iteration carries. Its body is in the node; flatten.ts writes it out.
  defineOp({ name: 'Loop', stateful: true, infer: ([, ...carried]) => carried }),
  defineOp({ name: 'NoOp', stateful: true, infer: () => [] })
] as Op[]
