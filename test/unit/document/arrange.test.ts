import { describe, expect, it } from 'vitest'
import { arrange } from '../../../src/document/arrange'
import { GRID } from '../../../src/document/geometry'
import { inputsOf, type Design } from '../../../src/shared/design'
import { randomStream } from '../../../src/shared/random'
import { crossedNodes, NODE_SIZE, overlaps } from '../../support/canvas'

const design = (...paths: string[]): Design => {
  const edges = paths.flatMap((path) => {
    const names = path.split(' ')
    return names.slice(1).map((target, i) => ({ source: names[i]!, target }))
  })
  const names = [...new Set(paths.flatMap((path) => path.split(' ')))]
  return { nodes: names.map((name) => ({ name, class_name: 'Dense', config: {} })), edges }
}
const size = () => NODE_SIZE
const leftToRight = (given: Design) => arrange(given, { direction: 'LR', size })

/** Each node is fed by up to three of those before it, most often by the last ones. */
function randomDesign(nodes: number, seed: number): Design {
  const random = randomStream(seed, 'design')
  const names = Array.from({ length: nodes }, (_, i) => `n${i}`)
  const edges = names.slice(1).flatMap((target, i) => {
    const sources = new Set(
      Array.from({ length: 1 + Math.floor(random() * 1.5) }, () => i - Math.floor(random() ** 3 * Math.min(i, 20)))
    )
    return [...sources].map((from) => ({ source: names[from]!, target }))
  })
  return { nodes: names.map((name) => ({ name, class_name: 'Add', config: {} })), edges }
}

describe('the automatic layout', () => {
  it('puts a chain in a row', () => {
    expect([...leftToRight(design('a b c'))]).toEqual([
      ['a', { x: 40, y: 40 }],
      ['b', { x: 280, y: 40 }],
      ['c', { x: 520, y: 40 }]
    ])
  })

  it('or in a column', () => {
    expect([...arrange(design('a b'), { direction: 'TB', size })]).toEqual([
      ['a', { x: 40, y: 40 }],
      ['b', { x: 40, y: 144 }]
    ])
  })

  it('leads an edge that skips layers straight past them', () => {
    const places = leftToRight(design('in a b add out', 'in add'))
    const rows = Object.fromEntries([...places].map(([name, { y }]) => [name, y]))
    expect(rows.add).toBe(rows.in)
    expect(rows.out).toBe(rows.in)
    expect(rows.a).toBe(rows.b)
    expect(Math.abs(rows.a! - rows.in!)).toBe(104)
  })

  it('puts branches above each other, and what joins them between them', () => {
    const places = leftToRight(design('left join', 'right join'))
    expect(places.get('left')).toEqual({ x: 40, y: 40 })
    expect(places.get('right')).toEqual({ x: 40, y: 144 })
    expect(places.get('join')!.x).toBe(280)
    expect(Math.abs(places.get('join')!.y - 92)).toBe(4)
  })

  it('puts parts that nothing connects beside each other', () => {
    const places = leftToRight(design('a b', 'c d', 'e'))
    expect([...places.values()].map(({ x, y }) => [x, y])).toEqual([
      [40, 40],
      [280, 40],
      [40, 184],
      [280, 184],
      [40, 328]
    ])
  })

  it('takes nodes of any size', () => {
    const odd = design('a b', 'a c', 'b d', 'c d')
    const sizes = (node: { name: string }) =>
      node.name === 'b' ? { width: 333, height: 141 } : { width: 55, height: 21 }
    const places = arrange(odd, { direction: 'LR', size: sizes })
    expect(places.get('d')!.x - places.get('b')!.x).toBeGreaterThanOrEqual(333 + 40)
    expect(overlaps(odd, places, sizes)).toEqual([])
  })

  it('survives cycles, edges to nowhere, edges that are there twice, and nothing at all', () => {
    expect(leftToRight(design('a b c a', 'a a', 'a b')).size).toBe(3)
    expect(leftToRight({ ...design('a'), edges: [{ source: 'a', target: 'gone' }] }).size).toBe(1)
    expect(leftToRight({ nodes: [], edges: [] }).size).toBe(0)
  })

  it.each([1, 2, 3, 4, 5, 6])('keeps order and distance in any network (%i)', (seed) => {
    const any = randomDesign(60, seed)
    const places = leftToRight(any)
    expect(places.size).toBe(60)
    expect([...places.values()].every(({ x, y }) => x % GRID === 0 && y % GRID === 0)).toBe(true)
    expect(overlaps(any, places)).toEqual([])
    for (const { name } of any.nodes)
      for (const source of inputsOf(any, name)) expect(places.get(source)!.x).toBeLessThan(places.get(name)!.x)
    expect([...leftToRight(any)]).toEqual([...places])
  })

  it('stands a second input beside what it feeds', () => {
    const places = leftToRight(design('in a b join', 'late join'))
    expect(places.get('late')!.x).toBe(places.get('b')!.x)
  })

  it('draws no edge of nested residual blocks through a node', () => {
    const nested = design(
      'in conv bn relu conv2 bn2 add relu2 conv3 add2 out',
      'in short shortbn add',
      'relu2 add2',
      'in pool out'
    )
    expect(crossedNodes(nested, leftToRight(nested))).toEqual([])
  })

  it('is quick, and as good, for a chain of many residual blocks', () => {
    const blocks = Array.from({ length: 70 }, (_, i) => [
      `n${i} c${i} b${i} r${i} d${i} e${i} n${i + 1}`,
      `n${i} n${i + 1}`
    ])
    const many = design(...blocks.flat())
    const start = performance.now()
    const places = leftToRight(many)
    expect(performance.now() - start).toBeLessThan(2000)
    expect(crossedNodes(many, places)).toEqual([])
    expect(new Set([...places.values()].map(({ y }) => y)).size).toBe(2)
  })
})
