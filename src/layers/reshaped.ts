// Shapes that hold the same values, for layers that want more axes.
import { sizeOf, type Shape } from './define'

/**
 * As an image: a channel more, or of a row of values, a square in grey or in colour. Null where neither is possible.
 * [28, 28] -> [28, 28, 1]; [784] -> [28, 28, 1]; [3072] -> [32, 32, 3]
 */
export function asImageShape(shape: Shape): number[] | null {
  if (shape.length === 2) return [...shape, 1]
  if (shape.length !== 1) return null
  for (const channels of [1, 3]) {
    const side = Math.sqrt(shape[0]! / channels)
    if (Number.isInteger(side) && side > 1) return [side, side, channels]
  }
  return null
}

/** As a series of steps: [28] -> [28, 1]; [28, 28, 3] -> [28, 84]. Null for what is one already. */
export function asSeriesShape(shape: Shape): number[] | null {
  if (shape.length === 1) return [shape[0]!, 1]
  return shape.length > 2 ? [shape[0]!, sizeOf(shape.slice(1))] : null
}
