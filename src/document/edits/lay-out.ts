import type { Design } from '../../shared/design'
import { arrange } from '../arrange'
import { directionOf, NODE, type Direction } from '../geometry'
import { moveNodes } from './layers'

/** All layers where the automatic layout puts them. */
export function layOut(design: Design, direction: Direction = directionOf(design)): Design {
  const turned = direction === directionOf(design) ? design : { ...design, direction }
  return moveNodes(turned, arrange(turned, { direction, size: () => NODE }))
}

/** The same design where every layer has a place already. */
export const withPlaces = (design: Design): Design =>
  design.nodes.every(({ position }) => position) ? design : layOut(design)
