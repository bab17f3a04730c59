// Ops that work value by value, on one operand or on two that are broadcast against each other.
import type { GraphBuilder } from '../builder'
import { arithmetic, broadcastAt, comparison, converted, interchangeable, neutral } from '../constants'
import { dimsText, type Dims, type DType, type Tensor } from '../ir'
import { boolAttr, defineOp, intAttr, sameType, typeAttr, type GradientContext, type Op } from '../op'

/** Size of one value. */
const BYTES: Partial<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, int64: 8, uint8: 1, bool: 1 }

/** The shape of both operands after broadcasting, as numpy does it; an unknown size meets only another or a 1. */
export function broadcast(a: Dims, b: Dims): Dims {
  const rank = Math.max(a.length, b.length)
  const padded = (dims: Dims): Dims => [...Array<number>(rank - dims.length).fill(1), ...dims]
  const [left, right] = [padded(a), padded(b)]
  return left.map((size, i) => {
    const other = right[i]!
    if (size === other || other === 1) return size
    if (size === 1) return other
    throw new Error(`${dimsText(a)} and ${dimsText(b)} cannot be broadcast`)
  })
}

/** Sums a gradient over the axes along which its operand was repeated, back to the operand's shape. */
function unbroadcast(g: GraphBuilder, grad: Tensor, operand: Tensor): Tensor {
  const added = grad.dims.length - operand.dims.length
  const repeated = grad.dims.flatMap((size, axis) => {
    const own = axis < added ? undefined : operand.dims[axis - added]
    return axis < added || (own === 1 && size !== 1) ? [axis] : []
  })
  if (repeated.length === 0) return grad
  const summed = g.sum(grad, repeated)
  return summed.dims.length === operand.dims.length ? summed : g.reshapeLike(summed, operand)
}

type PartialDerivative = (context: GradientContext) => Tensor
/** What is known of an op before it runs. */
type Known = Pick<Op, 'fold' | 'simplify'>
const unary = (name: string, partial?: PartialDerivative, known: Known = {}): Op =>
  defineOp({
    name,
    ...known,
    infer: ([x]) => [x!],
    attrs: sameType,
    ...(partial && { gradient: (context) => [partial(context)] })
  })

/** `partials` give the gradient of each operand before it is summed back to the operand's shape. */
const binary = (
  name: string,
  partials?: readonly [PartialDerivative, PartialDerivative],
  known: Known = {},
  result?: DType
): Op =>
  defineOp({
    name,
    ...known,
    infer: ([a, b]) => [{ dtype: result ?? a!.dtype, dims: broadcast(a!.dims, b!.dims) }],
    attrs: (inputs) => ({ ...sameType(inputs), ...(name === 'Equal' && { incompatible_shape_error: boolAttr(true) }) }),
    ...(partials && {
      gradient: (context) => partials.map((partial, i) => unbroadcast(context.g, partial(context), context.inputs[i]!))
    })
  })

/** An activation whose gradient TensorFlow has as an op over (gradient, output or input). */
const activation = (
  name: string,
  gradOp: string,
  of: 'outputs' | 'inputs',
  order: 'grad first' | 'grad last' = 'grad first'
): Op[] => [
  unary(name, (context) => {
    const value = context[of][0]!
    return context.g.op(gradOp, order === 'grad first' ? [context.grad, value] : [value, context.grad])
  }),
  defineOp({ name: gradOp, infer: ([x]) => [x!], attrs: sameType })
]

