// Ops that move, join and measure.
import { broadcastAt, constantOf, interchangeable, madeBy, placeIndex, valueAt } from '../constants'
import { inverseOf, sizeOf, type Dims } from '../ir'
import { defineOp, intAttr, sameType, typeAttr, type Op } from '../op'

const isKnown = (dims: Dims): dims is readonly number[] => !dims.includes(null)

export default [
  defineOp<{ dims: Dims }>({
    name: 'Reshape',
    infer: ([x], { dims }) => [{ dtype: x!.dtype, dims }],
    attrs: (inputs) => ({ ...sameType(inputs), Tshape: typeAttr('int32') }),
    gradient: ({ g, grad, inputs }) => [g.reshapeLike(grad, inputs[0]!), null],
    fold:
      ({ values: [x], output }) =>
      (place) =>
        x!.values[placeIndex(place, output.dims)]!,
    simplify: ({ inputs: [x, size], params, outputs }) => {
      const source = madeBy(x!, 'Reshape') ?? x!
      if (interchangeable(source, outputs[0]!)) return [source]
      return source === x ? null : [{ op: 'Reshape', inputs: [source, size!], params }]
    }
  }),
  defineOp<{ dims: Dims }>({
    name: 'BroadcastTo',
    infer: ([x], { dims }) => [{ dtype: x!.dtype, dims }],
    attrs: (inputs) => ({ ...sameType(inputs), Tidx: typeAttr('int32') }),
    fold:
      ({ values: [x] }) =>
      (place) =>
        broadcastAt(x!, place),
    // A size that is not known may be 1 in one and more in the other.
    simplify: ({ inputs: [x], params: { dims } }) =>
      !dims.includes(null) && x!.dims.join() === dims.join() ? [x!] : null
  }),
  defineOp({
    name: 'Shape',
    infer: ([x]) => [{ dtype: 'int32', dims: [x!.dims.length] }],
    attrs: (inputs) => ({ ...sameType(inputs), out_type: typeAttr('int32') }),
    simplify: ({ inputs: [x] }) => {
      const { dims } = x!
      return isKnown(dims) ? [constantOf('int32', [dims.length], dims)] : null
    }
  }),
  defineOp({
    name: 'Size',
    infer: () => [{ dtype: 'int32', dims: [] }],
    attrs: (inputs) => ({ ...sameType(inputs), out_type: typeAttr('int32') }),
    simplify: ({ inputs: [x] }) => (isKnown(x!.dims) ? [constantOf('int32', [], [sizeOf(x!.dims)])] : null)
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
    },
    fold: ({ values, params: { axis } }) => {
      const parts = values.slice(0, -1)
      return (place) => {
        let i = place[axis]!
        const part = parts.find(({ dims }) => {
          if (i < dims[axis]!) return true
          i -= dims[axis]!
          return false
        })
        return valueAt(part!, place.with(axis, i))
      }
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
    },
    fold:
      ({ values: [x, begins] }) =>
      (place) =>
        valueAt(
          x!,
          place.map((i, axis) => i + begins!.values[axis]!)
        ),
    simplify: ({ inputs: [x], params: { margins } }) =>
      margins?.every(([before, after]) => before === 0 && after === 0) ? [x!] : null
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
    },
    fold:
      ({ values: [x], params: { margins } }) =>
      (place) => {
        const own = place.map((i, axis) => i - margins[axis]![0])
        return own.every((i, axis) => i >= 0 && i < x!.dims[axis]!) ? valueAt(x!, own) : 0
      },
    simplify: ({ inputs: [x], params: { margins } }) => (margins.flat().every((size) => size === 0) ? [x!] : null)
  }),
  defineOp<{ axis: number }>({
    name: 'Pack',
    infer: (inputs, { axis }) => [{ dtype: inputs[0]!.dtype, dims: inputs[0]!.dims.toSpliced(axis, 0, inputs.length) }],
    attrs: (inputs, { axis }) => ({ ...sameType(inputs), N: intAttr(inputs.length), axis: intAttr(axis) }),
    gradient: ({ g, grad, params: { axis } }) => [...g.unstack(grad, axis)],
    fold:
      ({ values, params: { axis } }) =>
      (place) =>
        valueAt(values[place[axis]!]!, place.toSpliced(axis, 1))
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
    ],
    fold:
      ({ values: [x], params: { axis }, index }) =>
      (place) =>
        valueAt(x!, place.toSpliced(axis, 0, index))
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
    ],
    fold:
      ({ values: [, x], params: { axis }, output, index }) =>
      (place) =>
        valueAt(x!, place.with(axis, index * output.dims[axis]! + place[axis]!))
  }),
  // `permutation` is also the second input.
  defineOp<{ permutation: readonly number[] }>({
    name: 'Transpose',
    infer: ([x], { permutation }) => [{ dtype: x!.dtype, dims: permutation.map((axis) => x!.dims[axis]!) }],
    attrs: (inputs) => ({ ...sameType(inputs), Tperm: typeAttr('int32') }),
    gradient: ({ g, grad, params: { permutation } }) => [g.transpose(grad, inverseOf(permutation)), null],
    fold: ({ values: [x], params: { permutation } }) => {
      const back = inverseOf(permutation)
      return (place) =>
        valueAt(
          x!,
          back.map((axis) => place[axis]!)
        )
    },
    simplify: ({ inputs: [x], params: { permutation } }) => {
      const source = madeBy(x!, 'Transpose')
      const before = source && (x!.node.params.permutation as readonly number[])
      const both = before ? permutation.map((axis) => before[axis]!) : permutation
      if (both.every((axis, i) => axis === i)) return [source ?? x!]
      if (!source) return null
      return [
        { op: 'Transpose', inputs: [source, constantOf('int32', [both.length], both)], params: { permutation: both } }
      ]
    }
  }),
  defineOp<{ axes: readonly number[] }>({
    name: 'ReverseV2',
    infer: ([x]) => [x!],
    attrs: (inputs) => ({ ...sameType(inputs), Tidx: typeAttr('int32') }),
    gradient: ({ g, grad, params: { axes } }) => [g.reverse(grad, axes), null],
    fold:
      ({ values: [x], params: { axes } }) =>
      (place) =>
        valueAt(
          x!,
          place.map((i, axis) => (axes.includes(axis) ? x!.dims[axis]! - 1 - i : i))
        )
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
    },
    fold:
      ({ values: [table, indices] }) =>
      (place) => {
        const row = valueAt(indices!, place.slice(0, indices!.dims.length))
        const inside = row >= 0 && row < table!.dims[0]!
        return inside ? valueAt(table!, [row, ...place.slice(indices!.dims.length)]) : null
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
    attrs: ([, value]) => ({ T: typeAttr(value!.dtype), index_type: typeAttr('int32') }),
    fold:
      ({ values: [, value] }) =>
      () =>
        value!.values[0]!
  })
] as Op[]
