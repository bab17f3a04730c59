// Every gradient row against central finite differences, on native TensorFlow. The walk over the table makes a new row
// with a gradient fail here until it has a case.
import { describe, expect, it } from 'vitest'
import { gradients } from '../../../src/compiler/autodiff'
import { GraphBuilder } from '../../../src/compiler/builder'
import type { Tensor } from '../../../src/compiler/ir'
import { opTable } from '../../../src/compiler/ops'
import { graphFunction, type Value } from '../../support/graphs'
import { whyMissing } from '../../support/missing'

/** Values that differ, are not round, and keep away from where functions have corners. */
const wave = (dims: number[], offset = 0, scale = 1): Value => {
  const values = Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => {
    const value = Math.sin(i * 1.7 + offset) * scale
    return Math.abs(value) < 0.05 ? value + 0.13 : value
  })
  return { dims, values }
}
const positive = (dims: number[], offset = 0): Value => {
  const { values } = wave(dims, offset)
  return { dims, values: Array.from(values, (value) => Math.abs(value) + 0.5) }
}
const ints = (values: number[]): Value => ({ dims: [values.length], values, dtype: 'int32' })

const margins = (values: number[]): Value => ({ dims: [2, 2], values, dtype: 'int32' })

interface Case {
  inputs: Value[]
  params?: Record<string, unknown>
}
const window = (padding: string, strides = [1, 1], size = [2, 2]) => ({ size, strides, dilations: [1, 1], padding })
const unary = (value = wave([3, 4])): Case[] => [{ inputs: [value] }]
const pair = (b = wave([3, 4], 2)): Case => ({ inputs: [wave([3, 4]), b] })
const broadcasting: Case[] = [
  pair(),
  pair(wave([4], 2)),
  pair(wave([3, 1], 2)),
  pair(wave([], 2)),
  { inputs: [wave([4]), wave([3, 4], 1)] }
]

const CASES: Record<string, Case[]> = {
  AddV2: broadcasting,
  Sub: broadcasting,
  Mul: broadcasting,
  RealDiv: [pair(positive([3, 4])), pair(positive([4])), { inputs: [wave([4]), positive([3, 4])] }],
  Maximum: [pair(), pair(wave([], 1.1))],
  Minimum: [pair(), pair(wave([], 1.1))],
  Identity: unary(),
  Neg: unary(),
  Abs: unary(),
  Exp: unary(),
  Log: unary(positive([3, 4])),
  Square: unary(),
  Sqrt: unary(positive([3, 4])),
  Rsqrt: unary(positive([3, 4])),
  Relu: unary(),
  Relu6: unary(wave([3, 4], 0, 8)),
  Elu: unary(),
  Selu: unary(),
  Softplus: unary(),
  Softsign: unary(),
  Sigmoid: unary(),
  Tanh: unary(),
  Softmax: unary(),
  Sum: [
    { inputs: [wave([2, 3, 4]), ints([1])], params: { axes: [1], keepDims: false } },
    { inputs: [wave([2, 3]), ints([0, 1])], params: { axes: [0, 1], keepDims: false } },
    { inputs: [wave([2, 3]), ints([1])], params: { axes: [1], keepDims: true } }
  ],
  Mean: [
    { inputs: [wave([2, 3, 4]), ints([1, 2])], params: { axes: [1, 2], keepDims: false } },
    { inputs: [wave([2, 3]), ints([0])], params: { axes: [0], keepDims: true } }
  ],
  Max: [{ inputs: [wave([2, 3, 4]), ints([1])], params: { axes: [1], keepDims: false } }],
  Reshape: [{ inputs: [wave([2, 6]), ints([3, 4])], params: { dims: [3, 4] } }],
  ConcatV2: [
    { inputs: [wave([2, 3]), wave([2, 1], 3), { dims: [], values: [1], dtype: 'int32' }], params: { axis: 1 } }
  ],
  MatMul: [{ inputs: [wave([3, 4]), wave([4, 2], 2)], params: { transposeA: false, transposeB: false } }],
  BiasAdd: [{ inputs: [wave([3, 4]), wave([4], 2)] }, { inputs: [wave([2, 2, 3, 4]), wave([4], 2)] }],
  Conv2D: [
    { inputs: [wave([2, 5, 4, 2]), wave([2, 2, 2, 3], 2)], params: window('VALID') },
    { inputs: [wave([2, 5, 4, 2]), wave([2, 2, 2, 3], 2)], params: window('SAME', [2, 2]) }
  ],
  MaxPool: [
    { inputs: [wave([2, 5, 4, 2])], params: window('VALID', [2, 2]) },
    { inputs: [wave([1, 5, 4, 2])], params: window('SAME', [1, 1]) }
  ],
  AvgPool: [
    { inputs: [wave([2, 5, 4, 2])], params: window('VALID', [2, 2]) },
    { inputs: [wave([1, 5, 4, 2])], params: window('SAME', [2, 2], [3, 3]) }
  ],
  SpaceToBatchND: [
    { inputs: [wave([1, 3, 4, 2]), ints([2, 2]), margins([1, 0, 0, 2])], params: { dims: [4, 2, 3, 2] } }
  ],
  BatchToSpaceND: [
    { inputs: [wave([4, 2, 3, 2]), ints([2, 2]), margins([1, 0, 0, 2])], params: { dims: [1, 3, 4, 2] } }
  ],
  SparseSoftmaxCrossEntropyWithLogits: [{ inputs: [wave([3, 4]), ints([0, 3, 1])] }],
  SoftmaxCrossEntropyWithLogits: [{ inputs: [wave([2, 3]), { dims: [2, 3], values: [0, 1, 0, 1, 0, 0] }] }]
}
/** Inputs that are not differentiated, though float. */
const CONSTANT: Record<string, number[]> = { SoftmaxCrossEntropyWithLogits: [1] }

