// The plane on a canvas: axes, the curve without noise, points by class with a shape of their own each.
import { clipToPlane, drawAxes, mappingOf, PADDING, SHAPES, type Frame, type Mapping } from '../../charts/plane'
import { cssValue, runColour, withAlpha } from '../../theme/colours'
import type { Plane } from './points'

const RADIUS = 4.5

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
  clipToPlane(context, frame)
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
