// Where a new layer goes, and what it is connected with.
import type { Design, DesignEdge, LayerConfig } from '../../shared/design'
import { NODE, asideOf, directionOf, minus, overlaps, plus, snapped, stepOf } from '../geometry'
import { reachedFrom } from '../flow'
import { connect, type InputsOf } from './connect'
import { addLayer, insertOnEdge, moveNodes, type Point } from './layers'

/** On an edge, behind a layer, or by itself at a point (its top left corner). */
export type Placement = { edge: DesignEdge } | { after: string } | { at: Point }

export interface NewLayer {
  className: string
  config: LayerConfig
}

/**
 * Adds a layer where it is wanted. On an edge, or behind a layer that feeds one other, it is inserted between the two, and
 * what follows moves on to make room; behind others it is connected, and stands beside what is there already.
 */
export function placeLayer(
  design: Design,
  layer: NewLayer,
  placement: Placement,
  inputsOf: InputsOf
): { design: Design; name: string } {
  if ('at' in placement) return addLayer(design, layer.className, snapped(placement.at), layer.config)
  if ('edge' in placement) return insertBetween(design, layer, placement.edge)
  const { after } = placement
  const out = design.edges.filter((edge) => edge.source === after)
  const added = addLayer(design, layer.className, { x: 0, y: 0 }, layer.config)
  const takes = inputsOf(added.name).max > 0
  if (takes && out.length === 1 && inputsOf(out[0]!.target).max === 1) return insertBetween(design, layer, out[0]!)
  const free = freeSpot(design, behind(design, after))
  const at = { design: moveNodes(added.design, new Map([[added.name, free]])), name: added.name }
  return takes ? { ...at, design: connect(at.design, after, at.name, inputsOf) } : at
}

const positionOf = (design: Design, name: string): Point =>
  design.nodes.find((node) => node.name === name)?.position ?? { x: 0, y: 0 }
const behind = (design: Design, name: string): Point => plus(positionOf(design, name), stepOf(directionOf(design)))

function insertBetween(design: Design, layer: NewLayer, edge: DesignEdge): { design: Design; name: string } {
  const step = stepOf(directionOf(design))
  const source = positionOf(design, edge.source)
  const at = plus(source, step)
  const gap = minus(positionOf(design, edge.target), source)
  const isTight = step.x > 0 ? gap.x < 2 * step.x : gap.y < 2 * step.y
  const roomy = isTight ? moveDownstream(design, edge.target, step) : design
  const added = addLayer(roomy, layer.className, at, layer.config)
  const { edges } = added.design
  const same = (one: DesignEdge): boolean => one.source === edge.source && one.target === edge.target
  const drawn = edges.includes(edge) ? edge : edges.find(same)
  return { design: drawn ? insertOnEdge(added.design, drawn, added.name) : added.design, name: added.name }
}

/** Moves a layer and all that follows from it. */
function moveDownstream(design: Design, from: string, step: Point): Design {
  const reached = reachedFrom(design, from)
  const moved = design.nodes.filter(({ name }) => reached.has(name))
  return moveNodes(design, new Map(moved.map(({ name, position = { x: 0, y: 0 } }) => [name, plus(position, step)])))
}

/** The nearest place beside a point where no other layer stands. */
export function freeSpot(design: Design, wanted: Point): Point {
  const aside = asideOf(directionOf(design))
  let spot = wanted
  while (design.nodes.some(({ position }) => position && overlaps(position, spot))) spot = plus(spot, aside)
  return spot
}

/** Below (or right of) everything, for a layer that is added to no place in particular. */
export function endSpot(design: Design): Point {
  const placed = design.nodes.flatMap(({ position }) => (position ? [position] : []))
  if (placed.length === 0) return { x: 0, y: 0 }
  const step = stepOf(directionOf(design))
  if (step.x > 0) return { x: Math.max(...placed.map(({ x }) => x)) + step.x, y: placed[0]!.y }
  return { x: placed[0]!.x, y: Math.max(...placed.map(({ y }) => y)) + step.y }
}

/** The top left corner of a node whose middle is at a point. */
export const centredAt = ({ x, y }: Point): Point => ({ x: x - NODE.width / 2, y: y - NODE.height / 2 })
