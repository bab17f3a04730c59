// A design in the order in which code makes it, whether it fits together or not.
import type { LayerCatalogue, LayerType } from '../../layers'
import { blocksAround, blockTree } from '../blocks'
import { inferModel, type InferredModel } from '../../layers/infer'
import { inputsOf, type Design, type DesignEdge, type DesignNode } from '../../shared/design'
import { NetloomError } from '../../shared/errors'
import { namesFor, type Variables } from './variables'

export interface PlannedNode {
  node: DesignNode
  /** The node whose layer it calls: itself, or the one that it names. */
  owner: DesignNode
  /** Of the owner's class; undefined where the catalogue has none. */
  type: LayerType | undefined
  /** Nodes that feed it, in input order. */
  inputs: DesignNode[]
  /** How many edges leave it. */
  uses: number
  /** The layer is made on a line of its own, and called on others. */
  named: boolean
  /** Its weights follow from the training examples: Keras's adapt(). */
  adapts: boolean
  /** Its blocks, the innermost last. */
  blocks: readonly string[]
  /** What is wrong here. */
  faults: string[]
}
export interface Plan {
  nodes: PlannedNode[]
  inputs: PlannedNode[]
  outputs: PlannedNode[]
  variables: Variables
  /** What is wrong, but at no node. */
  faults: string[]
  /** Null where the design does not fit together. */
  model: InferredModel | null
}

export function planOf(design: Design, catalogue: LayerCatalogue): Plan {
  const { model, error } = inferred(design, catalogue)
  const place = error && placeOf(error, design)
  const tree = blockTree(design)
  const feeds = feedsOf(design)
  const uses = new Map<string, number>()
  for (const { source } of design.edges) uses.set(source, (uses.get(source) ?? 0) + 1)
  const owners = ownersOf(design)
  const called = new Set(design.nodes.map((node) => owners.get(node)!).filter((owner, i) => owner !== design.nodes[i]))
  const nodes = inOrder(design, feeds).map((node): PlannedNode => {
    const owner = owners.get(node)!
    const type = catalogue.get(owner.class_name)
    const faults = place === node && error?.code !== 'LAYER_UNKNOWN' ? [error!.message] : []
    if (!type) faults.push(`Netloom knows no layer ${owner.class_name}.`)
    const adapts = type?.adapt !== undefined && owner === node && (owner.config.mean ?? null) === null
    return {
      node,
      owner,
      type,
      inputs: feeds.get(node.name)!,
      uses: uses.get(node.name) ?? 0,
      named: adapts || owner !== node || called.has(node),
      adapts,
      blocks: blocksAround(tree, node.name)
        .map(({ block }) => block.name)
        .reverse(),
      faults
    }
  })
  const inputs = nodes.filter(({ owner }) => owner.class_name === 'Input')
  const outputs = nodes.filter(({ uses }) => uses === 0)
  const faults = error && !place ? [error.message] : []
  return { nodes, inputs, outputs, variables: namesFor(nodes, inputs, outputs), faults, model }
}

function inferred(design: Design, catalogue: LayerCatalogue): { model: InferredModel | null; error?: NetloomError } {
  try {
    return { model: inferModel(design, catalogue) }
  } catch (error) {
    if (error instanceof NetloomError) return { model: null, error }
    throw error
  }
}

/** By the name of a node: those that feed it, in input order. One walk for all: a design may have thousands. */
function feedsOf({ nodes, edges }: Design): ReadonlyMap<string, DesignNode[]> {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const into = new Map<string, DesignEdge[]>(nodes.map(({ name }) => [name, []]))
  for (const edge of edges) into.get(edge.target)?.push(edge)
  const inOrderOf = (list: readonly DesignEdge[], name: string): DesignNode[] =>
    (list.some(({ index }) => index !== undefined)
      ? inputsOf({ nodes, edges }, name)
      : list.map(({ source }) => source)
    ).flatMap((source) => byName.get(source) ?? [])
  return new Map([...into].map(([name, list]) => [name, inOrderOf(list, name)]))
}

/** Of each node, the one whose layer it calls. */
function ownersOf({ nodes }: Design): ReadonlyMap<DesignNode, DesignNode> {
  const own = new Map(nodes.filter(({ layer }) => layer === undefined).map((node) => [node.name, node]))
  return new Map(nodes.map((node) => [node, (node.layer !== undefined && own.get(node.layer)) || node]))
}

/** The node that an error is about: the layer that it names, or what its path leads to. */
function placeOf({ code, args }: NetloomError, design: Design): DesignNode | undefined {
  const path = /^model\.(nodes|edges)\[(\d+)\]/.exec(String(args.where ?? ''))
  const edge = path?.[1] === 'edges' ? design.edges[Number(path[2])] : undefined
  const [cycle] = code === 'MODEL_CYCLE' ? String(args.path).split(' → ') : []
  const names = [args.layer, edge?.target, edge?.source, cycle]
  const named = names.flatMap((name) => design.nodes.find((node) => node.name === name) ?? [])
  return path?.[1] === 'nodes' ? design.nodes[Number(path[2])] : named[0]
}

/** Each node after those that it needs, in the order of the file where there is a choice; a cycle is cut at its first. */
function inOrder({ nodes }: Design, feeds: ReadonlyMap<string, DesignNode[]>): DesignNode[] {
  const waiting = new Map(
    nodes.map((node) => {
      const needs = new Set(feeds.get(node.name)!.map(({ name }) => name))
      if (node.layer !== undefined && feeds.has(node.layer)) needs.add(node.layer)
      return [node, needs]
    })
  )
  const ordered: DesignNode[] = []
  while (waiting.size > 0) {
    const next = firstReady(waiting)
    ordered.push(next)
    waiting.delete(next)
    for (const needs of waiting.values()) needs.delete(next.name)
  }
  return ordered
}

function firstReady(waiting: ReadonlyMap<DesignNode, ReadonlySet<string>>): DesignNode {
  for (const [node, needs] of waiting) if (needs.size === 0) return node
  return waiting.keys().next().value!
}
