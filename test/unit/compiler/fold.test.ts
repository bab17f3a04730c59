// Folding: what is left of a graph, rule by rule. That the numbers stay is fold-bits.test.ts.
import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../../../src/compiler/builder'
import { foldConstants } from '../../../src/compiler/fold'
import type { ConstantValue, Graph, Node, Tensor } from '../../../src/compiler/ir'
import { FOLDED_VALUES } from '../../../src/compiler/op'
import { opTable } from '../../../src/compiler/ops'
import { removeDead } from '../../../src/compiler/simplify'
import { verify } from '../../../src/compiler/verify'

type Made = (g: GraphBuilder, x: Tensor) => Tensor

function pass(graph: Graph): Graph {
  const after = removeDead(foldConstants(graph, opTable))
  verify(after, opTable)
  return after
}

/** What a Bitcast of the tensor is made from after the pass; x is float32 [?, 2, 3]. */
function folded(make: Made): Node {
  const g = new GraphBuilder(opTable)
  const x = g.placeholder('x', 'float32', [null, 2, 3])
  const made = make(g, x)
  g.signature('call', { x }, { y: g.op('Bitcast', [made], { to: made.dtype }) })
  return pass(g.finish()).signatures[0]!.outputs.y!.node.inputs[0]!.node
}
const constant = (make: Made): { dims: readonly number[]; values: number[] } => {
  const { op, params } = folded(make)
  expect(op).toBe('Const')
  const { dims, values } = params.value as ConstantValue
  return { dims, values: [...values] }
}
const TABLE = [1, 2, 3, 4, 5, 6]
const table = (g: GraphBuilder): Tensor => g.constant('int32', [2, 3], TABLE)

describe('constants of constants', () => {
  const cases: Record<string, [Made, number[] | number]> = {
    Reshape: [(g) => g.reshape(table(g), [3, 2]), TABLE],
    Transpose: [(g) => g.transpose(table(g), [1, 0]), [1, 4, 2, 5, 3, 6]],
    'Transpose of three axes': [(g) => g.transpose(g.reshape(table(g), [1, 2, 3]), [2, 0, 1]), [1, 4, 2, 5, 3, 6]],
    ConcatV2: [(g) => g.concat([table(g), g.constant('int32', [2, 1], [7, 8])], 1), [1, 2, 3, 7, 4, 5, 6, 8]],
    Pack: [(g) => g.stack([g.ints([1, 2]), g.ints([3, 4])], 1), [1, 3, 2, 4]],
    Unpack: [(g) => g.unstack(table(g), 1)[2]!, [3, 6]],
    Split: [(g) => g.split(table(g), 1, 3)[1]!, [2, 5]],
    Slice: [(g) => g.slice(table(g), 1, 1, 2), [2, 3, 5, 6]],
    Pad: [(g) => g.pad(g.ints([1, 2]), [[1, 2]]), [0, 1, 2, 0, 0]],
    ReverseV2: [(g) => g.reverse(table(g), [1]), [3, 2, 1, 6, 5, 4]],
    GatherV2: [(g) => g.gather(table(g), g.ints([1, 1])), [4, 5, 6, 4, 5, 6]],
    BroadcastTo: [(g) => g.op('BroadcastTo', [g.ints([1, 2]), g.ints([2, 2])], { dims: [2, 2] }), [1, 2, 1, 2]],
    Fill: [(g) => g.filled([3], 0.5), [0.5, 0.5, 0.5]],
    'AddV2, which wraps around': [(g) => g.plus(g.int(2 ** 31 - 1), g.int(1)), -(2 ** 31)],
    'Mul, which wraps around': [(g) => g.times(g.int(0x7654321), g.int(0x1234567)), Math.imul(0x7654321, 0x1234567)],
    'AddV2 in float32': [
      (g) => g.plus(g.float(0.1), g.floats([2], [0.2, 1])),
      [0.1, 0.1].map((a, i) => Math.fround(Math.fround(a) + Math.fround([0.2, 1][i]!)))
    ],
    RealDiv: [(g) => g.over(g.float(1), g.floats([2], [3, 0])), [Math.fround(1 / 3), Infinity]],
    Neg: [(g) => g.op('Neg', [g.floats([2], [0, -1])]), [-0, 1]],
    'Cast to int32': [(g) => g.cast(g.floats([3], [-1.9, 1.9, 0]), 'int32'), [-1, 1, 0]],
    'Cast to float32': [(g) => g.cast(g.int(2 ** 24 + 1), 'float32'), 2 ** 24],
    'Cast to bool': [(g) => g.cast(g.floats([2], [0.5, -0]), 'bool'), [1, 0]],
    Less: [(g) => g.op('Less', [table(g), g.int(3)]), [1, 1, 0, 0, 0, 0]],
    SelectV2: [(g) => g.select(g.op('Less', [table(g), g.int(3)]), g.int(0), table(g)), [0, 0, 3, 4, 5, 6]],
    LogicalNot: [(g) => g.op('LogicalNot', [g.constant('bool', [2], [1, 0])]), [0, 1]],
    Shape: [(g) => g.shapeOf(table(g)), [2, 3]],
    Size: [(g) => g.asFloat(g.op('Size', [table(g)])), 6],
    'a chain': [(g) => g.over(g.asFloat(g.op('Size', [table(g)])), g.float(2)), 3]
  }
  it.each(Object.entries(cases))('%s', (_name, [make, expected]) => {
    const { dims, values } = constant(make)
    expect(values).toEqual([expected].flat())
    expect(dims.length === 0).toBe(typeof expected === 'number')
  })
})

