// What single edits promise, of any design or of any chain of layers.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockOf, changeBlock, endsOf, group, repeatBlock, ungroup } from '../../../src/document/edits/blocks'
import { connect, connectionFault } from '../../../src/document/edits/connect'
import { copyFragment, parseFragment, pasteFragment } from '../../../src/document/edits/fragment'
import { addLayer, callAgain, renameLayer } from '../../../src/document/edits/layers'
import { behindOf, joinOf, placeLayer } from '../../../src/document/edits/place'
import { removeLayers } from '../../../src/document/edits/remove'
import { inputLimits } from '../../../src/document/limits'
import { viewOf } from '../../../src/document/view'
import { catalogue, inferModel } from '../../../src/layers'
import { graphOf } from '../../../src/layers/graph'
import { inputsOf, type Design } from '../../../src/shared/design'
import { designs } from '../../support/random-edits'
import { stack } from '../../support/stack'

const RUNS = { numRuns: 150 }
const namesOf = (design: Design): string[] => design.nodes.map(({ name }) => name)
/** The classes along a chain, from the one layer that nothing feeds; null where it is no chain. */
function chainOf(design: Design): string[] | null {
  const fed = new Map(design.edges.map(({ source, target }) => [source, target]))
  const targets = new Set(design.edges.map(({ target }) => target))
  const [first, ...others] = design.nodes.filter(({ name }) => !targets.has(name))
  if (!first || others.length > 0 || design.edges.length !== design.nodes.length - 1) return null
  const classes: string[] = []
  for (let name: string | undefined = first.name; name !== undefined; name = fed.get(name)) {
    classes.push(String(design.nodes.find((node) => node.name === name)!.config.units ?? 0))
  }
  return classes.length === design.nodes.length ? classes : null
}
/** Whether a block has a part of the layers, and others. */
const cutsBlocks = ({ blocks = [] }: Design, names: readonly string[]): boolean =>
  blocks.some(({ members }) => {
    const shared = members.filter((name) => names.includes(name)).length
    return shared > 0 && shared < members.length && shared < new Set(names).size
  })
const chain = fc
  .integer({ min: 1, max: 12 })
  .map((length) =>
    stack([
      ['Input', { shape: [4] }],
      ...Array.from({ length }, (_, i): [string, { units: number }] => ['Dense', { units: i + 1 }])
    ])
  )

describe('edits of any design', () => {
  it('copy it whole and paste it as it was', () =>
    fc.assert(
      fc.property(designs(40), (design) => {
        const notes = (design.notes ?? []).map(({ id }) => id)
        const fragment = parseFragment(JSON.stringify(copyFragment(design, namesOf(design), notes)))!
        const pasted = pasteFragment({ nodes: [], edges: [] }, fragment, { x: 0, y: 0 }).design
        expect(pasted).toEqual(design)
      }),
      RUNS
    ))

  it('paste a part beside it, wired as it was', () =>
    fc.assert(
      fc.property(designs(40), fc.nat(), (design, bits) => {
        const taken = namesOf(design).filter((_name, i) => (bits >> (i % 30)) & 1)
        const { design: pasted, renamed, names } = pasteFragment(design, copyFragment(design, taken), { x: 8, y: 8 })
        expect(namesOf(pasted)).toEqual([...namesOf(design), ...names])
        for (const name of taken) {
          const inside = inputsOf(design, name).filter((source) => taken.includes(source))
          expect(inputsOf(pasted, renamed.get(name)!)).toEqual(inside.map((source) => renamed.get(source)))
          expect(inputsOf(pasted, name)).toEqual(inputsOf(design, name))
        }
      }),
      RUNS
    ))

  it('group and ungroup without a trace', () =>
    fc.assert(
      fc.property(designs(40), fc.nat(), (design, bits) => {
        const inBlocks = (design.blocks ?? []).flatMap(({ members }) => members)
        const loose = namesOf(design).filter((name, i) => (bits >> (i % 30)) & 1 && !inBlocks.includes(name))
        const blocks = (design.blocks ?? []).filter((_block, i) => (bits >> (i % 10)) & 1)
        const whole = [...loose, ...blocks.flatMap(({ members }) => members)]
        const [first] = design.blocks ?? []
        const within = first?.members.slice(bits % first.members.length) ?? []
        for (const members of [loose, whole, within]) {
          if (cutsBlocks(design, members)) continue
          const grouped = group(design, members, 'group')
          expect(ungroup(grouped.design, grouped.name)).toEqual(design)
        }
      }),
      RUNS
    ))

  it('rename a layer everywhere, and back', () =>
    fc.assert(
      fc.property(designs(40), fc.nat(), (design, n) => {
        fc.pre(design.nodes.length > 0)
        const { name } = design.nodes[n % design.nodes.length]!
        const renamed = renameLayer(design, name, 'quite_new')
        // A key may be called as a layer is: only values count.
        const values = JSON.stringify({ ...renamed, notes: [] }).replaceAll(/"\w+":/g, '')
        expect(values).not.toContain(JSON.stringify(name))
        expect(renameLayer(renamed, 'quite_new', name)).toEqual(design)
      }),
      RUNS
    ))
})

