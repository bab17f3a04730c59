import type { Design, DesignEdge, DesignNode, LayerConfig } from '../../shared/design'
import { isWithin, joined } from '../blocks'
import { freeName, kerasName, namesOf } from '../names'
import { sortedInto, withInputs } from './connect'

export interface Point {
  x: number
  y: number
}

/** @param config parameters that differ from the defaults */
export function addLayer(
  design: Design,
  className: string,
  position: Point,
  config: LayerConfig = {}
): { design: Design; name: string } {
  const name = freeName(kerasName(className), namesOf(design))
  const node: DesignNode = { name, class_name: className, config, position }
  return { design: { ...design, nodes: [...design.nodes, node] }, name }
}

/** Puts a node that is not connected yet between the two ends of an edge, and into the blocks that hold both of them. */
export function insertOnEdge(design: Design, edge: DesignEdge, name: string): Design {
  const sources = sortedInto(design, edge.target).map((one) => (one === edge ? name : one.source))
  const wired = withInputs(withInputs(design, edge.target, sources), name, [edge.source])
  const around = (design.blocks ?? []).filter(({ members }) => isWithin([edge.source, edge.target], members))
  return joined(wired, new Set(around.map((block) => block.name)), [name])
}

/** Calls a layer once more: a node without weights of its own. */
export function callAgain(design: Design, name: string, position: Point): { design: Design; name: string } {
  const called = design.nodes.find((node) => node.name === name)!
  const owner = called.layer ?? name
  const again = freeName(owner, namesOf(design))
  const node: DesignNode = { name: again, class_name: called.class_name, config: {}, layer: owner, position }
  return { design: { ...design, nodes: [...design.nodes, node] }, name: again }
}

/** Makes a shared call a layer with weights of its own. */
export function unshare(design: Design, name: string): Design {
  const node = design.nodes.find((one) => one.name === name)
  const owner = node?.layer === undefined ? undefined : design.nodes.find((one) => one.name === node.layer)
  if (!node || !owner) return design
  const { layer: _layer, ...own } = node
  return replaceNodes(design, new Map([[name, { ...own, config: owner.config }]]))
}

/** Nodes by name, in place of those of that name; the others stay the same objects. */
export function replaceNodes(design: Design, nodes: ReadonlyMap<string, DesignNode>): Design {
  if (nodes.size === 0) return design
  return { ...design, nodes: design.nodes.map((node) => nodes.get(node.name) ?? node) }
}

/** Sets a parameter of several layers; undefined gives it its default again. */
export function setParam(
  design: Design,
  names: readonly string[],
  key: string,
  value: LayerConfig[string] | undefined
): Design {
  const changed = new Map<string, DesignNode>()
  for (const name of names) {
    const called = design.nodes.find((node) => node.name === name)
    const node = called?.layer === undefined ? called : design.nodes.find((one) => one.name === called.layer)
    if (!node || JSON.stringify(node.config[key]) === JSON.stringify(value)) continue
    const { [key]: _before, ...rest } = node.config
    changed.set(node.name, { ...node, config: value === undefined ? rest : { ...node.config, [key]: value } })
  }
  return replaceNodes(design, changed)
}

export function moveNodes(design: Design, positions: ReadonlyMap<string, Point>): Design {
  const moved = design.nodes.filter(({ name, position }) => {
    const to = positions.get(name)
    return to && (to.x !== position?.x || to.y !== position.y)
  })
  return replaceNodes(
    design,
    new Map(moved.map((node) => [node.name, { ...node, position: positions.get(node.name)! }]))
  )
}

/** Renames a layer wherever it is named. The new name must be free. */
export function renameLayer(design: Design, from: string, to: string): Design {
  const rename = (name: string): string => (name === from ? to : name)
  return {
    ...design,
    nodes: design.nodes.map((node) => {
      if (node.name === from) return { ...node, name: to }
      return node.layer === from ? { ...node, layer: to } : node
    }),
    edges: design.edges.map((edge) =>
      edge.source === from || edge.target === from
        ? { ...edge, source: rename(edge.source), target: rename(edge.target) }
        : edge
    ),
    ...(design.blocks && {
      blocks: design.blocks.map((block) =>
        block.members.includes(from) ? { ...block, members: block.members.map(rename) } : block
      )
    })
  }
}
