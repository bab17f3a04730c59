import type { Design, DesignNode } from '../../shared/design'
import { leadsTo, sortedInto, withInputs } from './connect'

/**
 * Removes layers. What fed a removed layer of one input feeds, in its place, what that layer fed: a chain stays one.
 * A shared layer goes on in its next call.
 */
export function removeLayers(design: Design, names: readonly string[]): Design {
  const gone = names.filter((name) => design.nodes.some((node) => node.name === name))
  if (gone.length === 0) return design
  const healed = gone.reduce(removeOne, design)
  return withoutEmptyBlocks(healed, new Set(gone))
}

function removeOne(design: Design, name: string): Design {
  const into = sortedInto(design, name)
  const source = into.length === 1 ? into[0]!.source : null
  const targets = [...new Set(design.edges.filter((edge) => edge.source === name).map((edge) => edge.target))]
  const healed = targets.reduce((current, target) => {
    const sources = sortedInto(current, target).map((edge) => edge.source)
    const replaced = sources.flatMap((one) => (one !== name ? [one] : source === null ? [] : [source]))
    return withInputs(
      current,
      target,
      [...new Set(replaced)].length === replaced.length ? replaced : sources.filter((one) => one !== name)
    )
  }, design)
  return {
    ...healed,
    nodes: inherit(healed, name),
    edges: healed.edges.filter((edge) => edge.source !== name && edge.target !== name)
  }
}

// The first of the other calls of a shared layer, as data flow, takes its config over, and the rest call that one.
function inherit(design: Design, name: string): DesignNode[] {
  const { nodes } = design
  const removed = nodes.find((node) => node.name === name)!
  const calls = nodes.filter((node) => node.layer === name)
  const heir = calls.find((call) => !calls.some((other) => other !== call && leadsTo(design, other.name, call.name)))
  return nodes
    .filter((node) => node.name !== name)
    .map((node) => {
      if (node.layer !== name || !heir) return node
      if (node !== heir) return { ...node, layer: heir.name }
      const { layer: _layer, ...own } = node
      return { ...own, config: removed.config }
    })
}

function withoutEmptyBlocks(design: Design, gone: ReadonlySet<string>): Design {
  if (!design.blocks?.some((block) => block.members.some((name) => gone.has(name)))) return design
  const blocks = design.blocks
    .map((block) => ({ ...block, members: block.members.filter((name) => !gone.has(name)) }))
    .filter((block) => block.members.length > 0)
  return withBlocks(design, blocks)
}

/** A design without blocks has no list of them, as in its file. */
export function withBlocks(design: Design, blocks: NonNullable<Design['blocks']>): Design {
  const { blocks: _before, ...rest } = design
  return blocks.length > 0 ? { ...rest, blocks } : rest
}
