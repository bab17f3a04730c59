// How blocks stand within blocks. A block's members are all layers in it, also those of blocks within: a block that has
// all members of another one holds it.
import type { Design, DesignBlock } from '../shared/design'

export interface NestedBlock {
  block: DesignBlock
  /** Those that are there, in the block's order; at least one. */
  members: readonly string[]
  /** The smallest block that holds it; of blocks with the same members, the later one holds the earlier. */
  parent: NestedBlock | null
  /** How many blocks hold it. */
  depth: number
}

/** Of the files that edits make; where two blocks share a part of their members, a layer belongs to the smaller one. */
export interface BlockTree {
  /** Each before those that hold it. */
  blocks: readonly NestedBlock[]
  /** The smallest block with that layer. */
  innermost: ReadonlyMap<string, NestedBlock>
}

export function blockTree({ nodes, blocks: listed = [] }: Pick<Design, 'nodes' | 'blocks'>): BlockTree {
  const known = new Set(listed.length > 0 ? nodes.map(({ name }) => name) : [])
  const blocks = listed
    .map((block) => ({ block, members: [...new Set(block.members)].filter((name) => known.has(name)), depth: 0 }))
    .filter(({ members }) => members.length > 0)
    .map((one): NestedBlock => ({ ...one, parent: null }))
    .sort((a, b) => a.members.length - b.members.length)
  const holding = new Map<string, NestedBlock[]>()
  for (const one of blocks) {
    for (const name of one.members) {
      const list = holding.get(name)
      if (list) list.push(one)
      else holding.set(name, [one])
    }
  }
  for (const one of blocks) {
    const candidates = holding.get(one.members[0]!)!
    one.parent =
      candidates.slice(candidates.indexOf(one) + 1).find(({ members }) => isWithin(one.members, members)) ?? null
  }
  for (const one of [...blocks].reverse()) one.depth = one.parent ? one.parent.depth + 1 : 0
  return { blocks, innermost: new Map([...holding].map(([name, [smallest]]) => [name, smallest!])) }
}

/** Whether all of the first list are in the second. */
export function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  const names = new Set(outer)
  return inner.every((name) => names.has(name))
}

/** From the smallest block with that layer to the one that no other holds. */
export function blocksAround(tree: BlockTree, layer: string): NestedBlock[] {
  const found: NestedBlock[] = []
  for (let one = tree.innermost.get(layer) ?? null; one; one = one.parent) found.push(one)
  return found
}

/** Lists blocks before those that hold them, so that blocks that come to have the same members stay as they were nested. */
export function withListed(blocks: readonly DesignBlock[], added: readonly DesignBlock[]): DesignBlock[] {
  const before = added.map(({ members }) => blocks.findIndex((other) => isWithin(members, other.members)))
  return [
    ...blocks.flatMap((block, i) => [...added.filter((_block, k) => before[k] === i), block]),
    ...added.filter((_block, k) => before[k] === -1)
  ]
}

/** With layers as members of the blocks of these names, too. */
export function joined(design: Design, blocks: ReadonlySet<string>, layers: readonly string[]): Design {
  if (blocks.size === 0 || !design.blocks) return design
  return {
    ...design,
    blocks: design.blocks.map((block) =>
      blocks.has(block.name) ? { ...block, members: [...new Set([...block.members, ...layers])] } : block
    )
  }
}
