// Copy and paste, also between windows: a part of a design as JSON.
import { z } from '../../shared/zod'
import { blockSchema, edgeSchema, nodeSchema, noteSchema, type Design, type DesignNode } from '../../shared/design'
import { joined, withListed } from '../blocks'
import { namesOf, nextName } from '../names'
import type { Point } from './layers'

export const fragmentSchema = z.strictObject({
  netloom: z.literal('layers'),
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  blocks: z.array(blockSchema).default([]),
  notes: z.array(noteSchema).default([])
})
export type Fragment = z.infer<typeof fragmentSchema>

/** The layers and notes of those names and ids, with what connects them among themselves. */
export function copyFragment(design: Design, names: readonly string[], noteIds: readonly string[] = []): Fragment {
  const taken = new Set(names)
  return {
    netloom: 'layers',
    nodes: design.nodes.filter(({ name }) => taken.has(name)).map((node) => owned(node, design, taken)),
    edges: design.edges.filter(({ source, target }) => taken.has(source) && taken.has(target)),
    blocks: (design.blocks ?? []).filter(({ members }) => members.every((name) => taken.has(name))),
    notes: (design.notes ?? []).filter(({ id }) => noteIds.includes(id))
  }
}

// A call of a layer that is not copied becomes a layer of its own.
function owned(node: DesignNode, design: Design, taken: ReadonlySet<string>): DesignNode {
  if (node.layer === undefined || taken.has(node.layer)) return node
  const { layer, ...own } = node
  return { ...own, config: design.nodes.find(({ name }) => name === layer)?.config ?? {} }
}

/** null where the text is no fragment. */
export function parseFragment(text: string): Fragment | null {
  try {
    const parsed = fragmentSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export interface Pasted {
  design: Design
  names: string[]
  noteIds: string[]
  /** By the names in the fragment. */
  renamed: ReadonlyMap<string, string>
}

/** Adds copies under names that are free. @returns their names and ids as well, to select them */
export const pasteFragment = (design: Design, fragment: Fragment, offset: Point): Pasted =>
  pasteInto(design, fragment, offset, new Set())

/** @param into names of blocks that the copies are in */
export function pasteInto(design: Design, fragment: Fragment, offset: Point, into: ReadonlySet<string>): Pasted {
  const taken = namesOf(design)
  const renamed = new Map<string, string>()
  for (const { name } of fragment.nodes) {
    const free = nextName(name, taken)
    taken.add(free)
    renamed.set(name, free)
  }
  const moved = ({ x, y }: Point): Point => ({ x: x + offset.x, y: y + offset.y })
  const nodes = fragment.nodes.map((node) => ({
    ...node,
    name: renamed.get(node.name)!,
    ...(node.layer !== undefined && { layer: renamed.get(node.layer) ?? node.layer }),
    ...(node.position && { position: moved(node.position) })
  }))
  const edges = fragment.edges.flatMap((edge) => {
    const [source, target] = [renamed.get(edge.source), renamed.get(edge.target)]
    return source === undefined || target === undefined ? [] : [{ ...edge, source, target }]
  })
  const blockNames = new Set(design.blocks?.map(({ name }) => name))
  const blocks = fragment.blocks.map((block) => {
    const name = nextName(block.name, blockNames)
    blockNames.add(name)
    return { ...block, name, members: block.members.flatMap((member) => renamed.get(member) ?? []) }
  })
  const noteIds = new Set(design.notes?.map(({ id }) => id))
  const notes = fragment.notes.map((note) => {
    const id = nextName(note.id, noteIds)
    noteIds.add(id)
    return { ...note, id, position: moved(note.position) }
  })
  const names = nodes.map(({ name }) => name)
  const around = joined(design, into, names)
  return {
    design: {
      ...around,
      nodes: [...design.nodes, ...nodes],
      edges: [...design.edges, ...edges],
      ...(blocks.length > 0 && { blocks: withListed(around.blocks ?? [], blocks) }),
      ...(notes.length > 0 && { notes: [...(design.notes ?? []), ...notes] })
    },
    names,
    noteIds: notes.map(({ id }) => id),
    renamed
  }
}
