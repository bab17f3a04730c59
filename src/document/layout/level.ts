// The layout of what stands beside each other: all of a design but what is in blocks, or all of a block.
import { GRID, onGrid } from '../geometry'
import { layersOf, type Part, type Size } from './layers'
import { straighten } from './straighten'

/** All in CSS pixels at zoom 1. */
const GAP = 40
/** Between parts that no edge connects. */
const PART_GAP = 80

export const upToGrid = (value: number): number => Math.ceil(value / GRID) * GRID

/** Along: in the direction of the flow; across: at right angles to it. Both of top-left corners. */
export interface Place {
  along: number
  across: number
}
export interface Level {
  places: Map<string, Place>
  /** Across the flow: where edges reach each node. */
  centers: Map<string, number>
  /** From the first to the end of the last across the flow, with the rows of edges that pass. */
  low: number
  high: number
}

/** Places from 0 on, multiples of the grid. Parts that no edge connects stand beside each other. */
export function placeLevel(graph: Part, sizes: ReadonlyMap<string, Size>): Level {
  const level: Level = { places: new Map(), centers: new Map(), low: 0, high: 0 }
  let start = 0
  for (const part of connectedParts(graph)) {
    const layers = layersOf(part, sizes)
    straighten(layers, GAP)
    const items = layers.flatMap(({ items }) => items)
    const corner = ({ center, low }: { center: number; low: number }): number => onGrid(center - low)
    const named = items.filter(({ name }) => name !== null)
    const top = Math.min(...named.map(corner))
    const bottom = Math.max(...named.map((item) => corner(item) + item.low + item.high))
    const shift = start - top
    let along = 0
    for (const { items, thickness } of layers) {
      for (const item of items) {
        level.low = Math.min(level.low, corner(item) + shift)
        level.high = Math.max(level.high, corner(item) + item.low + item.high + shift)
        if (item.name === null) continue
        level.places.set(item.name, { along, across: corner(item) + shift })
        level.centers.set(item.name, item.center + shift)
      }
      along += thickness + GAP
    }
    start += upToGrid(bottom - top + PART_GAP)
  }
  return level
}

/** Subgraphs that no edge connects, in the order of their first nodes. */
function connectedParts({ names, edges, firsts, lasts }: Part): Part[] {
  const next = new Map(names.map((name): [string, string[]] => [name, []]))
  for (const [source, target] of edges) {
    next.get(source)!.push(target)
    next.get(target)!.push(source)
  }
  const partOf = new Map<string, number>()
  let parts = 0
  for (const name of names) {
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
    names: names.filter((name) => partOf.get(name) === part),
    edges: edges.filter(([source]) => partOf.get(source) === part),
    firsts,
    lasts
  }))
}