describe('edits of a chain', () => {
  it('removing layers leaves a chain of the rest', () =>
    fc.assert(
      fc.property(chain, fc.nat(), (design, bits) => {
        const gone = namesOf(design).filter((name, i) => name !== 'layer_0' && (bits >> i) & 1)
        const kept = chainOf(design)!.filter((_units, i) => !gone.includes(`layer_${i}`))
        expect(chainOf(removeLayers(design, gone))).toEqual(kept)
      }),
      RUNS
    ))

  it('repeating a block repeats its part of the chain', () =>
    fc.assert(
      fc.property(chain, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 5 }), (design, a, b, times) => {
        const count = design.nodes.length - 1
        const [from, to] = [1 + (a % count), 1 + (b % count)].sort((x, y) => x - y)
        const members = namesOf(design).slice(from, to! + 1)
        const grouped = group(design, members, 'block')
        const repeated = repeatBlock(grouped.design, grouped.name, times, { x: 0, y: 104 })
        const units = chainOf(design)!
        const block = units.slice(from, to! + 1)
        const expected = [
          ...units.slice(0, from),
          ...Array.from({ length: times }, () => block).flat(),
          ...units.slice(to! + 1)
        ]
        expect(chainOf(repeated.design)).toEqual(expected)
        expect(repeated.design.blocks).toHaveLength(times)
        expect(inferModel(repeated.design, catalogue).layers).toHaveLength(expected.length)
      }),
      RUNS
    ))
})

