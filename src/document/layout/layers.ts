// Which layer each node belongs to: the one after the last of those that feed it.
import { orderLayers } from './order'

/** A node, or the place where edges of a node pass a layer that they skip. */
export interface Item {
  /** Null for passing edges. */
  name: string | null
  /** Passes many layers, or beside other ways from its start: it would run through nodes if it were not straight. */
  skips: boolean
  /** Across the flow. */
  length: number
  /** Across the flow. */
  center: number
  /** What it is connected with in the layers before and after it. */
  before: Item[]
  after: Item[]
}

export interface Layer {
  /** In their order across the flow. */
  items: Item[]
  /** Of its thickest node, along the flow. */
  thickness: number
}

interface Size {
  along: number
  across: number
}

/** A graph; edges connect two different nodes of it, and are there once. */
export interface Part {
  names: readonly string[]
  edges: readonly (readonly [source: string, target: string])[]
}

/** An edge over more layers than this has to be straight. */
const LONG = 4

/** Layers along the flow, with as few crossings as a few sweeps find. @param sizes by node */
export function layersOf(part: Part, sizes: ReadonlyMap<string, Size>): Layer[] {
  const forward = withoutCycles(part)
  const ranks = ranksOf(forward)
  const layers = Array.from({ length: Math.max(...ranks.values()) + 1 }, (): Layer => ({ items: [], thickness: 0 }))
  const items = new Map(part.names.map((name) => [name, itemOf(name, sizes.get(name)!.across)]))
  const rowLength = Math.min(...part.names.map((name) => sizes.get(name)!.across))
  const link = (from: Item, to: Item): void => {
    from.after.push(to)
    to.before.push(from)
  }

  // What passes stands before what stops, so that it keeps to one side; all long edges of a node pass as one.
  for (const [source, targets] of forward.targets) {
    let [last, rank] = [items.get(source)!, ranks.get(source)!]
    const byRank = [...targets].sort((a, b) => ranks.get(a)! - ranks.get(b)!)
    const stops: (() => void)[] = []
    for (const target of byRank) {
      const skips = targets.size > 1 || ranks.get(target)! - rank > LONG
      for (; rank < ranks.get(target)! - 1; rank++) {
        const bend = itemOf(null, rowLength, skips)
        link(last, bend)
        last = bend
      }
      const from = last
      stops.push(() => link(from, items.get(target)!))
    }
    for (const stop of stops) stop()
  }
  for (const [name, rank] of ranks) {
    const layer = layers[rank]!
    layer.thickness = Math.max(layer.thickness, sizes.get(name)!.along)
  }
  const roots = part.names.map((name) => ({ item: items.get(name)!, rank: ranks.get(name)! }))
  orderLayers(layers, roots)
  return layers
}

const itemOf = (name: string | null, length: number, skips = false): Item => ({
  ...{ name, skips, length },
  ...{ center: 0, before: [], after: [] }
})

interface Acyclic {
  /** Each node after all that feed it. */
  order: string[]
  /** By source; edges that would close a cycle are turned round. */
  targets: Map<string, Set<string>>
}

/** Takes nodes in the order of the flow; where only cycles are left, the first of them. */
function withoutCycles({ names, edges }: Part): Acyclic {
  const next = new Map(names.map((name): [string, string[]] => [name, []]))
  const waitsFor = new Map(names.map((name) => [name, 0]))
  for (const [source, target] of edges) {
    next.get(source)!.push(target)
    waitsFor.set(target, waitsFor.get(target)! + 1)
  }
  const taken = new Map<string, number>()
  const ready = names.filter((name) => waitsFor.get(name) === 0).reverse()
  let oldest = 0
  while (taken.size < names.length) {
    const name = ready.pop() ?? names[oldest++]!
    if (taken.has(name)) continue
    taken.set(name, taken.size)
    for (const target of next.get(name)!) {
      waitsFor.set(target, waitsFor.get(target)! - 1)
      if (waitsFor.get(target) === 0) ready.push(target)
    }
  }
  const targets = new Map([...taken.keys()].map((name): [string, Set<string>] => [name, new Set()]))
  for (const [source, target] of edges) {
    const [from, to] = taken.get(source)! < taken.get(target)! ? [source, target] : [target, source]
    targets.get(from)!.add(to)
  }
  return { order: [...taken.keys()], targets }
}

/** The length of the longest path to a node; what nothing feeds stands just before what it feeds. */
function ranksOf({ order, targets }: Acyclic): Map<string, number> {
  const ranks = new Map(order.map((name) => [name, 0]))
  const fed = new Set<string>()
  for (const name of order) {
    for (const target of targets.get(name)!) {
      ranks.set(target, Math.max(ranks.get(target)!, ranks.get(name)! + 1))
      fed.add(target)
    }
  }
  for (const name of order) {
    const after = [...targets.get(name)!].map((target) => ranks.get(target)!)
    if (!fed.has(name) && after.length > 0) ranks.set(name, Math.min(...after) - 1)
  }
  return ranks
}
