import type { Design, DesignBlock } from '../../shared/design'
import { freeName, nextName } from '../names'
import { sortedInto, withInputs } from './connect'
import { copyFragment, pasteFragment } from './fragment'
import type { Point } from './layers'
import { withBlocks } from './remove'

/** Groups layers; those that were in other blocks leave them. The same design where none of the layers is there. */
export function group(design: Design, names: readonly string[], wanted: string): { design: Design; name: string } {
  const members = design.nodes.map((node) => node.name).filter((name) => names.includes(name))
  if (members.length === 0) return { design, name: wanted }
  const others = (design.blocks ?? [])
    .map((block) => ({ ...block, members: block.members.filter((member) => !names.includes(member)) }))
    .filter((block) => block.members.length > 0)
  const name = freeName(wanted, new Set(others.map((block) => block.name)))
  return { design: withBlocks(design, [...others, { name, members }]), name }
}

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

export const blockOf = (design: Design, member: string): DesignBlock | undefined =>
  design.blocks?.find((block) => block.members.includes(member))

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
 * Repeats a block so that it stands `times` times in a row, each copy with weights of its own, behind the one before.
 * The same design where the block has several ends.
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
  const fragment = copyFragment(design, block.members)
  const names: string[] = []
  let current = design
  let last = ends.last
  for (let i = 1; i < times; i++) {
    const pasted = pasteFragment(current, fragment, { x: step.x * i, y: step.y * i })
    const copied = (member: string): string => pasted.renamed.get(member)!
    const consumers = pasted.design.edges.filter(
      ({ source, target }) => source === last && !block.members.includes(target)
    )
    current = consumers.reduce((changed, { target }) => rewire(changed, target, last, copied(ends.last)), pasted.design)
    current = withInputs(current, copied(ends.first), [...sourcesOf(current, copied(ends.first)), last])
    names.push(...pasted.names)
    last = copied(ends.last)
  }
  return { design: current, names }
}

const sourcesOf = (design: Design, target: string): string[] => sortedInto(design, target).map(({ source }) => source)
const rewire = (design: Design, target: string, from: string, to: string): Design =>
  withInputs(
    design,
    target,
    sourcesOf(design, target).map((source) => (source === from ? to : source))
  )