describe('operands in the place of what equals them', () => {
  const itself: Record<string, Made> = {
    'x * 1': (g, x) => g.times(x, g.float(1)),
    '1 * x, of a smaller shape': (g, x) => g.times(g.floats([1, 3], [1, 1, 1]), x),
    'x / 1': (g, x) => g.over(x, g.float(1)),
    'x - 0': (g, x) => g.minus(x, g.float(0)),
    'x + -0': (g, x) => g.plus(x, g.float(-0)),
    'Neg of Neg': (g, x) => g.op('Neg', [g.op('Neg', [x])]),
    Identity: (g, x) => g.identity(x),
    IdentityN: (g, x) => g.add('IdentityN', [x, g.square(x)], { gradient: () => [null] }).outputs[0]!,
    'Reshape to its shape': (g, x) => g.reshape(x, [null, 2, 3]),
    'Reshape and back': (g, x) => g.reshape(g.reshape(x, [null, 6]), [null, 2, 3]),
    'Transpose to its order': (g, x) => g.transpose(x, [0, 1, 2]),
    'Transpose and back': (g, x) => g.transpose(g.transpose(x, [1, 2, 0]), [2, 0, 1]),
    'Cast to its type': (g, x) => g.op('Cast', [x], { to: 'float32' }),
    'Slice of all': (g, x) => g.slice(x, 1, 0, 2),
    'Pad by nothing': (g, x) =>
      g.pad(x, [
        [0, 0],
        [0, 0],
        [0, 0]
      ]),
    'SelectV2 that is decided': (g, x) => g.select(g.constant('bool', [], [0]), g.square(x), x)
  }
  it.each(Object.entries(itself))('%s', (_name, make) => {
    expect(folded(make).name).toBe('x')
  })

  it('integers lose nothing to 0 or 1', () => {
    const counted = (make: (g: GraphBuilder, count: Tensor) => Tensor): Node =>
      folded((g, x) => make(g, g.op('Size', [x])))
    expect(counted((g, count) => g.plus(count, g.int(0))).op).toBe('Size')
    expect(counted((g, count) => g.plus(g.int(0), count)).op).toBe('Size')
    expect(counted((g, count) => g.minus(count, g.int(0))).op).toBe('Size')
    expect(counted((g, count) => g.times(g.int(1), count)).op).toBe('Size')
  })

  it('one Reshape or Transpose for two', () => {
    const flat = folded((g, x) => g.reshape(g.reshape(x, [null, 3, 2]), [null, 6]))
    expect([flat.op, flat.inputs[0]!.node.name]).toEqual(['Reshape', 'x'])
    const turned = folded((g, x) => g.transpose(g.transpose(x, [1, 2, 0]), [1, 2, 0]))
    expect([turned.op, turned.inputs[0]!.node.name]).toEqual(['Transpose', 'x'])
    expect(turned.params.permutation).toEqual([2, 0, 1])
    expect([...(turned.inputs[1]!.node.params.value as ConstantValue).values]).toEqual([2, 0, 1])
  })
})

