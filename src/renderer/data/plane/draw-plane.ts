// The plane on a canvas: axes, the curve without noise, points by class with a shape of their own each.
import { cssValue, runColour, withAlpha } from '../../theme/colours'
import { ticksOf, type Bounds, type Plane } from './points'

export interface Frame {
  width: number
  height: number
  bounds: Bounds
}
export const PADDING = { left: 46, right: 14, top: 12, bottom: 30 }
const RADIUS = 4.5

export interface Mapping {
  toPixels(x: number, y: number): [number, number]
  fromPixels(px: number, py: number): [number, number]
}
export function mappingOf({ width, height, bounds }: Frame): Mapping {
  const [w, h] = [width - PADDING.left - PADDING.right, height - PADDING.top - PADDING.bottom]
  const [[x0, x1], [y0, y1]] = [bounds.x, bounds.y]
  return {
    toPixels: (x, y) => [PADDING.left + ((x - x0) / (x1 - x0)) * w, PADDING.top + ((y1 - y) / (y1 - y0)) * h],
    fromPixels: (px, py) => [x0 + ((px - PADDING.left) / w) * (x1 - x0), y1 - ((py - PADDING.top) / h) * (y1 - y0)]
  }
}

/** The nearest point within reach of a pixel; null where there is none. */
export function pointAt({ points }: Plane, mapping: Mapping, px: number, py: number, reach = 9): number | null {
  let [found, nearest]: [number | null, number] = [null, reach * reach]
  points.forEach(([x, y], i) => {
    const [a, b] = mapping.toPixels(x!, y!)
    const distance = (a - px) ** 2 + (b - py) ** 2
    if (distance <= nearest) [found, nearest] = [i, distance]
  })
  return found
}

type Shape = (context: CanvasRenderingContext2D, x: number, y: number, r: number) => void
const polygon =
  (corners: number, turn: number): Shape =>
  (context, x, y, r) => {
    for (let i = 0; i < corners; i++) {
      const angle = turn + (2 * Math.PI * i) / corners
      context.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle))
    }
    context.closePath()
  }
const SHAPES: readonly Shape[] = [
  (context, x, y, r) => context.arc(x, y, r, 0, 2 * Math.PI),
  polygon(4, Math.PI / 4),
  polygon(3, -Math.PI / 2),
  polygon(4, 0),
  polygon(3, Math.PI / 2),
  polygon(6, 0)
]

export interface Drawn {
  plane: Plane
  selected: number | null
  /** y at x without noise. */
  curve: ((x: number) => number) | null
}

export function drawPlane(context: CanvasRenderingContext2D, frame: Frame, { plane, selected, curve }: Drawn): void {
  const mapping = mappingOf(frame)
  const { width, height } = frame
  context.clearRect(0, 0, width, height)
  context.font = `11px ${getComputedStyle(document.body).fontFamily}`
  drawAxes(context, frame, mapping, plane.columns)
  context.save()
  context.beginPath()
  context.rect(PADDING.left, PADDING.top, width - PADDING.left - PADDING.right, height - PADDING.top - PADDING.bottom)
  context.clip()
  if (curve) {
    context.beginPath()
    for (let px = PADDING.left; px <= width - PADDING.right; px += 2) {
      const [x] = mapping.fromPixels(px, 0)
      context.lineTo(...mapping.toPixels(x, curve(x)))
    }
    context.strokeStyle = cssValue('--nl-text-3')
    context.lineWidth = 1.5
    context.setLineDash([6, 4])
    context.stroke()
    context.setLineDash([])
  }
  context.restore()
  drawPoints(context, mapping, plane)
  const chosen = selected === null ? undefined : plane.points[selected]
  if (chosen) {
    const [px, py] = mapping.toPixels(chosen[0]!, chosen[1]!)
    context.beginPath()
    context.arc(px, py, RADIUS + 4, 0, 2 * Math.PI)
    context.strokeStyle = cssValue('--nl-text')
    context.lineWidth = 2
    context.stroke()
  }
}

function drawPoints(context: CanvasRenderingContext2D, mapping: Mapping, { points, task, columns }: Plane): void {
  const isClass = task === 'classification'
  const radius = points.length > 1000 ? 2.5 : RADIUS
  const values = columns.length === 3 && !isClass ? points.map((point) => point[2]!) : null
  const [least, most] = values ? [Math.min(...values), Math.max(...values)] : [0, 1]
  const [low, high] = [cssValue(runColour(0)), cssValue(runColour(1))]
  points.forEach((point, i) => {
    const label = isClass ? point.at(-1)! : 0
    const [px, py] = mapping.toPixels(point[0]!, point[1]!)
    context.beginPath()
    SHAPES[label % SHAPES.length]!(context, px, py, label === 0 ? radius : radius * 1.2)
    const share = values && most > least ? (values[i]! - least) / (most - least) : 0
    const colour = values ? (share > 0.5 ? high : low) : cssValue(runColour(label))
    context.fillStyle = withAlpha(colour, values ? 0.25 + 0.7 * Math.abs(share - 0.5) * 2 : 0.78)
    context.fill()
  })
}

function drawAxes(
  context: CanvasRenderingContext2D,
  { width, height, bounds }: Frame,
  mapping: Mapping,
  columns: readonly string[]
): void {
  const [right, bottom] = [width - PADDING.right, height - PADDING.bottom]
  context.lineWidth = 1
  context.strokeStyle = cssValue('--nl-line')
  context.fillStyle = cssValue('--nl-text-2')
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  for (const tick of ticksOf(bounds.y)) {
    const [, py] = mapping.toPixels(0, tick)
    line(context, PADDING.left, py, right, py)
    context.fillText(String(tick), PADDING.left - 6, py)
  }
  context.textAlign = 'center'
  for (const tick of ticksOf(bounds.x)) {
    const [px] = mapping.toPixels(tick, 0)
    line(context, px, PADDING.top, px, bottom)
    context.fillText(String(tick), px, bottom + 10)
  }
  context.textAlign = 'right'
  context.fillText(columns[0] ?? '', right, bottom + 22)
  context.textAlign = 'left'
  context.fillText(columns[1] ?? '', PADDING.left + 4, PADDING.top + 6)
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath()
  context.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5)
  context.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5)
  context.stroke()
}
