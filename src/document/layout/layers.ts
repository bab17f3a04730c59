// Which layer each node belongs to: the one after the last of those that feed it.
import { orderLayers } from './order'

/** A node, or the place where edges of a node pass a layer that they skip. */
export interface Item {
  /** Null for passing edges. */
  name: string | null
  /** Passes many layers, or beside other ways from its start: it would run through nodes if it were not straight. */
  skips: boolean
  /** Across the flow, to either side of its center. */
  low: number
  high: number
  /** Across the flow: where edges reach it. */
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

/** Along the flow, and across it to either side of where edges reach the node. */
export interface Size {
  along: number
  low: number
  high: number
}

/** A graph; edges connect two different nodes of it, and are there once. */
export interface Part {
  names: readonly string[]
  edges: readonly (readonly [source: string, target: string])[]
  /** What stands before all others, and what behind all others: where edges enter and leave a block. */
  firsts: ReadonlySet<string>
  lasts: ReadonlySet<string>
}

/** An edge over more layers than this has to be straight. */
const LONG = 4

/** Layers along the flow, with as few crossings as a few sweeps find. @param sizes by node */
export function layersOf(part: Part, sizes: ReadonlyMap<string, Size>): Layer[] {
  const forward = withoutCycles(part)
  const ranks = ranksOf(forward, part)
  const layers = Array.from({ length: Math.max(...ranks.values()) + 1 }, (): Layer => ({ items: [], thickness: 0 }))
  const items = new Map(part.names.map((name) => [name, itemOf(name, sizes.get(name)!)]))
  const half = Math.min(...part.names.map((name) => (sizes.get(name)!.low + sizes.get(name)!.high) / 2))
  const row = { low: half, high: half }
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
        const bend = itemOf(null, row, skips)
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

const itemOf = (name: string | null, { low, high }: Pick<Size, 'low' | 'high'>, skips = false): Item => ({
  ...{ name, skips, low, high },
  ...{ center: 0, before: [], after: [] }
})

interface Acyclic {
  /** Each node after all that feed it. */
  order: string[]
  /** By source; edges that would close a cycle are turned round. */
  targets: Map<string, Set<string>>
}

/** Takes nodes in the order of the flow; of a cycle, the edge is turned round that leads back to where a walk came from. */
function withoutCycles({ names, edges }: Part): Acyclic {
  const turned = closingEdges({ names, edges })
  const forward = edges.map((edge) => (turned.has(edge) ? ([edge[1], edge[0]] as const) : edge))
  const targets = new Map(names.map((name): [string, Set<string>] => [name, new Set()]))
  for (const [source, target] of forward) targets.get(source)!.add(target)
  const waitsFor = new Map(names.map((name) => [name, 0]))
  for (const next of targets.values()) for (const target of next) waitsFor.set(target, waitsFor.get(target)! + 1)
  const order: string[] = []
  const ready = names.filter((name) => waitsFor.get(name) === 0).reverse()
  while (ready.length > 0) {
    const name = ready.pop()!
    order.push(name)
    for (const target of targets.get(name)!) {
      waitsFor.set(target, waitsFor.get(target)! - 1)
      if (waitsFor.get(target) === 0) ready.push(target)
    }
  }
  return { order, targets: new Map(order.map((name) => [name, targets.get(name)!])) }
}

type Edge = Part['edges'][number]

/** Edges that close a cycle, found by walking as deep as edges lead: only edges of cycles are among them. */
function closingEdges({ names, edges }: Pick<Part, 'names' | 'edges'>): Set<Edge> {
  const out = new Map(names.map((name): [string, Edge[]] => [name, []]))
  const fed = new Set<string>()
  for (const edge of edges) {
    out.get(edge[0])!.push(edge)
    fed.add(edge[1])
  }
  const closing = new Set<Edge>()
  const seen = new Set<string>()
  const onPath = new Set<string>()
  for (const start of [...names.filter((name) => !fed.has(name)), ...names]) {
    const path = seen.has(start) ? [] : [{ name: start, next: 0 }]
    while (path.length > 0) {
      const step = path.at(-1)!
      seen.add(step.name)
      onPath.add(step.name)
      const edge = out.get(step.name)![step.next++]
      if (!edge) {
        onPath.delete(step.name)
        path.pop()
      } else if (onPath.has(edge[1])) closing.add(edge)
      else if (!seen.has(edge[1])) path.push({ name: edge[1], next: 0 })
    }
  }
  return closing
}

/** The length of the longest path to a node; what nothing feeds stands just before what it feeds. */
function ranksOf({ order, targets }: Acyclic, { firsts, lasts }: Part): Map<string, number> {
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
    if (!fed.has(name) && !firsts.has(name) && after.length > 0) ranks.set(name, Math.min(...after) - 1)
  }
  const last = Math.max(0, ...ranks.values())
  for (const name of lasts) if (ranks.has(name)) ranks.set(name, last)
  return ranks
}