describe('what stays', () => {
  const kept: Record<string, Made> = {
    'x + 0, which makes 0 of -0': (g, x) => g.plus(x, g.float(0)),
    'x - -0, which makes 0 of -0': (g, x) => g.minus(x, g.float(-0)),
    'x * 0, which keeps signs and what is no number': (g, x) => g.times(x, g.float(0)),
    '1 / x': (g, x) => g.over(g.float(1), x),
    'x * 1 that repeats x': (g, x) => g.times(g.mean(x, [1], true), g.floats([2, 1], [1, 1])),
    DeepCopy: (g, x) => g.op('DeepCopy', [x]),
    'Shape of a batch': (g, x) => g.shapeOf(x),
    'a Cast that rounds': (g, x) => g.cast(g.cast(x, 'bfloat16'), 'float32'),
    'what is no number': (g) => g.over(g.float(0), g.float(0)),
    'subnormal numbers': (g) => g.times(g.float(2 ** -126), g.float(0.5)),
    'what does not fit in its type': (g) => g.cast(g.float(2 ** 31), 'int32'),
    'a row that is not there': (g) => g.gather(table(g), g.ints([2])),
    'functions that TensorFlow rounds in its own way': (g) => g.op('Exp', [g.float(1)]),
    'large constants': (g) => g.filled([FOLDED_VALUES + 1], 1),
    'random numbers': (g) =>
      g.op('StatelessRandomUniform', [g.ints([1]), g.ints([1, 2])], { dims: [1], dtype: 'float32' })
  }
  it.each(Object.entries(kept))('%s', (_name, make) => {
    const found = folded(make)
    expect(found.op).not.toBe('Const')
    expect(found.name).not.toBe('x')
  })

  it('what others wait for, what waits, and what a signature gives', () => {
    const g = new GraphBuilder(opTable)
    const awaited = g.plus(g.int(1), g.int(2))
    const waiting = g.after([awaited.node], () => g.plus(g.int(3), g.int(4)))
    const given = g.plus(waiting, g.int(5))
    g.signature('call', {}, { y: given })
    expect(pass(g.finish()).nodes.filter(({ op }) => op === 'AddV2')).toHaveLength(3)
  })
})

describe('in loops', () => {
  it('constants move out, operands take places, and what ends an iteration stays', () => {
    const g = new GraphBuilder(opTable)
    const x = g.placeholder('x', 'float32', [2])
    const loop = g.loop(g.int(3), [x, g.float(0)], (index, [value]) => {
      const two = g.asFloat(g.op('Size', [value!]))
      const grown = g.times(g.times(value!, two), g.float(1))
      return { results: [g.plus(grown, g.asFloat(index)), g.over(g.float(1), two)] }
    })
    g.signature('call', { x }, { y: g.op('Neg', [loop.outputs[0]!]), z: g.op('Neg', [loop.outputs[1]!]) })
    const after = pass(g.finish())
    const inside = after.nodes.find(({ op }) => op === 'Loop')!.body!.nodes.map(({ op }) => op)
    expect(inside).toEqual(['LoopInput', 'LoopInput', 'LoopInput', 'Mul', 'Cast', 'AddV2', 'RealDiv'])
  })
})
