// Matrix products and what is added to them.
import type { Dims, Tensor } from '../ir'
import { boolAttr, defineOp, sameType, stringAttr, type Op } from '../op'

interface Products {
  transposeA: boolean
  transposeB: boolean
}

/** All axes but the last two, of either operand: one may be a 1 where the other is more. */
function batchDims(a: Tensor, b: Tensor): Dims {
  const [left, right] = [a.dims.slice(0, -2), b.dims.slice(0, -2)]
  if (left.length !== right.length) throw new Error('batched products of operands of different rank')
  return left.map((size, i) => (size === 1 ? right[i]! : size))
}

export default [
  defineOp<Products>({
    name: 'MatMul',
    infer: ([a, b], { transposeA, transposeB }) => [
      { dtype: a!.dtype, dims: [a!.dims[transposeA ? 1 : 0]!, b!.dims[transposeB ? 0 : 1]!] }
    ],
    attrs: (inputs, { transposeA, transposeB }) => ({
      ...sameType(inputs),
      transpose_a: boolAttr(transposeA),
      transpose_b: boolAttr(transposeB)
    }),
    // C = A B: dA = dC Bᵀ, dB = Aᵀ dC; lowering makes no others.
    gradient: ({ g, grad, inputs: [a, b], params: { transposeA, transposeB } }) => {
      if (transposeA || transposeB) throw new Error('MatMul has a gradient only without transposition')
      return [g.matMul(grad, b!, false, true), g.matMul(a!, grad, true, false)]
    }
  }),
  defineOp({
    name: 'BiasAdd',
    infer: ([x]) => [x!],
    attrs: (inputs) => ({ ...sameType(inputs), data_format: stringAttr('NHWC') }),
    gradient: ({ g, grad }) => [grad, g.op('BiasAddGrad', [grad])]
  }),
  defineOp({
    name: 'BiasAddGrad',
    infer: ([grad]) => [{ dtype: grad!.dtype, dims: [grad!.dims.at(-1)!] }],
    attrs: (inputs) => ({ ...sameType(inputs), data_format: stringAttr('NHWC') })
  }),
  defineOp<{ adjointA: boolean; adjointB: boolean }>({
    name: 'BatchMatMulV2',
    infer: ([a, b], { adjointA, adjointB }) => [
      {
        dtype: a!.dtype,
        dims: [...batchDims(a!, b!), a!.dims.at(adjointA ? -1 : -2)!, b!.dims.at(adjointB ? -2 : -1)!]
      }
    ],
    attrs: (inputs, { adjointA, adjointB }) => ({
      ...sameType(inputs),
      adj_x: boolAttr(adjointA),
      adj_y: boolAttr(adjointB)
    }),
    // With A' = Aᵀ where adjointA, and B' likewise: C = A' B', dA' = dC B'ᵀ, dB' = A'ᵀ dC.
    gradient: ({ g, grad, inputs: [a, b], params: { adjointA, adjointB } }) => {
      if (a!.dims.slice(0, -2).join() !== b!.dims.slice(0, -2).join())
        throw new Error('BatchMatMulV2 has a gradient only where neither operand is repeated')
      return [
        adjointA ? g.batchMatMul(b!, grad, adjointB, true) : g.batchMatMul(grad, b!, false, !adjointB),
        adjointB ? g.batchMatMul(grad, a!, true, adjointA) : g.batchMatMul(a!, grad, !adjointA, false)
      ]
    }
  })
] as Op[]
