// Automatic layout: in layers along the flow of data, and so that edges drawn as plain curves pass beside nodes. Each block
// is laid out by itself, and is then one box among what is around it.
import type { Design, DesignNode } from '../shared/design'
import { FRAME, GRID, onGrid, type Direction } from './geometry'
import type { Size } from './layout/layers'
import { placeLevel, upToGrid, type Place } from './layout/level'
import { nestOf, type Nest, type NestedIn } from './layout/nesting'

export interface ArrangeOptions {
  /** Inputs at the left or at the top. */
  direction: Direction
  /** Size of a node in CSS pixels at zoom 1; a collapsed block has that of its first member. */
  size: (node: DesignNode) => { width: number; height: number }
}

/** CSS pixels at zoom 1. */
const ORIGIN = 40

/** What is laid out as one, and where its layers stand, from its corner on. */
interface Box {
  size: Size
  places: Map<string, Place>
}

/**
 * Where each node should stand, by its name: top-left corners in CSS pixels at zoom 1, multiples of 8. The same design
 * gives the same layout. Parts that no edge connects stand beside each other. Edges that skip layers have a row of their
 * own. The frame of an open block holds its layers and nothing else. Cycles, and edges to nodes that do not exist, do no
 * harm; a block and a layer that each feed the other are a cycle.
 */
export function arrange(design: Design, { direction, size }: ArrangeOptions): Map<string, { x: number; y: number }> {
  if (design.nodes.length === 0) return new Map()
  const toRight = direction === 'LR'
  const sizes = new Map(
    design.nodes.map((node): [string, Size] => {
      const { width, height } = size(node)
      const half = upToGrid(toRight ? height : width) / 2
      return [node.name, { along: upToGrid(toRight ? width : height), low: half, high: half }]
    })
  )
  const around = toRight
    ? { before: FRAME.side, after: FRAME.side, low: FRAME.top, high: FRAME.side }
    : { before: FRAME.top, after: FRAME.side, low: FRAME.side, high: FRAME.side }

  function framed({ size, places }: Box): Box {
    const { before, after, low, high } = around
    return {
      size: { along: before + size.along + after, low: low + size.low, high: size.high + high },
      places: moved(places, { along: before, across: low })
    }
  }
  // It opens where it stands: its first layer is where the box is.
  function collapsed({ members }: NestedIn['block'], { places }: Box): Box {
    const first = members.find((name) => places.has(name))!
    const { along, across } = places.get(first)!
    return { size: sizes.get(first)!, places: moved(places, { along: -along, across: -across }) }
  }
  function boxOf({ block, inside }: NestedIn): Box {
    const box = laidOut(inside)
    return block.block.collapsed ? collapsed(block, box) : framed(box)
  }

  function laidOut({ units, blocks, graph }: Nest): Box {
    const boxes = new Map(
      units.map((unit): [string, Box] => {
        const block = blocks.get(unit)
        return [
          unit,
          block ? boxOf(block) : { size: sizes.get(unit)!, places: new Map([[unit, { along: 0, across: 0 }]]) }
        ]
      })
    )
    const half = Math.min(...[...boxes.values()].map(({ size }) => (size.low + size.high) / 2))
    const port: Size = { along: 0, low: half, high: half }
    const level = placeLevel(graph, new Map(graph.names.map((name) => [name, boxes.get(name)?.size ?? port])))
    const starts = units.map((unit) => level.places.get(unit)!.along)
    const ends = units.map((unit, i) => starts[i]! + boxes.get(unit)!.size.along)
    const corner = { along: Math.min(...starts), across: Math.floor(level.low / GRID) * GRID }
    const places = new Map<string, Place>()
    for (const [unit, at] of level.places) {
      const from = { along: at.along - corner.along, across: at.across - corner.across }
      for (const [name, place] of moved(boxes.get(unit)?.places ?? new Map<string, Place>(), from))
        places.set(name, place)
    }
    // Edges go straight on into a block.
    const ports = [...graph.firsts, ...graph.lasts].map((name) => level.centers.get(name)! - corner.across)
    const width = upToGrid(level.high - corner.across)
    const center = onGrid(ports.length > 0 ? ports.reduce((sum, one) => sum + one, 0) / ports.length : width / 2)
    return { places, size: { along: Math.max(...ends) - corner.along, low: center, high: width - center } }
  }

  const places = [...laidOut(nestOf(design)).places]
  const first = Math.min(...places.map(([, { across }]) => across))
  return new Map(
    places.map(([name, place]) => {
      const [along, across] = [place.along + ORIGIN, place.across - first + ORIGIN]
      return [name, toRight ? { x: along, y: across } : { x: across, y: along }]
    })
  )
}

const moved = (places: ReadonlyMap<string, Place>, by: Place): Map<string, Place> =>
  new Map(
    [...places].map(([name, { along, across }]) => [name, { along: along + by.along, across: across + by.across }])
  )
