// Where a new layer goes, and what it is connected with.
import type { Design, DesignEdge, LayerConfig } from '../../shared/design'
import { NODE, asideOf, directionOf, minus, overlaps, plus, snapped, stepOf } from '../geometry'
import { looseEnds, reachedFrom } from '../flow'
import { connect, type InputsOf } from './connect'
import { addLayer, insertOnEdge, moveNodes, type Point } from './layers'

/** On an edge, behind a layer, or at a point (its top left corner): by itself, or fed by some layers. */
export type Placement = { edge: DesignEdge } | { after: string } | { at: Point; join?: readonly string[] }

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
  if ('at' in placement) {
    const added = addLayer(design, layer.className, snapped(placement.at), layer.config)
    const { join = [] } = placement
    return { ...added, design: join.reduce((now, from) => connect(now, from, added.name, inputsOf), added.design) }
  }
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

/** How far behind the end of a branch a layer is still meant to go on with it, in steps from layer to layer. */
const REACH = 2.2
/** How far a layer may stand aside of the one in front, in widths of a layer. */
const ASIDE = 0.6
/** The same of a layer that joins several: it is between them. */
const BETWEEN = 0.9

/**
 * What a layer is meant to follow that is let go at a point (its top left corner): the layer that it covers, or the end of
 * a branch right in front; all such ends where it needs several inputs. Near the usual place behind an end, it goes exactly
 * there. null where it stands by itself.
 */
export function behindOf(
  design: Design,
  at: Point,
  needs = 1
): { after: string } | { at: Point; join: readonly string[] } | null {
  const step = stepOf(directionOf(design))
  const isVertical = step.y > 0
  const stepAlong = Math.max(step.x, step.y)
  const [size, width] = isVertical ? [NODE.height, NODE.width] : [NODE.width, NODE.height]
  const hidden = new Set(design.blocks?.flatMap(({ collapsed, members }) => (collapsed ? members : [])))
  const ends = looseEnds(design)
  const near = design.nodes.flatMap(({ name, position }) => {
    if (!position || hidden.has(name)) return []
    const away = minus(at, position)
    const [along, aside] = isVertical ? [away.y, away.x] : [away.x, away.y]
    return [{ name, position, along, aside: Math.abs(aside) / width }]
  })
  const covered = near.find(({ along, aside }) => Math.abs(along) < size / 2 && aside < 0.5)
  if (covered) return { after: covered.name }
  const beside = needs > 1 ? BETWEEN : ASIDE
  const [first, ...others] = near
    .filter(({ name, along, aside }) => ends.has(name) && along > 0 && along <= REACH * stepAlong && aside <= beside)
    .sort((a, b) => a.along - b.along || a.aside - b.aside)
  if (!first) return null
  if (needs > 1 && others.length > 0) {
    const joined = [first, ...others].sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)
    return { join: joined.map(({ name }) => name), at }
  }
  const usual = plus(first.position, step)
  const inLine = isVertical ? { x: usual.x, y: at.y } : { x: at.x, y: usual.y }
  return { join: [first.name], at: first.along < 1.5 * stepAlong ? usual : inLine }
}

/** Where a layer joins several: behind all of them, in their middle. */
export function joinOf(design: Design, names: readonly string[]): { at: Point; join: readonly string[] } {
  const step = stepOf(directionOf(design))
  const corners = names.map((name) => positionOf(design, name))
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const middle = (all: readonly number[]): number => (Math.min(...all) + Math.max(...all)) / 2
  const at =
    step.y > 0 ? { x: middle(xs), y: Math.max(...ys) + step.y } : { x: Math.max(...xs) + step.x, y: middle(ys) }
  return { join: names, at: freeSpot(design, snapped(at)) }
}