export default [
  // -0 + 0 is 0: of floats, only -0 adds nothing.
  binary('AddV2', [({ grad }) => grad, ({ grad }) => grad], {
    fold: arithmetic((a, b) => a + b),
    simplify: neutral([1, 0], -0, 0)
  }),
  binary('Sub', [({ grad }) => grad, ({ g, grad }) => g.op('Neg', [grad])], {
    fold: arithmetic((a, b) => a - b),
    simplify: neutral([1], 0)
  }),
  binary(
    'Mul',
    [({ g, grad, inputs }) => g.times(grad, inputs[1]!), ({ g, grad, inputs }) => g.times(grad, inputs[0]!)],
    { fold: arithmetic((a, b) => a * b, Math.imul), simplify: neutral([1, 0], 1) }
  ),
  binary(
    'RealDiv',
    [
      ({ g, grad, inputs }) => g.over(grad, inputs[1]!),
      ({ g, grad, inputs, outputs }) => g.op('Neg', [g.over(g.times(grad, outputs[0]!), inputs[1]!)])
    ],
    { fold: arithmetic((a, b) => a / b), simplify: neutral([1], 1) }
  ),
  // Ties share nothing: the first operand takes them, as TensorFlow does.
  binary('Maximum', [
    ({ g, grad, inputs }) => g.times(grad, g.cast(g.op('GreaterEqual', [inputs[0]!, inputs[1]!]), grad.dtype)),
    ({ g, grad, inputs }) => g.times(grad, g.cast(g.op('Less', [inputs[0]!, inputs[1]!]), grad.dtype))
  ]),
  binary('Minimum', [
    ({ g, grad, inputs }) => g.times(grad, g.cast(g.op('LessEqual', [inputs[0]!, inputs[1]!]), grad.dtype)),
    ({ g, grad, inputs }) => g.times(grad, g.cast(g.op('Greater', [inputs[0]!, inputs[1]!]), grad.dtype))
  ]),
  binary('Pow', [
    ({ g, grad, inputs: [a, b] }) => g.times(g.times(grad, b!), g.op('Pow', [a!, g.minus(b!, g.float(1))])),
    ({ g, grad, inputs: [a], outputs: [y] }) => {
      // No logarithm of what is not positive, as in TensorFlow.
      const positive = g.op('Greater', [a!, g.float(0)])
      const safe = g.select(positive, a!, g.op('OnesLike', [a!]))
      return g.times(g.times(grad, y!), g.op('Log', [safe]))
    }
  ]),
  binary('Equal', undefined, { fold: comparison((a, b) => a === b) }, 'bool'),
  binary('Less', undefined, { fold: comparison((a, b) => a < b) }, 'bool'),
  binary('LessEqual', undefined, { fold: comparison((a, b) => a <= b) }, 'bool'),
  binary('Greater', undefined, { fold: comparison((a, b) => a > b) }, 'bool'),
  binary('GreaterEqual', undefined, { fold: comparison((a, b) => a >= b) }, 'bool'),
  unary('Identity', ({ grad }) => grad, { simplify: ({ inputs }) => inputs }),
  unary('DeepCopy'),
  unary('Neg', ({ g, grad }) => g.op('Neg', [grad]), {
    fold: arithmetic((a) => -a),
    simplify: ({ inputs: [x] }) => (x!.node.op === 'Neg' ? x!.node.inputs : null)
  }),
  unary('Sign'),
  unary('Floor'),
  unary('Ceil'),
  unary('ZerosLike'),
  unary('OnesLike'),
  unary('Abs', ({ g, grad, inputs }) => g.times(grad, g.op('Sign', [inputs[0]!]))),
  unary('Exp', ({ g, grad, outputs }) => g.times(grad, outputs[0]!)),
  unary('Log', ({ g, grad, inputs }) => g.over(grad, inputs[0]!)),
  unary('Square', ({ g, grad, inputs }) => g.times(grad, g.times(g.float(2), inputs[0]!))),
  unary('Sqrt', ({ g, grad, outputs }) => g.over(g.times(g.float(0.5), grad), outputs[0]!)),
  // d x^(-1/2) = -1/2 y^3 dx
  unary('Rsqrt', ({ g, grad, outputs: [y] }) => g.times(g.times(g.float(-0.5), grad), g.times(y!, g.square(y!)))),
  ...activation('Relu', 'ReluGrad', 'outputs'),
  ...activation('Relu6', 'Relu6Grad', 'outputs'),
  ...activation('Elu', 'EluGrad', 'outputs'),
  ...activation('Selu', 'SeluGrad', 'outputs'),
  ...activation('Softplus', 'SoftplusGrad', 'inputs'),
  ...activation('Softsign', 'SoftsignGrad', 'inputs'),
  ...activation('Sigmoid', 'SigmoidGrad', 'outputs', 'grad last'),
  ...activation('Tanh', 'TanhGrad', 'outputs', 'grad last'),
  defineOp<{ to: DType }>({
    name: 'Cast',
    infer: ([x], { to }) => [{ dtype: to, dims: x!.dims }],
    attrs: ([x], { to }) => ({ SrcT: typeAttr(x!.dtype), DstT: typeAttr(to), Truncate: boolAttr(false) }),
    gradient: ({ g, grad, inputs: [x] }) => [/float/.test(x!.dtype) ? g.cast(grad, x!.dtype) : null],
    fold: converted,
    simplify: ({ inputs: [x], params: { to } }) => (x!.dtype === to ? [x!] : null)
  }),
  // The second where the first holds, else the third; broadcast.
  defineOp({
    name: 'SelectV2',
    infer: ([condition, a, b]) => [{ dtype: a!.dtype, dims: broadcast(condition!.dims, broadcast(a!.dims, b!.dims)) }],
    attrs: ([, a]) => ({ T: typeAttr(a!.dtype) }),
    gradient: ({ g, grad, inputs: [condition, a, b] }) => {
      const zero = g.op('ZerosLike', [grad])
      const parts = [g.op('SelectV2', [condition!, grad, zero]), g.op('SelectV2', [condition!, zero, grad])]
      return [null, unbroadcast(g, parts[0]!, a!), unbroadcast(g, parts[1]!, b!)]
    },
    fold:
      ({ values: [condition, a, b] }) =>
      (place) =>
        broadcastAt(broadcastAt(condition!, place) ? a! : b!, place),
    simplify: ({ inputs: [, a, b], values: [condition], outputs }) => {
      const [first, ...others] = condition?.values ?? []
      if (first === undefined || others.some((other) => other !== first)) return null
      const chosen = first ? a! : b!
      return interchangeable(chosen, outputs[0]!) ? [chosen] : null
    }
  }),
  ...Object.entries({
    LogicalAnd: comparison((a, b) => a !== 0 && b !== 0),
    LogicalOr: comparison((a, b) => a !== 0 || b !== 0)
  }).map(([name, fold]) =>
    defineOp({ name, infer: ([a, b]) => [{ dtype: 'bool', dims: broadcast(a!.dims, b!.dims) }], fold })
  ),
  defineOp({ name: 'LogicalNot', infer: ([x]) => [x!], fold: comparison((a) => a === 0) }),
  // The sum of operands of one shape.
  defineOp({
    name: 'AddN',
    infer: ([x]) => [x!],
    attrs: (inputs) => ({ ...sameType(inputs), N: intAttr(inputs.length) }),
    gradient: ({ grad, inputs }) => inputs.map(() => grad)
  }),
  // The same bytes as another type: how bytes and 64-bit numbers are fed and fetched, since tfjs-node knows neither.
  defineOp<{ to: DType }>({
    name: 'Bitcast',
    infer: ([x], { to }) => {
      const [from, into] = [BYTES[x!.dtype]!, BYTES[to]!]
      if (from === into) return [{ dtype: to, dims: x!.dims }]
      return [{ dtype: to, dims: from > into ? [...x!.dims, from / into] : x!.dims.slice(0, -1) }]
    },
    attrs: ([x], { to }) => ({ T: typeAttr(x!.dtype), type: typeAttr(to) })
  })
] as Op[]
