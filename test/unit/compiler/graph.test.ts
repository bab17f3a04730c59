import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../../../src/compiler/builder'
import { compile } from '../../../src/compiler/compile'
import { dump } from '../../../src/compiler/dump'
import { savedModel } from '../../../src/compiler/graphdef'
import type { Graph, Node } from '../../../src/compiler/ir'
import { opTable, tableOf } from '../../../src/compiler/ops'
import { ProtoWriter } from '../../../src/compiler/protobuf'
import { removeDead, shareCommon } from '../../../src/compiler/simplify'
import { verify } from '../../../src/compiler/verify'
import { catalogue } from '../../../src/layers'
import { checkProject } from '../../../src/layers/check'
import { compileSpecOf } from '../../../src/layers/compile-spec'
import { example } from '../../support/projects'

function small(): Graph {
  const g = new GraphBuilder(opTable)
  const x = g.placeholder('x', 'float32', [null, 3])
  const doubled = g.plus(g.times(x, g.float(2)), g.times(x, g.float(2)))
  g.square(x) // nobody uses it
  g.signature('call', { x }, { y: doubled })
  return g.finish()
}
const ops = (graph: Graph): string[] => graph.nodes.map((node) => node.op)

describe('building', () => {
  it('refuses what is not in the table and operands that do not go together', () => {
    const g = new GraphBuilder(opTable)
    expect(() => g.op('MatMull', [])).toThrow('no op MatMull')
    const [a, b] = [g.placeholder('a', 'float32', [2, 3]), g.placeholder('b', 'float32', [4])]
    expect(() => g.plus(a, b)).toThrow('[2, 3] and [4] cannot be broadcast')
  })

  it('has one row for each op', () => {
    const rows = [...opTable.values()]
    expect(tableOf(rows).size).toBe(rows.length)
    expect(() => tableOf([...rows, { ...opTable.get('TopKV2')! }])).toThrow('two rows of the op table are named TopKV2')
  })

  it('knows the sizes of what is largest', () => {
    const g = new GraphBuilder(opTable)
    const { outputs } = g.add('TopKV2', [g.placeholder('x', 'float32', [null, 5]), g.int(2)], { count: 2 })
    expect(outputs.map(({ dtype, dims }) => [dtype, dims])).toEqual([
      ['float32', [null, 2]],
      ['int32', [null, 2]]
    ])
  })

  it('gives every node a name of its own', () => {
    const g = new GraphBuilder(opTable)
    const names = [1, 2, 3].map(() => g.scope('dense', () => g.float(1).node.name))
    expect(names).toEqual(['dense/Const', 'dense/Const_1', 'dense/Const_2'])
  })
})

describe('passes', () => {
  it('leave out what nothing needs', () => {
    expect(ops(removeDead(small()))).not.toContain('Square')
  })

  it('make one of what is computed twice, and keep what has effects apart', () => {
    const shared = shareCommon(removeDead(small()), opTable)
    expect(ops(shared)).toEqual(['Placeholder', 'Const', 'Mul', 'AddV2'])
    verify(shared, opTable)
    const g = new GraphBuilder(opTable)
    const variable = { name: 'v', dtype: 'float32', dims: [] } as const
    const nodes = [g.assign(variable, g.float(1)), g.assign(variable, g.float(1))]
    g.signature('set', {}, { done: g.done(nodes) })
    expect(ops(shareCommon(g.finish(), opTable)).filter((op) => op === 'AssignVariableOp')).toHaveLength(2)
  })

  it('keep constants apart that JSON writes alike', () => {
    const g = new GraphBuilder(opTable)
    const values = [0, -0, Infinity, -Infinity, NaN].map(g.float)
    g.signature('call', {}, { y: g.stack([...values, ...values]) })
    expect(ops(shareCommon(g.finish(), opTable)).filter((op) => op === 'Const')).toHaveLength(5)
  })
})

describe('the verifier', () => {
  const broken = (change: (nodes: Node[]) => Node[]): (() => void) => {
    const graph = small()
    return () => verify({ ...graph, nodes: change([...graph.nodes]) }, opTable)
  }
  it('finds a use before the making, a taken name and a wrong shape', () => {
    expect(broken((nodes) => nodes.reverse())).toThrow('before it is made')
    expect(broken((nodes) => nodes.map((node) => ({ ...node, name: 'same' })))).toThrow(
      /name is taken|before it is made/
    )
    expect(
      broken((nodes) => {
        Object.assign(nodes[2]!.outputs[0]!, { dims: [7] })
        return nodes
      })
    ).toThrow('is not what its inputs make')
  })
})

describe('the wire format', () => {
  it('writes what protobuf prescribes', () => {
    // The examples of the encoding guide: field 1 = 150; field 2 = "testing"; -1 as ten bytes.
    expect([...new ProtoWriter().int(1, 150).finish()]).toEqual([0x08, 0x96, 0x01])
    expect(Buffer.from(new ProtoWriter().string(2, 'testing').finish()).toString('hex')).toBe('120774657374696e67')
    expect(new ProtoWriter().int(1, -1).finish()).toHaveLength(11)
    expect([...new ProtoWriter().packed(4, [3, 270, 86942]).finish()]).toEqual([0x22, 6, 3, 0x8e, 2, 0x9e, 0xa7, 5])
  })

  it('names every node and signature', () => {
    const text = Buffer.from(savedModel(small(), opTable)).toString('latin1')
    for (const word of ['Placeholder', 'AddV2', 'serve', 'call']) expect(text).toContain(word)
  })
})

describe('compiling an example', () => {
  const compiled = () => {
    const checked = checkProject(example('mnist-cnn'), catalogue)
    const data = {
      sources: [{ count: 8 }],
      dtype: 'uint8',
      shape: [28, 28],
      targets: 'int',
      classWeights: null,
      sampleWeights: false,
      rescaling: { scale: 1 / 255, offset: 0 }
    } as const
    return compileSpecOf(checked, data, { seed: 1, floatType: 'float32', mixed: false })
  }

  it('tells the graph after each pass, each smaller than the one before', () => {
    const sizes: [string, number][] = []
    const model = compile(compiled(), (pass, graph) => sizes.push([pass, graph.nodes.length]))
    expect(sizes.map(([pass]) => pass)).toEqual(['lower', 'fold', 'dead', 'common'])
    expect(sizes[0]![1]).toBeGreaterThan(sizes.at(-1)![1])
    expect(model.weights.map((weight) => weight.name)).toContain('conv2d/kernel')
  })

  it('holds no weights and little else: a graph of some kilobytes', () => {
    expect(compile(compiled()).bytes.length).toBeLessThan(100_000)
  })

  it('can be read as text, one node a line', () => {
    const text = dump(compile(compiled()).graph)
    expect(text).toMatch(/^ *conv2d\/Conv2D = Conv2D\(.*read\/conv2d\/kernel\) {2}float32\[\?, 26, 26, 16\]/m)
    expect(text).toContain(
      'train(indices: train/indices, batch_size: train/batch_size, learning_rates: train/learning_rates, step: train/step)'
    )
  })
})
