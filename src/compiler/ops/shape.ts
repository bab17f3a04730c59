// Ops that move, join and measure.
import { inverseOf, type Dims } from '../ir'
import { defineOp, intAttr, sameType, typeAttr, type Op } from '../op'

export default [
  defineOp<{ dims: Dims }>({
    name: 'Reshape',
    infer: ([x], { dims }) => [{ dtype: x!.dtype, dims }],
    attrs: (inputs) => ({ ...sameType(inputs), Tshape: typeAttr('int32') }),
    gradient: ({ g, grad, inputs }) => [g.reshapeLike(grad, inputs[0]!), null]
  }),
  defineOp<{ dims: Dims }>({
    name: 'BroadcastTo',
    infer: ([x], { dims }) => [{ dtype: x!.dtype, dims }],
    attrs: (inputs) => ({ ...sameType(inputs), Tidx: typeAttr('int32') })
  }),
  defineOp({
    name: 'Shape',
    infer: ([x]) => [{ dtype: 'int32', dims: [x!.dims.length] }],
    attrs: (inputs) => ({ ...sameType(inputs), out_type: typeAttr('int32') })
  }),
  defineOp({
    name: 'Size',
    infer: () => [{ dtype: 'int32', dims: [] }],
    attrs: (inputs) => ({ ...sameType(inputs), out_type: typeAttr('int32') })
  }),
  defineOp<{ axis: number }>({
    name: 'ConcatV2',
    infer: (inputs, { axis }) => {
      const parts = inputs.slice(0, -1)
      const sizes = parts.map((part) => part.dims[axis]!)
      const length = sizes.reduce<number | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0)
      const dims = parts[0]!.dims.with(axis, length)
      return [{ dtype: parts[0]!.dtype, dims }]
    },
    attrs: (inputs) => ({ ...sameType(inputs), N: intAttr(inputs.length - 1), Tidx: typeAttr('int32') }),
    gradient: ({ g, grad, inputs, params: { axis } }) => {
      let begin = 0
      const parts = inputs.slice(0, -1).map((part) => {
        begin += part.dims[axis]!
        return g.slice(grad, axis, begin - part.dims[axis]!, part.dims[axis]!)
      })
      return [...parts, null]
    }
  }),
  // `margins`, [before, after] for each axis, say how to pad a gradient back; without them there is none.
  defineOp<{ dims: Dims; margins?: readonly (readonly [number, number])[] }>({
    name: 'Slice',
    infer: ([x], { dims }) => [{ dtype: x!.dtype, dims }],
    attrs: (inputs) => ({ ...sameType(inputs), Index: typeAttr('int32') }),
    gradient: ({ g, grad, params: { margins } }) => {
      if (!margins) throw new Error('Slice has a gradient only where its bounds are known')
      return [g.pad(grad, margins), null, null]
    }
  }),
  // [before, after] for each axis, also as the second input.
  defineOp<{ margins: readonly (readonly [number, number])[] }>({
    name: 'Pad',
    infer: ([x], { margins }) => [
      { dtype: x!.dtype, dims: x!.dims.map((size, i) => size && size + margins[i]![0] + margins[i]![1]) }
    ],
    attrs: (inputs) => ({ ...sameType(inputs), Tpaddings: typeAttr('int32') }),
    gradient: ({ g, grad, inputs: [x], params: { margins } }) => {
      const begins = g.ints(margins.map(([before]) => before))
      const back = margins.map(([before, after]) => [-before, -after] as const)
      const sizes = margins.map(([before, after], i) => (before === 0 && after === 0 ? -1 : x!.dims[i]!))
      return [g.op('Slice', [grad, begins, g.ints(sizes)], { dims: x!.dims, margins: back }), null]
    }
  }),
  defineOp<{ axis: number }>({
    name: 'Pack',
    infer: (inputs, { axis }) => [{ dtype: inputs[0]!.dtype, dims: inputs[0]!.dims.toSpliced(axis, 0, inputs.length) }],
    attrs: (inputs, { axis }) => ({ ...sameType(inputs), N: intAttr(inputs.length), axis: intAttr(axis) }),
    gradient: ({ g, grad, params: { axis } }) => [...g.unstack(grad, axis)]
  }),
  defineOp<{ axis: number }>({
    name: 'Unpack',
    infer: ([x], { axis }) =>
      Array.from({ length: x!.dims[axis]! }, () => ({ dtype: x!.dtype, dims: x!.dims.toSpliced(axis, 1) })),
    attrs: ([x], { axis }) => ({ T: typeAttr(x!.dtype), num: intAttr(x!.dims[axis]!), axis: intAttr(axis) }),
    gradient: ({ g, outputs, grads, params: { axis } }) => [
      g.stack(
        outputs.map((output, i) => grads[i] ?? g.op('ZerosLike', [output])),
        axis
      )
    ]
  }),
  defineOp<{ axis: number; count: number }>({
    name: 'Split',
    infer: ([, x], { axis, count }) => {
      const dims = x!.dims.map((size, i) => (i === axis && size !== null ? size / count : size))
      return Array.from({ length: count }, () => ({ dtype: x!.dtype, dims }))
    },
    attrs: ([, x], { count }) => ({ T: typeAttr(x!.dtype), num_split: intAttr(count) }),
    gradient: ({ g, outputs, grads, params: { axis } }) => [
      null,
      g.concat(
        outputs.map((output, i) => grads[i] ?? g.op('ZerosLike', [output])),
        axis
      )
    ]
  }),
  // `permutation` is also the second input.
  defineOp<{ permutation: readonly number[] }>({
    name: 'Transpose',
    infer: ([x], { permutation }) => [{ dtype: x!.dtype, dims: permutation.map((axis) => x!.dims[axis]!) }],
    attrs: (inputs) => ({ ...sameType(inputs), Tperm: typeAttr('int32') }),
    gradient: ({ g, grad, params: { permutation } }) => [g.transpose(grad, inverseOf(permutation)), null]
  }),
  defineOp<{ axes: readonly number[] }>({
    name: 'ReverseV2',
    infer: ([x]) => [x!],
    attrs: (inputs) => ({ ...sameType(inputs), Tidx: typeAttr('int32') }),
    gradient: ({ g, grad, params: { axes } }) => [g.reverse(grad, axes), null]
  }),
  // Rows of a table: inputs table, indices, axis 0. Its gradient gathers equal rows: inputs of the sum are dense.
  defineOp({
    name: 'GatherV2',
    infer: ([table, indices]) => [{ dtype: table!.dtype, dims: [...indices!.dims, ...table!.dims.slice(1)] }],
    attrs: ([table, indices]) => ({
      Tparams: typeAttr(table!.dtype),
      Tindices: typeAttr(indices!.dtype),
      Taxis: typeAttr('int32'),
      batch_dims: intAttr(0)
    }),
    gradient: ({ g, grad, inputs: [table, indices] }) => {
      const rows = table!.dims[0]!
      return [g.op('UnsortedSegmentSum', [grad, indices!, g.int(rows)], { rows }), null, null]
    }
  }),
  defineOp<{ rows: number }>({
    name: 'UnsortedSegmentSum',
    infer: ([data, indices], { rows }) => [
      { dtype: data!.dtype, dims: [rows, ...data!.dims.slice(indices!.dims.length)] }
    ],
    attrs: ([data, indices]) => ({
      T: typeAttr(data!.dtype),
      Tindices: typeAttr(indices!.dtype),
      Tnumsegments: typeAttr('int32')
    })
  }),
  defineOp<{ depth: number }>({
    name: 'OneHot',
    infer: ([indices, , on], { depth }) => [{ dtype: on!.dtype, dims: [...indices!.dims, depth] }],
    attrs: ([indices, , on]) => ({ T: typeAttr(on!.dtype), TI: typeAttr(indices!.dtype), axis: intAttr(-1) })
  }),
  defineOp<{ dims: readonly number[] }>({
    name: 'Fill',
    infer: ([, value], { dims }) => [{ dtype: value!.dtype, dims }],
    attrs: ([, value]) => ({ T: typeAttr(value!.dtype), index_type: typeAttr('int32') })
  })
] as Op[]
