// Sizes and steps of the canvas, CSS pixels at zoom 1.
import type { Design } from '../shared/design'
import type { Point } from './edits/layers'

export type Direction = 'TB' | 'LR'
export const NODE = { width: 208, height: 64 } as const
/** Around the layers of a block that is open, and above them for its name. */
export const FRAME = { side: 16, top: 40 } as const
export const GRID = 8

export const directionOf = (design: Design): Direction => design.direction ?? 'TB'

/** From a layer to the next one in a chain. */
export const stepOf = (direction: Direction): Point => (direction === 'TB' ? { x: 0, y: 104 } : { x: 256, y: 0 })
/** From a branch to the one beside it. */
export const asideOf = (direction: Direction): Point => (direction === 'TB' ? { x: 240, y: 0 } : { x: 0, y: 104 })

export const plus = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y })
export const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y })
export const onGrid = (value: number): number => Math.round(value / GRID) * GRID
export const snapped = ({ x, y }: Point): Point => ({ x: onGrid(x), y: onGrid(y) })

export const overlaps = (a: Point, b: Point): boolean =>
  Math.abs(a.x - b.x) < NODE.width + GRID && Math.abs(a.y - b.y) < NODE.height + GRID
