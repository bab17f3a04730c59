// A design as a graph that is walked: constant-time look-ups, and an order in which data can flow.
import type { Design, DesignNode } from '../shared/design'
import { NetloomError } from '../shared/errors'

export interface DesignGraph {
  readonly nodes: ReadonlyMap<string, DesignNode>
  /** Where a node stands in the design's list, for the JSON path in an error. */
  readonly positions: ReadonlyMap<string, number>
  /** The names of the layers feeding each node, in input order. */
  readonly inputs: ReadonlyMap<string, readonly string[]>
  /** Each after those that feed it, and after the layer that it calls again; in the file's order where there is a choice. */
  readonly ordered: readonly DesignNode[]
  /** The names along a cycle, the first again at the end; null where there is none. Nodes in or behind one are in no order. */
  readonly cycle: readonly string[] | null
}

/** @throws NetloomError MODEL_DUPLICATE_NAME, MODEL_EDGE_UNKNOWN */
export function graphOf(design: Design): DesignGraph {
  const nodes = new Map<string, DesignNode>()
  const positions = new Map<string, number>()
  design.nodes.forEach((node, i) => {
    if (nodes.has(node.name)) {
      throw new NetloomError('MODEL_DUPLICATE_NAME', { layer: node.name, where: `model.nodes[${i}].name` })
    }
    nodes.set(node.name, node)
    positions.set(node.name, i)
  })
  const inputs = inputLists(design, nodes)
  const { ordered, cycle } = inOrder(design, nodes, positions, inputs)
  return { nodes, positions, inputs, ordered, cycle }
}

function inputLists(design: Design, nodes: ReadonlyMap<string, DesignNode>): Map<string, string[]> {
  const found = new Map<string, { source: string; order: number }[]>(design.nodes.map(({ name }) => [name, []]))
  design.edges.forEach((edge, position) => {
    for (const end of ['source', 'target'] as const) {
      if (nodes.has(edge[end])) continue
      const known = [...nodes.keys()].join(', ')
      throw new NetloomError('MODEL_EDGE_UNKNOWN', {
        where: `model.edges[${position}].${end}`,
        found: edge[end],
        known
      })
    }
    found.get(edge.target)!.push({ source: edge.source, order: edge.index ?? position })
  })
  return new Map(
    [...found].map(([name, list]) => [name, list.sort((a, b) => a.order - b.order).map(({ source }) => source)])
  )
}

/** Kahn's topological order. */
function inOrder(
  design: Design,
  nodes: ReadonlyMap<string, DesignNode>,
  positions: ReadonlyMap<string, number>,
  inputs: ReadonlyMap<string, readonly string[]>
): Pick<DesignGraph, 'ordered' | 'cycle'> {
  const waitsFor = new Map<string, Set<string>>()
  const feeds = new Map<string, string[]>(design.nodes.map(({ name }) => [name, []]))
  for (const { name, layer } of design.nodes) {
    // A call of another's layer comes after that layer, so that its weights are known.
    const needs = new Set([...inputs.get(name)!, ...(layer !== undefined && nodes.has(layer) ? [layer] : [])])
    waitsFor.set(name, needs)
    for (const need of needs) feeds.get(need)!.push(name)
  }
  // Positions of nodes that wait for nothing, ascending.
  const ready = design.nodes.flatMap(({ name }, i) => (waitsFor.get(name)!.size === 0 ? [i] : []))
  const ordered: DesignNode[] = []
  while (ready.length > 0) {
    const node = design.nodes[ready.shift()!]!
    ordered.push(node)
    waitsFor.delete(node.name)
    for (const fed of feeds.get(node.name)!) {
      const waits = waitsFor.get(fed)!
      waits.delete(node.name)
      if (waits.size === 0) insertSorted(ready, positions.get(fed)!)
    }
  }
  return { ordered, cycle: waitsFor.size === 0 ? null : cycleAmong(waitsFor) }
}

function insertSorted(list: number[], value: number): void {
  let at = list.length
  while (at > 0 && list[at - 1]! > value) at--
  list.splice(at, 0, value)
}

// Every layer that is left waits for another one that is left: walking back must meet a layer twice.
function cycleAmong(waiting: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const walked: string[] = []
  let name = [...waiting.keys()][0]!
  while (!walked.includes(name)) {
    walked.push(name)
    name = [...waiting.get(name)!][0]!
  }
  return [...walked.slice(walked.indexOf(name)), name].reverse()
}
