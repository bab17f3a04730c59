// What a canvas draws of a design: layers, blocks (one node where collapsed, a frame where not), notes, and edges between
// what is shown.
import type { Design, DesignBlock, DesignEdge, DesignNode, DesignNote } from '../shared/design'
import type { Point } from './edits/layers'
import { blocksAround, blockTree, type BlockTree, type NestedBlock } from './blocks'
import { FRAME, NODE } from './geometry'

export interface ShownLayer {
  id: string
  kind: 'layer'
  position: Point
  node: DesignNode
}
export interface ShownBlock {
  id: string
  kind: 'block' | 'frame'
  position: Point
  width: number
  height: number
  block: DesignBlock
  /** How many frames are around it. */
  depth: number
}
export interface ShownNote {
  id: string
  kind: 'note'
  position: Point
  note: DesignNote
}
export type Shown = ShownLayer | ShownBlock | ShownNote

export interface ShownEdge {
  id: string
  source: string
  target: string
  /** The edges of the design that it stands for: several between collapsed blocks. */
  edges: readonly DesignEdge[]
}
export interface DesignView {
  nodes: readonly Shown[]
  edges: readonly ShownEdge[]
}

export const blockId = (name: string): string => `block:${name}`
export const frameId = (name: string): string => `frame:${name}`
export const noteId = (id: string): string => `note:${id}`

/** Layers without a position stand at the origin: lay a design out before it is shown. */
export function viewOf(design: Design): DesignView {
  const tree = blockTree(design)
  const positions = new Map(design.nodes.map(({ name, position }) => [name, position ?? { x: 0, y: 0 }]))
  const hiddenIn = hiddenLayers(design, tree)
  const layers = design.nodes
    .filter(({ name }) => !hiddenIn.has(name))
    .map((node): ShownLayer => ({ id: node.name, kind: 'layer', position: positions.get(node.name)!, node }))
  const notes = (design.notes ?? []).map((note): ShownNote => ({
    id: noteId(note.id),
    kind: 'note',
    position: note.position,
    note
  }))
  return { nodes: [...shownBlocks(tree, positions), ...notes, ...layers], edges: shownEdges(design, hiddenIn) }
}

/** What each layer is hidden in: the outermost of its blocks that is collapsed. */
function hiddenLayers({ nodes, blocks }: Design, tree: BlockTree): Map<string, string> {
  const hiddenIn = new Map<string, string>()
  if (!blocks?.some(({ collapsed }) => collapsed)) return hiddenIn
  for (const { name } of nodes) {
    const collapsed = blocksAround(tree, name).findLast(({ block }) => block.collapsed)
    if (collapsed) hiddenIn.set(name, blockId(collapsed.block.name))
  }
  return hiddenIn
}

/** Frames before what is in them. */
function shownBlocks({ blocks }: BlockTree, positions: ReadonlyMap<string, Point>): ShownBlock[] {
  const shown = blocks.filter(({ parent }) => {
    for (let around = parent; around; around = around.parent) if (around.block.collapsed) return false
    return true
  })
  const within = new Map<NestedBlock | null, ShownBlock[]>()
  // Those within come first.
  const boxes = shown.map((one) => {
    const inside = within.get(one) ?? []
    const box = one.block.collapsed ? collapsedBlock(one, positions) : frame(one, positions, inside)
    within.set(one.parent, [...(within.get(one.parent) ?? []), box])
    return box
  })
  return boxes.reverse()
}

const collapsedBlock = ({ block, members, depth }: NestedBlock, positions: ReadonlyMap<string, Point>): ShownBlock => ({
  id: blockId(block.name),
  kind: 'block',
  position: positions.get(members[0]!)!,
  ...NODE,
  block,
  depth
})

/** Around its layers and the blocks within. */
function frame(
  { block, members, depth }: NestedBlock,
  positions: ReadonlyMap<string, Point>,
  within: readonly ShownBlock[]
): ShownBlock {
  const covered = new Set(within.flatMap((box) => box.block.members))
  const corners = [
    ...members.filter((name) => !covered.has(name)).map((name) => ({ ...positions.get(name)!, ...NODE })),
    ...within.map(({ position, width, height }) => ({ ...position, width, height }))
  ]
  const left = Math.min(...corners.map(({ x }) => x)) - FRAME.side
  const top = Math.min(...corners.map(({ y }) => y)) - FRAME.top
  return {
    id: frameId(block.name),
    kind: 'frame',
    position: { x: left, y: top },
    width: Math.max(...corners.map(({ x, width }) => x + width)) + FRAME.side - left,
    height: Math.max(...corners.map(({ y, height }) => y + height)) + FRAME.side - top,
    block,
    depth
  }
}

/** Of what is drawn, in CSS pixels at zoom 1. */
export const sizeOf = (shown: Shown): { width: number; height: number } =>
  shown.kind === 'layer' ? NODE : shown.kind === 'note' ? shown.note.size : shown

/** What the boxes are within; a node's place where there are none. */
export function extentOf(nodes: readonly Shown[]): { x: number; y: number; width: number; height: number } {
  if (nodes.length === 0) return { x: 0, y: 0, ...NODE }
  const x = Math.min(...nodes.map(({ position }) => position.x))
  const y = Math.min(...nodes.map(({ position }) => position.y))
  const width = Math.max(...nodes.map((shown) => shown.position.x + sizeOf(shown).width)) - x
  const height = Math.max(...nodes.map((shown) => shown.position.y + sizeOf(shown).height)) - y
  return { x, y, width, height }
}

function shownEdges(design: Design, hiddenIn: ReadonlyMap<string, string>): ShownEdge[] {
  const found = new Map<string, { source: string; target: string; edges: DesignEdge[] }>()
  const repeats = new Map<string, number>()
  for (const edge of design.edges) {
    const source = hiddenIn.get(edge.source) ?? edge.source
    const target = hiddenIn.get(edge.target) ?? edge.target
    if (source === target) continue
    const joins = source !== edge.source || target !== edge.target
    let id = `${source}>${target}`
    if (!joins) {
      // Add takes the same layer twice where it is drawn twice.
      const count = repeats.get(id) ?? 0
      repeats.set(id, count + 1)
      if (count > 0) id = `${id}#${count}`
    }
    const same = found.get(id)
    if (same) same.edges.push(edge)
    else found.set(id, { source, target, edges: [edge] })
  }
  return [...found].map(([id, edge]) => ({ id, ...edge }))
}
