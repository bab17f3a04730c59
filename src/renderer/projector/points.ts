// Points of a projection on a canvas: where they lie, which one is near, which lie inside a drawn line.

/** From data to pixels: x * scale + left, top - y * scale (upwards is more). */
export interface Camera {
  scale: number
  left: number
  top: number
}
const MARGIN = 28

/** All points, as large as fits, both axes alike. @param points [count, 2] */
export function cameraFor(points: ArrayLike<number>, width: number, height: number): Camera {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < points.length; i += 2) {
    minX = Math.min(minX, points[i]!)
    maxX = Math.max(maxX, points[i]!)
    minY = Math.min(minY, points[i + 1]!)
    maxY = Math.max(maxY, points[i + 1]!)
  }
  if (!(minX <= maxX)) return { scale: 1, left: width / 2, top: height / 2 }
  const room = (length: number): number => Math.max(1, length - 2 * MARGIN)
  const scale = Math.min(room(width) / (maxX - minX || 1), room(height) / (maxY - minY || 1))
  return {
    scale,
    left: width / 2 - ((minX + maxX) / 2) * scale,
    top: height / 2 + ((minY + maxY) / 2) * scale
  }
}

/** The place under (x, y) stays where it is. */
export const zoomed = ({ scale, left, top }: Camera, factor: number, x: number, y: number): Camera => ({
  scale: scale * factor,
  left: x - (x - left) * factor,
  top: y - (y - top) * factor
})

/** [count, 2] in pixels. */
export function placed(points: ArrayLike<number>, { scale, left, top }: Camera): Float32Array {
  const places = new Float32Array(points.length)
  for (let i = 0; i < points.length; i += 2) {
    places[i] = points[i]! * scale + left
    places[i + 1] = top - points[i + 1]! * scale
  }
  return places
}

/** The point that lies nearest, within `reach` pixels, of those that are `shown`; null where there is none. */
export function nearestPoint(
  places: ArrayLike<number>,
  x: number,
  y: number,
  reach: number,
  shown: (point: number) => boolean
): number | null {
  let [best, least] = [-1, reach * reach]
  for (let i = 0; i < places.length; i += 2) {
    const square = (places[i]! - x) ** 2 + (places[i + 1]! - y) ** 2
    if (square <= least && shown(i / 2)) [best, least] = [i / 2, square]
  }
  return best < 0 ? null : best
}

/** x, y, x, y, ...: the corners of a line that closes itself. */
export type Outline = readonly number[]
export const boxOutline = (x0: number, y0: number, x1: number, y1: number): Outline => [x0, y0, x1, y0, x1, y1, x0, y1]

/** Whether a ray to the right crosses the line an odd number of times. */
export function isInside(outline: Outline, x: number, y: number): boolean {
  let inside = false
  for (let i = 0, j = outline.length - 2; i < outline.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [outline[i]!, outline[i + 1]!, outline[j]!, outline[j + 1]!]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

export const pointsInside = (
  places: ArrayLike<number>,
  outline: Outline,
  shown: (point: number) => boolean
): number[] => {
  const found: number[] = []
  for (let i = 0; i < places.length; i += 2)
    if (shown(i / 2) && isInside(outline, places[i]!, places[i + 1]!)) found.push(i / 2)
  return found
}

/** Where the name of a group stands: the median of its points each way, [groups, 2]; NaN for a group without any. */
export function middles(points: ArrayLike<number>, groups: ArrayLike<number>, count: number): Float32Array {
  const members = Array.from({ length: count }, (): [number[], number[]] => [[], []])
  for (let i = 0; i < groups.length; i++) {
    const group = members[groups[i]!]
    group?.[0].push(points[2 * i]!)
    group?.[1].push(points[2 * i + 1]!)
  }
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN
  return Float32Array.from(members.flatMap(([x, y]) => [median(x), median(y)]))
}
