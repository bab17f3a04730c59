// Ops on matrices, the last two axes of their operands.
import { boolAttr, defineOp, sameType, typeAttr, type Op } from '../op'

export default [
  // Orthonormal columns and an upper triangle whose product is the matrix.
  defineOp({
    name: 'Qr',
    infer: ([x]) => {
      const [rows, columns] = x!.dims.slice(-2) as number[]
      const batch = x!.dims.slice(0, -2)
      const rank = Math.min(rows!, columns!)
      return [
        { dtype: x!.dtype, dims: [...batch, rows!, rank] },
        { dtype: x!.dtype, dims: [...batch, rank, columns!] }
      ]
    },
    attrs: (inputs) => ({ ...sameType(inputs), full_matrices: boolAttr(false) })
  }),
  defineOp({
    name: 'MatrixDiagPart',
    infer: ([x]) => {
      const [rows, columns] = x!.dims.slice(-2) as number[]
      return [{ dtype: x!.dtype, dims: [...x!.dims.slice(0, -2), Math.min(rows!, columns!)] }]
    },
    attrs: sameType
  }),
  // The first operand with another diagonal.
  defineOp({ name: 'MatrixSetDiag', infer: ([x]) => [x!], attrs: sameType }),
  // What is left within so many diagonals below and above the main one.
  defineOp({
    name: 'MatrixBandPart',
    infer: ([x]) => [x!],
    attrs: (inputs) => ({ ...sameType(inputs), Tindex: typeAttr('int32') }),
    gradient: ({ g, grad, inputs: [, below, above] }) => [g.op('MatrixBandPart', [grad, below!, above!]), null, null]
  })
] as Op[]
