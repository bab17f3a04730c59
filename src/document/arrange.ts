// Automatic layout: in layers along the flow of data, and so that edges drawn as plain curves pass beside nodes.
import type { Design, DesignNode } from '../shared/design'
import { GRID, onGrid, type Direction } from './geometry'
import { layersOf, type Layer, type Part } from './layout/layers'
import { straighten } from './layout/straighten'

export interface ArrangeOptions {
  /** Inputs at the left or at the top. */
  direction: Direction
  /** Size of a node in CSS pixels at zoom 1. */
  size: (node: DesignNode) => { width: number; height: number }
}

/** All in CSS pixels at zoom 1. */
const GAP = 40
/** Between parts that no edge connects. */
const PART_GAP = 80
const ORIGIN = 40

const upToGrid = (value: number): number => Math.ceil(value / GRID) * GRID

/** Along: in the direction of the flow; across: at right angles to it. Both of top-left corners. */
interface Place {
  along: number
  across: number
}

/**
 * Where each node should stand, by its name: top-left corners in CSS pixels at zoom 1, multiples of 8. The same design
 * gives the same layout. Parts that no edge connects stand beside each other. Edges that skip layers have a row of their
 * own. Cycles and edges to nodes that do not exist do no harm.
 */
export function arrange(design: Design, { direction, size }: ArrangeOptions): Map<string, { x: number; y: number }> {
  const sizes = new Map(
    design.nodes.map((node) => {
      const { width, height } = size(node)
      const [along, across] = direction === 'LR' ? [width, height] : [height, width]
      return [node.name, { along: upToGrid(along), across: upToGrid(across) }]
    })
  )
  const places = new Map<string, { x: number; y: number }>()
  let start = ORIGIN
  for (const part of connectedParts(design)) {
    const layers = layersOf(part, sizes)
    straighten(layers, GAP)
    const found = placesOf(layers)
    const [top, bottom] = extent(found, sizes)
    for (const [name, { along, across }] of found) {
      const shifted = across - top + start
      places.set(name, direction === 'LR' ? { x: along, y: shifted } : { x: shifted, y: along })
    }
    start += upToGrid(bottom - top + PART_GAP)
  }
  return places
}

/** Subgraphs that no edge connects, in the order of their first nodes; edges between nodes that exist, each once. */
function connectedParts({ nodes, edges }: Design): Part[] {
  const next = new Map(nodes.map(({ name }): [string, string[]] => [name, []]))
  const kept = new Map<string, [string, string]>()
  for (const { source, target } of edges) {
    if (source === target || !next.has(source) || !next.has(target)) continue
    kept.set(`${source} ${target}`, [source, target])
    next.get(source)!.push(target)
    next.get(target)!.push(source)
  }
  const partOf = new Map<string, number>()
  let parts = 0
  for (const { name } of nodes) {
    if (partOf.has(name)) continue
    const waiting = [name]
    while (waiting.length > 0) {
      const reached = waiting.pop()!
      if (partOf.has(reached)) continue
      partOf.set(reached, parts)
      waiting.push(...next.get(reached)!)
    }
    parts++
  }
  return Array.from({ length: parts }, (_, part) => ({
    names: nodes.map(({ name }) => name).filter((name) => partOf.get(name) === part),
    edges: [...kept.values()].filter(([source]) => partOf.get(source) === part)
  }))
}

function placesOf(layers: readonly Layer[]): Map<string, Place> {
  const places = new Map<string, Place>()
  let along = ORIGIN
  for (const { items, thickness } of layers) {
    for (const { name, length, center } of items) {
      if (name !== null) places.set(name, { along, across: onGrid(center - length / 2) })
    }
    along += thickness + GAP
  }
  return places
}

function extent(places: ReadonlyMap<string, Place>, sizes: ReadonlyMap<string, Place>): [number, number] {
  const entries = [...places]
  return [
    Math.min(...entries.map(([, { across }]) => across)),
    Math.max(...entries.map(([name, { across }]) => across + sizes.get(name)!.across))
  ]
}