const STEP = 1e-2
const missing = whyMissing('native-runtime')

describe.skipIf(missing !== null)('gradients against finite differences', () => {
  it('every row with a gradient has a case', () => {
    const rows = [...opTable.values()].filter((op) => op.gradient).map((op) => op.name)
    expect(Object.keys(CASES).sort()).toEqual(rows.sort())
  })

  const cases = Object.entries(CASES).flatMap(([op, list]) => list.map((one, i) => [op, i, one] as const))
  it.each(cases)('%s, case %i', async (op, _i, { inputs, params = {} }) => {
    const named = Object.fromEntries(inputs.map((value, i) => [`x${i}`, value]))
    const differentiated = inputs.flatMap(({ dtype }, i) =>
      dtype === 'int32' || CONSTANT[op]?.includes(i) ? [] : [`x${i}`]
    )
    const call = await graphFunction(named, (g, fed) => {
      const result = g.op(op, Object.values(fed), params)
      // Weights that differ by place, so that no two errors cancel.
      const size = result.dims.reduce<number>((product, length) => product * length!, 1)
      const weights = g.constant(
        'float32',
        result.dims as number[],
        Array.from({ length: size }, (_, k) => Math.cos(k * 0.9) + 0.3)
      )
      const loss = g.sum(g.times(result, weights))
      const grads = gradients(
        g,
        opTable,
        loss,
        differentiated.map((name) => fed[name]!)
      )
      return { loss, ...Object.fromEntries(grads.map((grad, i) => [differentiated[i]!, grad])) }
    })
    const analytic = call({})
    for (const name of differentiated) {
      const values = Array.from(named[name]!.values)
      const numeric = values.map((value, i) => {
        const at = (moved: number): number => call({ [name]: values.with(i, moved) }).loss![0]!
        return (at(value + STEP) - at(value - STEP)) / (2 * STEP)
      })
      const largest = Math.max(1, ...numeric.map(Math.abs))
      numeric.forEach((expected, i) => expect(Math.abs(analytic[name]![i]! - expected) / largest).toBeLessThan(5e-3))
    }
  })
})

describe('gradients', () => {
  const graph = (): { g: GraphBuilder; x: Tensor } => {
    const g = new GraphBuilder(opTable)
    return { g, x: g.placeholder('x', 'float32', [2]) }
  }

  it('name the op that has none', () => {
    const { g, x } = graph()
    const loss = g.sum(g.op('Sign', [x]))
    expect(() => gradients(g, opTable, loss, [x])).toThrow('Sign (Sign) has no gradient')
  })

  it('name what the loss does not depend on', () => {
    const { g, x } = graph()
    expect(() => gradients(g, opTable, g.sum(g.square(x)), [g.placeholder('other', 'float32', [])])).toThrow(
      'does not depend on other'
    )
  })

  it.skipIf(missing !== null)('add up where a value is used twice', async () => {
    const call = await graphFunction({ x: { dims: [2], values: [3, -1] } }, (g, { x }) => {
      const loss = g.sum(g.times(g.times(x!, x!), x!))
      return { grad: gradients(g, opTable, loss, [x!])[0]! }
    })
    expect(call({}).grad).toEqual([27, 3])
  })
})