describe('blocks within blocks', () => {
  const layers = stack([
    ['Input', { shape: [4] }],
    ['Dense', { units: 4 }],
    ['Dropout', { rate: 0.5 }],
    ['Dense', { units: 4 }],
    ['Dense', { units: 1 }]
  ])
  const inner = { name: 'inner', members: ['layer_1', 'layer_2'] }
  const outer = { name: 'outer', members: ['layer_1', 'layer_2', 'layer_3'] }
  const nested: Design = { ...layers, blocks: [inner, outer] }

  it('are made of a choice that holds whole blocks, and of one that is in a block', () => {
    expect(group({ ...layers, blocks: [inner] }, outer.members, 'outer').design).toEqual(nested)
    expect(group({ ...layers, blocks: [outer] }, inner.members, 'inner').design).toEqual(nested)
  })
  it('go on without the layers that another block takes', () =>
    expect(group(nested, ['layer_2', 'layer_4'], 'other').design.blocks).toEqual([
      { name: 'inner', members: ['layer_1'] },
      { name: 'outer', members: ['layer_1', 'layer_3'] },
      { name: 'other', members: ['layer_2', 'layer_4'] }
    ]))
  it('stay where the one around them is unpacked', () => expect(ungroup(nested, 'outer').blocks).toEqual([inner]))
  it('are repeated with it', () => {
    const { design } = repeatBlock(nested, 'outer', 3, { x: 0, y: 300 })
    expect(design.blocks!.map(({ name, members }) => [name, members.length])).toEqual([
      ...[
        ['inner', 2],
        ['outer', 3],
        ['inner_1', 2],
        ['outer_1', 3],
        ['inner_2', 2],
        ['outer_2', 3]
      ]
    ])
    expect(chainOf(design)).toEqual(['0', '4', '0', '4', '4', '0', '4', '4', '0', '4', '1'])
  })
  it('are repeated within it', () => {
    const { design, names } = repeatBlock(nested, 'inner', 2, { x: 0, y: 200 })
    expect(design.blocks).toEqual([
      inner,
      { name: 'inner_1', members: names },
      { name: 'outer', members: [...outer.members, ...names] }
    ])
  })
  it('take in what is inserted between their layers', () => {
    const placed = placeLayer(nested, { className: 'Flatten', config: {} }, { edge: nested.edges[1]! }, () => ({
      min: 1,
      max: 1
    }))
    expect(placed.design.blocks!.map(({ members }) => members.includes(placed.name))).toEqual([true, true])
    const behind = placeLayer(nested, { className: 'Flatten', config: {} }, { edge: nested.edges[3]! }, () => ({
      min: 1,
      max: 1
    }))
    expect(behind.design.blocks).toEqual(nested.blocks)
  })
  it('are hidden in what is collapsed around them, and open again as they were', () => {
    const folded = changeBlock(nested, 'inner', { collapsed: true })
    const shown = (design: Design): string[] => viewOf(design).nodes.map(({ id }) => id)
    expect(shown(folded)).toEqual(['frame:outer', 'block:inner', 'layer_0', 'layer_3', 'layer_4'])
    const all = changeBlock(folded, 'outer', { collapsed: true })
    expect(shown(all)).toEqual(['block:outer', 'layer_0', 'layer_4'])
    expect(changeBlock(all, 'outer', { collapsed: undefined })).toEqual(folded)
  })
  it('are meant by the layers that are chosen', () => {
    const named = (design: Design, names: readonly string[]) => blockOf(design, names)?.name
    expect(named(nested, inner.members)).toBe('inner')
    expect(named(nested, ['layer_1'])).toBe('inner')
    expect(named(nested, ['layer_1', 'layer_3'])).toBe('outer')
    expect(named(nested, ['layer_1', 'layer_4'])).toBeUndefined()
    const same = { ...layers, blocks: [inner, { ...inner, name: 'around' }] }
    expect(named(same, inner.members)).toBe('inner')
    expect(named(changeBlock(same, 'around', { collapsed: true }), inner.members)).toBe('around')
  })
})

describe('shared layers', () => {
  const shared = (): Design => {
    const design = stack([
      ['Input', { shape: [4] }],
      ['Dense', { units: 4 }]
    ])
    return callAgain(callAgain(design, 'layer_1', { x: 0, y: 0 }).design, 'layer_1', { x: 0, y: 0 }).design
  }

  it('are called after themselves', () => {
    const design = shared()
    expect(connectionFault(design, 'layer_1_1', 'layer_1', inputLimits(design))).toBe('cycle')
    expect(connectionFault(design, 'layer_1', 'layer_1_1', inputLimits(design))).toBeNull()
  })

  it('go on in the call that comes first in the flow, not in the file', () => {
    const limits = inputLimits(shared())
    const calls = connect(connect(shared(), 'layer_0', 'layer_1_2', limits), 'layer_1_2', 'layer_1_1', limits)
    const left = removeLayers(calls, ['layer_1'])
    expect(left.nodes.map(({ name, layer }) => [name, layer])).toEqual([
      ['layer_0', undefined],
      ['layer_1_1', 'layer_1_2'],
      ['layer_1_2', undefined]
    ])
    expect(graphOf(left).cycle).toBeNull()
  })
})

