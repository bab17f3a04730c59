// A design in the order in which code makes it, whether it fits together or not.
import type { LayerCatalogue, LayerType } from '../../layers'
import { blocksAround, blockTree } from '../blocks'
import { inferModel, type InferredModel } from '../../layers/infer'
import { inputsOf, type Design, type DesignNode } from '../../shared/design'
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
  const nodes = inOrder(design).map((node): PlannedNode => {
    const owner = ownerOf(node, design)
    const type = catalogue.get(owner.class_name)
    const faults = place === node && error?.code !== 'LAYER_UNKNOWN' ? [error!.message] : []
    if (!type) faults.push(`Netloom knows no layer ${owner.class_name}.`)
    const adapts = type?.adapt !== undefined && owner === node && (owner.config.mean ?? null) === null
    return {
      node,
      owner,
      type,
      inputs: inputsOf(design, node.name).flatMap((name) => design.nodes.find((other) => other.name === name) ?? []),
      uses: design.edges.filter(({ source }) => source === node.name).length,
      named:
        adapts || owner !== node || design.nodes.some((other) => ownerOf(other, design) === node && other !== node),
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

const ownerOf = (node: DesignNode, design: Design): DesignNode =>
  design.nodes.find(({ name, layer }) => name === node.layer && layer === undefined) ?? node

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
function inOrder(design: Design): DesignNode[] {
  const { nodes } = design
  const exists = (name: string): boolean => nodes.some((node) => node.name === name)
  const waiting = new Map(
    nodes.map((node) => [node, new Set([...inputsOf(design, node.name), node.layer ?? ''].filter(exists))])
  )
  const ordered: DesignNode[] = []
  while (waiting.size > 0) {
    const [next] = [...waiting].find(([, needs]) => needs.size === 0) ?? [...waiting][0]!
    ordered.push(next)
    waiting.delete(next)
    for (const needs of waiting.values()) needs.delete(next.name)
  }
  return ordered
}
