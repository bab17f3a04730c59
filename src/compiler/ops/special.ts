// Functions that few layers need: of value by value, and those that sort and count along the last axis.
import { boolAttr, defineOp, floatAttr, sameType, typeAttr, type Op } from '../op'

export default [
  // d erf(x) = 2 / sqrt(pi) exp(-x²) dx
  defineOp({
    name: 'Erf',
    infer: ([x]) => [x!],
    attrs: sameType,
    gradient: ({ g, grad, inputs: [x] }) => {
      const bell = g.op('Exp', [g.op('Neg', [g.square(x!)])])
      return [g.times(grad, g.times(g.float(2 / Math.sqrt(Math.PI)), bell))]
    }
  }),
  // x above zero, alpha x below.
  defineOp<{ alpha: number }>({
    name: 'LeakyRelu',
    infer: ([x]) => [x!],
    attrs: (inputs, { alpha }) => ({ ...sameType(inputs), alpha: floatAttr(alpha) }),
    gradient: ({ g, grad, inputs: [x], params }) => [g.op('LeakyReluGrad', [grad, x!], params)]
  }),
  defineOp<{ alpha: number }>({
    name: 'LeakyReluGrad',
    infer: ([grad]) => [grad!],
    attrs: (inputs, { alpha }) => ({ ...sameType(inputs), alpha: floatAttr(alpha) })
  }),
  defineOp({
    name: 'LogSoftmax',
    infer: ([x]) => [x!],
    attrs: sameType,
    // dx = dy - softmax(x) sum(dy)
    gradient: ({ g, grad, outputs: [y] }) => {
      const total = g.sum(grad, [y!.dims.length - 1], true)
      return [g.minus(grad, g.times(g.op('Exp', [y!]), total))]
    }
  }),
  // The `count` largest values of the last axis, in falling order, and their places. Inputs: values, count.
  defineOp<{ count: number }>({
    name: 'TopKV2',
    infer: ([x], { count }) => {
      const dims = x!.dims.with(-1, count)
      return [
        { dtype: x!.dtype, dims },
        { dtype: 'int32', dims }
      ]
    },
    attrs: (inputs) => ({
      ...sameType(inputs),
      sorted: boolAttr(true),
      Tk: typeAttr('int32'),
      index_type: typeAttr('int32')
    })
  }),
  // Running sums. Inputs: values, axis.
  defineOp({
    name: 'Cumsum',
    infer: ([x]) => [x!],
    attrs: (inputs) => ({
      ...sameType(inputs),
      exclusive: boolAttr(false),
      reverse: boolAttr(false),
      Tidx: typeAttr('int32')
    })
  })
] as Op[]
