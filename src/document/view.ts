// What a canvas draws of a design: layers, blocks (one node where collapsed, a frame where not), notes, and edges between
// what is shown.
import type { Design, DesignBlock, DesignEdge, DesignNode, DesignNote } from '../shared/design'
import type { Point } from './edits/layers'
import { NODE } from './geometry'

/** Around the layers of a block that is open, and above them for its name. CSS pixels at zoom 1. */
const FRAME = { side: 16, top: 36 } as const

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
  const hiddenIn = new Map<string, string>()
  const byName = new Map(design.nodes.map((node) => [node.name, node]))
  const blocks: ShownBlock[] = []
  for (const block of design.blocks ?? []) {
    const members = block.members.flatMap((name) => byName.get(name) ?? [])
    if (members.length === 0) continue
    if (block.collapsed) for (const { name } of members) hiddenIn.set(name, blockId(block.name))
    blocks.push(block.collapsed ? collapsedBlock(block, members) : frame(block, members))
  }
  const layers = design.nodes
    .filter(({ name }) => !hiddenIn.has(name))
    .map((node): ShownLayer => ({ id: node.name, kind: 'layer', position: positionOf(node), node }))
  const notes = (design.notes ?? []).map((note): ShownNote => ({
    id: noteId(note.id),
    kind: 'note',
    position: note.position,
    note
  }))
  return { nodes: [...blocks, ...notes, ...layers], edges: shownEdges(design, hiddenIn) }
}

const positionOf = (node: DesignNode): Point => node.position ?? { x: 0, y: 0 }

const collapsedBlock = (block: DesignBlock, members: readonly DesignNode[]): ShownBlock => ({
  id: blockId(block.name),
  kind: 'block',
  position: positionOf(members[0]!),
  ...NODE,
  block
})

function frame(block: DesignBlock, members: readonly DesignNode[]): ShownBlock {
  const xs = members.map((node) => positionOf(node).x)
  const ys = members.map((node) => positionOf(node).y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return {
    id: frameId(block.name),
    kind: 'frame',
    position: { x: left - FRAME.side, y: top - FRAME.top },
    width: Math.max(...xs) - left + NODE.width + 2 * FRAME.side,
    height: Math.max(...ys) - top + NODE.height + FRAME.top + FRAME.side,
    block
  }
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
