// A design as graphs in graphs: on each level, blocks are nodes.
import type { Design } from '../../shared/design'
import { blocksAround, blockTree, type NestedBlock } from '../blocks'
import type { Part } from './layers'

/** The graph within a block, or of what is in none. Ports stand for what is outside the block. */
export interface Nest {
  /** Layers, and keys of the blocks within. */
  units: string[]
  /** By key. */
  blocks: Map<string, NestedIn>
  graph: Part
}
export interface NestedIn {
  block: NestedBlock
  inside: Nest
}

// No layer's name has a space.
const inPort = (source: string): string => `from ${source}`
const outPort = (target: string): string => `to ${target}`

interface Growing {
  units: Set<string>
  blocks: Nest['blocks']
  edges: Map<string, [string, string]>
  firsts: Set<string>
  lasts: Set<string>
}
const growing = (): Growing => ({
  ...{ units: new Set(), blocks: new Map(), edges: new Map() },
  ...{ firsts: new Set(), lasts: new Set() }
})

/** Units in the order of their first nodes; edges between nodes that exist, each once. */
export function nestOf(design: Design): Nest {
  const tree = blockTree(design)
  const keys = new Map(tree.blocks.map((block, i) => [block, `block ${i}`]))
  const keyOf = (block: NestedBlock): string => keys.get(block)!
  const around = new Map(design.nodes.map(({ name }) => [name, blocksAround(tree, name)]))
  const levels = new Map<NestedBlock | null, Growing>([[null, growing()]])
  for (const block of tree.blocks) levels.set(block, growing())
  const levelOf = (block: NestedBlock | undefined): Growing => levels.get(block ?? null)!
  const unitsOf = (name: string): string[] => [name, ...around.get(name)!.map(keyOf)]
  for (const { name } of design.nodes) {
    unitsOf(name).forEach((unit, i) => levelOf(around.get(name)![i]).units.add(unit))
  }
  const link = ({ edges }: Growing, source: string, target: string): void =>
    void edges.set(`${source}\n${target}`, [source, target])

  for (const { source, target } of design.edges) {
    const [outOf, into] = [around.get(source), around.get(target)]
    if (source === target || !outOf || !into) continue
    let shared = 0
    while (shared < outOf.length && outOf.at(-1 - shared) === into.at(-1 - shared)) {
      shared++
      if (shared === into.length) break
    }
    const [from, to] = [unitsOf(source), unitsOf(target)]
    const [leaves, enters] = [outOf.length - shared, into.length - shared]
    link(levelOf(outOf[leaves]), from[leaves]!, to[enters]!)
    outOf.slice(0, leaves).forEach((block, i) => {
      levelOf(block).lasts.add(outPort(target))
      link(levelOf(block), from[i]!, outPort(target))
    })
    into.slice(0, enters).forEach((block, i) => {
      levelOf(block).firsts.add(inPort(source))
      link(levelOf(block), inPort(source), to[i]!)
    })
  }

  const grown = ({ units, blocks, edges, firsts, lasts }: Growing): Nest => ({
    units: [...units],
    blocks,
    graph: { names: [...firsts, ...units, ...lasts], edges: [...edges.values()], firsts, lasts }
  })
  // Each block before those that hold it, so that what is within is whole.
  for (const block of tree.blocks) {
    levelOf(block.parent ?? undefined).blocks.set(keyOf(block), { block, inside: grown(levels.get(block)!) })
  }
  return grown(levels.get(null)!)
}