describe('blocks', () => {
  const design: Design = {
    ...stack([
      ['Input', { shape: [4] }],
      ['Dense', { units: 4 }],
      ['Dense', { units: 1 }]
    ])
  }
  const blocks = [
    { name: 'a', members: ['layer_1'] },
    { name: 'b', members: ['layer_2'] }
  ]

  it('with an Input are not repeated: nothing can feed the copy', () => {
    expect(endsOf(design, ['layer_0', 'layer_1'])).toBeNull()
    expect(endsOf(design, ['layer_1'])).toEqual({ first: 'layer_1', last: 'layer_1' })
  })
  it('of nothing are not made', () => expect(group(design, ['gone'], 'block').design).toBe(design))
  it('have names of their own', () =>
    expect(changeBlock({ ...design, blocks }, 'b', { name: 'a' }).blocks!.map(({ name }) => name)).toEqual([
      'a',
      'a_1'
    ]))
})

it('inserts on the edge that was meant, of two between the same layers', () => {
  const one = addLayer(stack([['Input', { shape: [4] }]]), 'Concatenate', { x: 0, y: 104 }).design
  const edges = [0, 1].map((index) => ({ source: 'layer_0', target: 'concatenate', index }))
  const twice: Design = { ...one, edges }
  const placed = placeLayer(
    twice,
    { className: 'Dense', config: { units: 2 } },
    { edge: edges[1]! },
    inputLimits(twice)
  )
  expect(inputsOf(placed.design, 'concatenate')).toEqual(['layer_0', 'dense'])
})

describe('a layer let go on the canvas', () => {
  const two: Design = {
    nodes: [
      { name: 'input', class_name: 'Input', config: { shape: [4] }, position: { x: 120, y: 0 } },
      { name: 'left', class_name: 'Dense', config: { units: 2 }, position: { x: 0, y: 104 } },
      { name: 'right', class_name: 'Dense', config: { units: 2 }, position: { x: 240, y: 104 } }
    ],
    edges: [
      { source: 'input', target: 'left' },
      { source: 'input', target: 'right' }
    ]
  }
  it('follows the end of the branch above it, in line with it', () => {
    expect(behindOf(two, { x: 30, y: 190 })).toEqual({ join: ['left'], at: { x: 0, y: 208 } })
    expect(behindOf(two, { x: 250, y: 300 })).toEqual({ join: ['right'], at: { x: 240, y: 300 } })
  })
  it('stands by itself far from any end, above one, or beside one', () => {
    for (const at of [
      { x: 0, y: 500 },
      { x: 0, y: -104 },
      { x: 480, y: 104 },
      { x: 600, y: 208 }
    ]) {
      expect(behindOf(two, at)).toBeNull()
    }
  })
  it('follows the layer that it covers, also in the middle of the network', () =>
    expect(behindOf(two, { x: 130, y: 10 })).toEqual({ after: 'input' }))
  it('joins the branches above it where it takes several inputs', () => {
    const placement = behindOf(two, { x: 120, y: 208 }, 2)!
    expect(placement).toEqual({ join: ['left', 'right'], at: { x: 120, y: 208 } })
    const placed = placeLayer(two, { className: 'Add', config: {} }, placement, inputLimits(two, 'Add'))
    expect(inputsOf(placed.design, 'add')).toEqual(['left', 'right'])
    expect(joinOf(two, ['left', 'right'])).toEqual(placement)
  })
  it('is let go beside where a network goes from left to right', () => {
    const across: Design = { ...two, direction: 'LR', nodes: [two.nodes[0]!], edges: [] }
    expect(behindOf(across, { x: 380, y: 8 })).toEqual({ join: ['input'], at: { x: 376, y: 0 } })
    expect(behindOf(across, { x: 120, y: 104 })).toBeNull()
  })
  it('does not follow what a closed block hides', () =>
    expect(
      behindOf({ ...two, blocks: [{ name: 'b', members: ['left'], collapsed: true }] }, { x: 0, y: 208 })
    ).toBeNull())
})
