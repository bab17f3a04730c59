// What charts on a plane share that draw on a canvas themselves: the way from numbers to pixels, axes, shapes of points.
import { cssValue } from '../theme/colours'

export interface Bounds {
  x: readonly [number, number]
  y: readonly [number, number]
}
export interface Frame {
  width: number
  height: number
  bounds: Bounds
}
export const PADDING = { left: 46, right: 14, top: 12, bottom: 30 }

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

/** Ticks of 1, 2 or 5 times a power of ten, about `count` of them. */
export function ticksOf([from, to]: readonly [number, number], count = 6): number[] {
  const rough = (to - from) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough)!
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(9))
  )
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
/** By class. */
export const SHAPES: readonly Shape[] = [
  (context, x, y, r) => context.arc(x, y, r, 0, 2 * Math.PI),
  polygon(4, Math.PI / 4),
  polygon(3, -Math.PI / 2),
  polygon(4, 0),
  polygon(3, Math.PI / 2),
  polygon(6, 0)
]

export function drawAxes(
  context: CanvasRenderingContext2D,
  { width, height, bounds }: Frame,
  mapping: Mapping,
  [xName, yName]: readonly string[],
  { grid = true } = {}
): void {
  const [right, bottom] = [width - PADDING.right, height - PADDING.bottom]
  context.lineWidth = 1
  context.strokeStyle = cssValue('--nl-line')
  context.fillStyle = cssValue('--nl-text-2')
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  // A single input has no second axis.
  for (const tick of yName === undefined ? [] : ticksOf(bounds.y)) {
    const [, py] = mapping.toPixels(0, tick)
    line(context, grid ? PADDING.left : PADDING.left - 3, py, grid ? right : PADDING.left, py)
    context.fillText(String(tick), PADDING.left - 6, py)
  }
  context.textAlign = 'center'
  for (const tick of ticksOf(bounds.x)) {
    const [px] = mapping.toPixels(tick, 0)
    line(context, px, grid ? PADDING.top : bottom, px, grid ? bottom : bottom + 3)
    context.fillText(String(tick), px, bottom + 10)
  }
  context.textAlign = 'right'
  context.fillText(xName ?? '', right, bottom + 22)
  context.textAlign = 'left'
  const place = [PADDING.left + 4, PADDING.top + 8] as const
  if (!grid) {
    // On whatever is painted there.
    context.lineWidth = 4
    context.lineJoin = 'round'
    context.strokeStyle = cssValue('--nl-raised')
    context.strokeText(yName ?? '', ...place)
    context.fillStyle = cssValue('--nl-text')
  }
  context.fillText(yName ?? '', ...place)
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath()
  context.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5)
  context.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5)
  context.stroke()
}

/** Nothing is drawn outside the plane until `restore`. */
export function clipToPlane(context: CanvasRenderingContext2D, { width, height }: Omit<Frame, 'bounds'>): void {
  context.save()
  context.beginPath()
  context.rect(PADDING.left, PADDING.top, width - PADDING.left - PADDING.right, height - PADDING.top - PADDING.bottom)
  context.clip()
}
