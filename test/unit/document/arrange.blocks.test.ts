// Blocks in the automatic layout: frames hold their layers and nothing else, however blocks are nested.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeBlock } from '../../../src/document/edits/blocks'
import { layOut } from '../../../src/document/edits/lay-out'
import { NODE, type Direction } from '../../../src/document/geometry'
import { viewOf, type Shown } from '../../../src/document/view'
import type { Design, DesignBlock } from '../../../src/shared/design'
import { randomStream } from '../../../src/shared/random'
import { crossedNodes } from '../../support/canvas'
import { designs } from '../../support/random-edits'

interface Box {
  x: number
  y: number
  width: number
  height: number
}
const boxOf = (shown: Exclude<Shown, { kind: 'note' }>): Box => ({
  ...shown.position,
  ...(shown.kind === 'layer' ? NODE : { width: shown.width, height: shown.height })
})
const holds = (a: Box, b: Box): boolean =>
  a.x <= b.x && a.y <= b.y && a.x + a.width >= b.x + b.width && a.y + a.height >= b.y + b.height
const apart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y

/** What is drawn where it must not be. */
function misplaced(design: Design): string[] {
  const shown = viewOf(design).nodes.filter((one) => one.kind !== 'note')
  const membersOf = (one: (typeof shown)[number]): readonly string[] =>
    one.kind === 'layer' ? [one.node.name] : one.block.members
  return shown.flatMap((a, i) =>
    shown.slice(i + 1).flatMap((b) => {
      const [outer, inner] = [boxOf(a), boxOf(b)]
      // Frames come before what is in them.
      const isWithin = a.kind === 'frame' && membersOf(b).every((name) => membersOf(a).includes(name))
      if (isWithin ? holds(outer, inner) : apart(outer, inner)) return []
      return [`${a.id} ${isWithin ? 'does not hold' : 'is on'} ${b.id}`]
    })
  )
}

/** A graph of layers that feed each other in their order, and blocks within blocks of layers that follow each other. */
function nestedDesign(seed: number): Design {
  const random = randomStream(seed, 'nested')
  const below = (limit: number): number => Math.floor(random() * limit)
  const count = 5 + below(50)
  const names = Array.from({ length: count }, (_, i) => `n${i}`)
  const edges = names.slice(1).flatMap((target, i) => {
    const sources = new Set(Array.from({ length: 1 + below(2) }, () => Math.max(0, i - below(5))))
    return [...sources].map((source) => ({ source: names[source]!, target }))
  })
  const blocks: DesignBlock[] = []
  const cut = (start: number, end: number): void => {
    let from = start
    while (from < end) {
      const to = Math.min(end, from + 1 + below(1 + (end - start) / 2))
      if (random() < 0.6 && to - from < end - start) {
        cut(from, to)
        blocks.push({ name: `block ${blocks.length}`, members: names.slice(from, to), collapsed: random() < 0.2 })
      }
      from = to
    }
  }
  cut(0, count)
  return { nodes: names.map((name) => ({ name, class_name: 'Add', config: {} })), edges, blocks }
}

describe.each<Direction>(['TB', 'LR'])('the automatic layout of blocks, %s', (direction) => {
  it('puts nothing on anything else, and into a frame only what belongs there', () =>
    fc.assert(
      fc.property(designs(40), (design) => {
        expect(misplaced(layOut(design, direction))).toEqual([])
      }),
      { numRuns: 300 }
    ))

  it('keeps the order along edges where blocks stand in a row', () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const design = layOut(nestedDesign(seed), direction)
        expect(misplaced(design)).toEqual([])
        const view = viewOf(design)
        const places = new Map(view.nodes.map(({ id, position }) => [id, direction === 'TB' ? position.y : position.x]))
        for (const { source, target } of view.edges) {
          expect([source, target, places.get(source)! < places.get(target)!]).toEqual([source, target, true])
        }
      }),
      { numRuns: 300 }
    ))

  it('opens collapsed blocks within a collapsed one as they were laid out', () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const start = nestedDesign(seed)
        const blocks = start
          .blocks!.map(({ name }) => ({ name, members: start.nodes.map((node) => node.name) }))
          .slice(0, 1)
        const around: Design = {
          ...start,
          blocks: [...start.blocks!, ...blocks.map((block) => ({ ...block, name: 'all', collapsed: true }))]
        }
        expect(misplaced(changeBlock(layOut(around, direction), 'all', { collapsed: false }))).toEqual([])
      }),
      { numRuns: 100 }
    ))
})

describe('a block in the automatic layout', () => {
  const chain = (...paths: string[]): Pick<Design, 'nodes' | 'edges'> => ({
    nodes: [...new Set(paths.flatMap((path) => path.split(' ')))].map((name) => ({
      name,
      class_name: 'Add',
      config: {}
    })),
    edges: paths.flatMap((path) =>
      path
        .split(' ')
        .slice(1)
        .map((target, i) => ({ source: path.split(' ')[i]!, target }))
    )
  })
  const placesOf = ({ nodes }: Design) => new Map(nodes.map(({ name, position }) => [name, position!]))

  it('stands in the line of a chain', () => {
    const design = { ...chain('in a b out'), blocks: [{ name: 'block', members: ['a', 'b'] }] }
    const down = [...placesOf(layOut(design, 'TB')).values()]
    expect(new Set(down.map(({ x }) => x)).size).toBe(1)
    const right = [...placesOf(layOut(design, 'LR')).values()]
    expect(new Set(right.map(({ y }) => y)).size).toBe(1)
  })

  it('leads a way past its layers to the one that it feeds', () => {
    const paths = ['in a b add in2 c d add2 out', 'in add', 'in2 add2']
    const members = [
      ['a', 'b', 'add'],
      ['in2', 'c', 'd', 'add2']
    ]
    const blocks = members.map((list, i) => ({ name: `block ${i}`, members: list }))
    const design = layOut({ ...chain(...paths), blocks: [...blocks, { name: 'all', members: members.flat() }] }, 'LR')
    expect(misplaced(design)).toEqual([])
    expect(crossedNodes(design, placesOf(design))).toEqual([])
  })

  it('is beside a layer that it feeds and is fed by', () => {
    const design = { ...chain('a x b'), blocks: [{ name: 'block', members: ['a', 'b'] }] }
    expect(misplaced(layOut(design, 'TB'))).toEqual([])
  })

  it('survives files in which blocks share a part of their layers', () => {
    const blocks = [
      { name: 'left', members: ['a', 'b', 'gone'] },
      { name: 'right', members: ['b', 'c'] },
      { name: 'none', members: ['gone'] },
      { name: 'first', members: ['a', 'c'], collapsed: true }
    ]
    const design = layOut({ ...chain('a b c d'), blocks })
    expect(design.nodes.every(({ position }) => Number.isFinite(position!.x + position!.y))).toBe(true)
    expect(viewOf(design).nodes.length).toBeGreaterThan(0)
  })
})
