// Random programs of small constants and fed values: folding changes none of their bits.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GraphBuilder } from '../../../src/compiler/builder'
import { foldConstants } from '../../../src/compiler/fold'
import { sizeOf, type ConstantValue, type Graph, type Node, type Tensor } from '../../../src/compiler/ir'
import { opTable } from '../../../src/compiler/ops'
import { rebuild, removeDead } from '../../../src/compiler/simplify'
import { graphFunction, type Value } from '../../support/graphs'
import { whyMissing } from '../../support/missing'

/** One step of a program: an op, the operands among what there is so far, and numbers for the rest. */
interface Instruction {
  op: string
  operands: number[]
  numbers: number[]
}
type Rule = (g: GraphBuilder, operands: readonly [Tensor, Tensor], numbers: readonly number[]) => Tensor | null

const isNumber = ({ dtype }: Tensor): boolean => dtype !== 'bool'
const isFloat = ({ dtype }: Tensor): boolean => dtype === 'float32'
const sizes = (x: Tensor): number[] => x.dims as number[]
/** The second operand in the type of the first, of its shape or a scalar; now and then a number that may change nothing. */
function paired(g: GraphBuilder, [a, b]: readonly [Tensor, Tensor], plain = 3): [Tensor, Tensor] {
  const number = [0, -0, 1][plain % 8]
  if (number !== undefined) return [a, g.cast(g.float(number), a.dtype)]
  const like = g.cast(b, a.dtype)
  if (a.dims.join() === b.dims.join() || b.dims.length === 0) return [a, like]
  return [a, g.op('Reshape', [g.slice(g.reshape(like, [sizeOf(sizes(like))]), 0, 0, 1), g.ints([])], { dims: [] })]
}
const binary =
  (op: string, fits: (x: Tensor) => boolean): Rule =>
  (g, [a, b], [turn, plain]) => {
    if (!fits(a)) return null
    const pair = paired(g, [a, b], plain)
    return g.op(op, turn! % 2 ? pair : pair.toReversed())
  }
const shuffled = (rank: number, numbers: readonly number[]): number[] => {
  const left = Array.from({ length: rank }, (_, i) => i)
  return left.map((_axis, i) => i).map((i) => left.splice(numbers[i]! % left.length, 1)[0]!)
}
/** Works along an axis, for operands that have one. */
const along =
  (rule: (g: GraphBuilder, x: Tensor, axis: number, size: number, number: number) => Tensor | null): Rule =>
  (g, [x], [first, second]) => {
    const axis = first! % Math.max(1, x.dims.length)
    return x.dims.length === 0 ? null : rule(g, x, axis, sizes(x)[axis]!, second!)
  }

const RULES: Record<string, Rule> = {
  ...Object.fromEntries(
    ['AddV2', 'Sub', 'Mul', 'Less', 'LessEqual', 'Greater', 'GreaterEqual'].map((op) => [op, binary(op, isNumber)])
  ),
  RealDiv: binary('RealDiv', isFloat),
  Equal: binary('Equal', () => true),
  LogicalAnd: binary('LogicalAnd', ({ dtype }) => dtype === 'bool'),
  LogicalOr: binary('LogicalOr', ({ dtype }) => dtype === 'bool'),
  LogicalNot: (g, [x]) => g.op('LogicalNot', [g.cast(x, 'bool')]),
  Neg: (g, [x]) => (isNumber(x) ? g.op('Neg', [x]) : null),
  Identity: (g, [x]) => g.identity(x),
  Cast: (g, [x], [to]) => g.op('Cast', [x], { to: (['float32', 'int32', 'bool'] as const)[to! % 3] }),
  SelectV2: (g, [a, b]) => {
    const [one, other] = paired(g, [a, b])
    return g.select(g.cast(b.dims.length === 0 ? b : a, 'bool'), one, other)
  },
  Reshape: (g, [x], numbers) => {
    const size = sizeOf(sizes(x))
    const width = [1, 2, 3, size].filter((i) => size % i === 0)[numbers[0]! % 2]!
    return g.reshape(x, numbers[1]! % 2 ? [size / width, width] : [size])
  },
  Transpose: (g, [x], numbers) => (x.dims.length === 0 ? null : g.transpose(x, shuffled(x.dims.length, numbers))),
  Shape: (g, [x]) => g.shapeOf(x),
  Size: (g, [x]) => g.op('Size', [x]),
  BroadcastTo: (g, [x], [count]) => {
    const dims = [1 + (count! % 3), ...sizes(x)]
    return g.op('BroadcastTo', [x, g.ints(dims)], { dims })
  },
  Fill: (g, [x], [count]) =>
    x.dims.length > 0 ? null : g.op('Fill', [g.ints([1 + (count! % 3)]), x], { dims: [1 + (count! % 3)] }),
  Concat: along((g, x, axis, _size, count) => g.concat(Array<Tensor>(1 + (count % 3)).fill(x), axis)),
  Pack: (g, [a, b], [axis]) =>
    g.stack(a.dims.join() === b.dims.join() ? [a, g.cast(b, a.dtype)] : [a], axis! % (a.dims.length + 1)),
  Unpack: along((g, x, axis, size, i) => g.unstack(x, axis)[i % size]!),
  Split: along(
    (g, x, axis, size, i) => g.split(x, axis, size % 2 ? size : size / 2)[i % (size % 2 ? size : size / 2)]!
  ),
  Slice: along((g, x, axis, size, begin) => g.slice(x, axis, begin % size, size - (begin % size))),
  Pad: along((g, x, axis, _size, count) =>
    g.pad(
      x,
      x.dims.map((_dim, i) => (i === axis ? [count % 2, (count >> 1) % 2] : [0, 0]))
    )
  ),
  Reverse: along((g, x, axis) => g.reverse(x, [axis])),
  Gather: along((g, x, _axis, _size, i) => g.gather(x, g.ints([i % sizes(x)[0]!, 0])))
}

