import { describe, expect, it } from 'vitest'
import { diffDesigns } from '../../../src/comparison/diff-design'
import { differencesOf } from '../../../src/comparison/differences'
import { pairId, placesOf, viewOfFace } from '../../../src/renderer/compare/architecture/aligned'
import type { Design } from '../../../src/shared/design'

const node = (name: string, class_name = 'Dense', config: object = { units: 4 }): Design['nodes'][number] =>
  ({ name, class_name, config }) as Design['nodes'][number]
const edges = (...chains: string[]): Design['edges'] =>
  chains.flatMap((chain) => {
    const names = chain.split(' ')
    return names.slice(1).map((target, i) => ({ source: names[i]!, target }))
  })
const input = node('in', 'Input', { shape: [4] })
const add = node('add', 'Add', {})
const plain: Design = { nodes: [input, node('x'), add, node('out')], edges: edges('in x add out', 'in add') }
const told = (a: Design, b: Design): string[] =>
  differencesOf(diffDesigns(a, b)).map((one) => {
    const name = ({ a: before, b: after }: { a: unknown; b: unknown }): string =>
      ((after ?? before) as { node: { name: string } }).node.name
    return one.kind === 'layer'
      ? `${one.pair.kind} ${name(one.pair)}`
      : `${one.edge.kind} ${name(one.source)}>${name(one.target)}`
  })

describe('differencesOf', () => {
  it('tells a new layer without the edges that make room for it', () => {
    const more: Design = {
      nodes: [...plain.nodes, node('dropout', 'Dropout', { rate: 0.5 })],
      edges: edges('in x dropout add out', 'in add')
    }
    expect(told(plain, more)).toEqual(['added dropout'])
    expect(told(more, plain)).toEqual(['removed dropout'])
  })
  it('tells an edge between layers that both have', () => {
    const without: Design = { ...plain, edges: edges('in x add out') }
    expect(told(plain, without)).toEqual(['removed in>add'])
    expect(told(without, plain)).toEqual(['added in>add'])
  })
  it('is nothing between equal networks', () => expect(told(plain, structuredClone(plain))).toEqual([]))
})

describe('two networks on canvases', () => {
  const lstm = (class_name: string, name: string): Design => ({
    nodes: [node('in', 'Input', { shape: [2, 4] }), node(name, class_name), node('out')],
    edges: edges(`in ${name} out`)
  })
  const diff = diffDesigns(lstm('LSTM', 'lstm'), lstm('GRU', 'gru'))
  const places = placesOf(diff, 'TB')

  it('have each layer where its counterpart is, and one in the place of another beside it', () => {
    const [a, b] = (['a', 'b'] as const).map((face) => viewOfFace(diff, places, face).nodes)
    expect(a!.map(({ id }) => id)).toEqual([0, 1, 3].map(pairId))
    expect(b!.map(({ id }) => id)).toEqual([0, 2, 3].map(pairId))
    expect(a![2]!.position).toEqual(b![2]!.position)
    expect(a![1]!.position.y).toBe(b![1]!.position.y)
    expect(a![1]!.position.x).not.toBe(b![1]!.position.x)
  })
  it('as one graph have every layer once', () => {
    const { nodes, edges: drawn } = viewOfFace(diff, places, 'both')
    expect(nodes).toHaveLength(4)
    expect(drawn).toHaveLength(4)
  })
  it('show a new layer in line with the others', () => {
    const longer = { ...plain, nodes: [...plain.nodes, node('y')], edges: edges('in x y add out', 'in add') }
    const at = placesOf(diffDesigns(plain, longer), 'TB')
    expect(new Set([...at.values()].map(({ y }) => y)).size).toBe(5)
  })
})
