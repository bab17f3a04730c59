import type { Design, DesignBlock } from '../../shared/design'
import { blocksAround, blockTree, isWithin, withListed } from '../blocks'
import { freeName, nextName } from '../names'
import { sortedInto, withInputs } from './connect'
import { copyFragment, pasteInto } from './fragment'
import type { Point } from './layers'
import { withBlocks } from './remove'

/**
 * Groups layers. Blocks that are chosen as a whole are then within the new one, which is itself within those that hold all
 * of the choice; from others, the chosen layers are taken out. The same design where none of the layers is there.
 */
export function group(design: Design, names: readonly string[], wanted: string): { design: Design; name: string } {
  const members = design.nodes.map((node) => node.name).filter((name) => names.includes(name))
  if (members.length === 0) return { design, name: wanted }
  const others = (design.blocks ?? [])
    .map((block) =>
      isWithin(members, block.members) || isWithin(block.members, members)
        ? block
        : { ...block, members: block.members.filter((member) => !members.includes(member)) }
    )
    .filter((block) => block.members.length > 0)
  const name = freeName(wanted, new Set(others.map((block) => block.name)))
  return { design: withBlocks(design, withListed(others, [{ name, members }])), name }
}

/** Blocks within stay. */
export function ungroup(design: Design, name: string): Design {
  const kept = (design.blocks ?? []).filter((block) => block.name !== name)
  return kept.length === (design.blocks?.length ?? 0) ? design : withBlocks(design, kept)
}

/** A name that another block has gets a number. The same design where there is no such block. */
export function changeBlock(design: Design, name: string, change: Partial<DesignBlock>): Design {
  const blocks = design.blocks ?? []
  if (!blocks.some((block) => block.name === name)) return design
  const others = new Set(blocks.map((block) => block.name).filter((other) => other !== name))
  const named = change.name === undefined ? change : { ...change, name: nextName(change.name, others) }
  return withBlocks(
    design,
    blocks.map((block) => (block.name === name ? { ...block, ...named } : block))
  )
}

/**
 * The smallest block that all these layers are in. Of blocks with the same members, the outermost that is drawn as one,
 * else the innermost.
 */
export function blockOf(design: Design, names: readonly string[]): DesignBlock | null {
  const [first] = names
  if (first === undefined) return null
  const around = blocksAround(blockTree(design), first).filter(({ members }) => isWithin(names, members))
  const same = around.filter(({ members }) => members.length === around[0]!.members.length)
  return (same.findLast(({ block }) => block.collapsed) ?? same[0])?.block ?? null
}

/**
 * The one layer of a block that is fed from outside or by nothing, and the one that feeds on; null where there are several,
 * and of a block with an Input, which nothing can feed.
 */
export function endsOf(design: Design, members: readonly string[]): { first: string; last: string } | null {
  const inside = new Set(members)
  if (design.nodes.some(({ name, class_name }) => class_name === 'Input' && inside.has(name))) return null
  const firsts = members.filter((name) => {
    const into = design.edges.filter((edge) => edge.target === name)
    return into.length === 0 || into.some((edge) => !inside.has(edge.source))
  })
  const lasts = members.filter((name) => {
    const out = design.edges.filter((edge) => edge.source === name)
    return out.length === 0 || out.some((edge) => !inside.has(edge.target))
  })
  return firsts.length === 1 && lasts.length === 1 ? { first: firsts[0]!, last: lasts[0]! } : null
}

/**
 * Repeats a block, with those within, so that it stands `times` times in a row, each copy with weights of its own, behind
 * the one before and within the same blocks. The same design where the block has several ends.
 * @param step from one copy to the next, in CSS pixels
 */
export function repeatBlock(
  design: Design,
  name: string,
  times: number,
  step: Point
): { design: Design; names: string[] } {
  const block = design.blocks?.find((one) => one.name === name)
  const ends = block && endsOf(design, block.members)
  if (!block || !ends) return { design, names: [] }
  const outer = blocksHolding(design, block)
  const copied = copyFragment(design, block.members)
  const fragment = { ...copied, blocks: copied.blocks.filter(({ name }) => !outer.has(name)) }
  const names: string[] = []
  let current = design
  let last = ends.last
  for (let i = 1; i < times; i++) {
    const pasted = pasteInto(current, fragment, { x: step.x * i, y: step.y * i }, outer)
    const copyOf = (member: string): string => pasted.renamed.get(member)!
    const consumers = pasted.design.edges.filter(
      ({ source, target }) => source === last && !block.members.includes(target)
    )
    current = consumers.reduce((changed, { target }) => rewire(changed, target, last, copyOf(ends.last)), pasted.design)
    current = withInputs(current, copyOf(ends.first), [...sourcesOf(current, copyOf(ends.first)), last])
    names.push(...pasted.names)
    last = copyOf(ends.last)
  }
  return { design: current, names }
}

/** Names of the blocks that hold a block. */
function blocksHolding(design: Design, { name, members }: DesignBlock): Set<string> {
  const around = blocksAround(blockTree(design), members[0]!)
  return new Set(around.slice(around.findIndex(({ block }) => block.name === name) + 1).map(({ block }) => block.name))
}

const sourcesOf = (design: Design, target: string): string[] => sortedInto(design, target).map(({ source }) => source)
const rewire = (design: Design, target: string, from: string, to: string): Design =>
  withInputs(
    design,
    target,
    sourcesOf(design, target).map((source) => (source === from ? to : source))
  )