/** Subnormal numbers too: TensorFlow's threads flush them to zero, so that folding has to leave what is computed from them. */
const float = fc.oneof(
  fc.float(),
  fc.constantFrom(0, -0, 1, -1, 2, 0.1, 1 / 3, 3, 1e30, -1e30, 1e-30, Infinity, 2 ** -126, 2 ** -149, 2 ** 31),
  fc.float({ min: -10, max: 10, noNaN: true })
)
const integer = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer())
const dims = fc.constantFrom([], [1], [3], [2, 3], [1, 2, 2])
const constant = dims.chain((shape) => {
  const values = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: sizeOf(shape), maxLength: sizeOf(shape) })
  return fc.oneof(
    fc.record({ dtype: fc.constant('float32' as const), dims: fc.constant(shape), values: values(float) }),
    fc.record({ dtype: fc.constant('int32' as const), dims: fc.constant(shape), values: values(integer) }),
    fc.record({ dtype: fc.constant('bool' as const), dims: fc.constant(shape), values: values(fc.nat(1)) })
  )
})
const instruction: fc.Arbitrary<Instruction> = fc.record({
  op: fc.constantFrom(...Object.keys(RULES)),
  operands: fc.array(fc.nat(), { minLength: 2, maxLength: 2 }),
  numbers: fc.array(fc.nat(), { minLength: 4, maxLength: 4 })
})
const program = fc.record({
  constants: fc.array(constant, { minLength: 1, maxLength: 4 }),
  instructions: fc.array(instruction, { minLength: 1, maxLength: 40 })
})

/** Above this size nothing more is made of a value. */
const LARGEST = 100
/** Fed, so that no op of theirs is a constant; TensorFlow's own passes leave out what changes no normal number. */
const FED: Record<string, Value> = {
  x: { dims: [2, 3], values: [0, -0, 1.5, -2.25, 1e30, Infinity] },
  i: { dims: [3], values: [0, -7, 2 ** 31 - 1], dtype: 'int32' }
}
/** Every value's bytes, so that NaN and -0 are told apart from their likes. */
const bits = (g: GraphBuilder, x: Tensor): Tensor =>
  x.dtype === 'bool' ? g.op('Bitcast', [g.cast(x, 'int32')], { to: 'int32' }) : g.op('Bitcast', [x], { to: 'int32' })

/**
 * Feeds all constants, so that TensorFlow's own passes, which make 0 of -0, leave the graph alone.
 * @param fed gets their values
 */
function withFedConstants(graph: Graph, fed: Record<string, Value>): Graph {
  const added: Record<string, Tensor> = {}
  const { nodes, signatures } = rebuild(graph, (node, _copy, insert) => {
    if (node.op !== 'Const') return 'keep'
    const { dtype, dims: shape, values } = node.params.value as ConstantValue
    const outputs: Tensor[] = []
    const placeholder: Node = { ...node, op: 'Placeholder', params: { dtype, dims: shape }, outputs }
    const made = { node: placeholder, index: 0, dtype, dims: shape }
    outputs.push(made)
    insert(placeholder, 'here')
    added[node.name] = made
    fed[node.name] = { dtype: dtype as 'float32', dims: [...shape], values }
    return outputs
  })
  return {
    nodes,
    signatures: signatures.map((signature) => ({ ...signature, inputs: { ...signature.inputs, ...added } }))
  }
}

async function run(
  { constants, instructions }: typeof program extends fc.Arbitrary<infer T> ? T : never,
  pass: (graph: Graph) => Graph
) {
  const values = { ...FED }
  const call = await graphFunction(
    values,
    (g, fed) => {
      const given = constants.map((value) => g.constant(value.dtype, value.dims, value.values))
      const pool = [fed.x!, fed.i!, ...given]
      for (const { op, operands, numbers } of instructions) {
        const [a, b] = operands.map((i) => pool[i % pool.length]!) as [Tensor, Tensor]
        const made = RULES[op]!(g, [a, b], numbers)
        const size = made ? sizeOf(sizes(made)) : 0
        if (made && size > 0 && size <= LARGEST && made.dims.length <= 4) pool.push(made)
      }
      return Object.fromEntries(pool.map((made, i) => [`y${i}`, bits(g, made)]))
    },
    (graph) => withFedConstants(pass(graph), values)
  )
  return call({})
}

describe.skipIf(whyMissing('native-runtime') !== null)('folding', () => {
  it('changes no bit', { timeout: 120_000 }, async () => {
    let [before, after] = [0, 0]
    await fc.assert(
      fc.asyncProperty(program, async (given) => {
        const folded = await run(given, (graph) => {
          const left = removeDead(foldConstants(graph, opTable))
          before += removeDead(graph).nodes.filter(({ op }) => op !== 'Const').length
          after += left.nodes.filter(({ op }) => op !== 'Const').length
          return left
        })
        expect(folded).toEqual(await run(given, removeDead))
      }),
      { numRuns: Number(process.env.NETLOOM_FOLD_RUNS ?? 100) }
    )
    // Else the test would have tested nothing.
    expect(after).toBeLessThan(before * 0.8)
  })
})
