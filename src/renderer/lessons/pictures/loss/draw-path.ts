// The way of a run on a canvas: where it began, each epoch, where it stands, and its name there.
import { PADDING, type Frame, type Mapping } from '../../../charts/plane'
import { cssValue, withAlpha } from '../../../theme/colours'
import { leftAt } from './surface'
import type { ShownPath } from './use-paths'

interface Spot {
  x: number
  y: number
}
export interface Label extends Spot {
  text: string
  colour: string
}
/** Farther than this from the picture a canvas draws nothing well. */
const FAR = 20_000
/** Epochs nearer than this to the one before have no dot of their own. */
const APART = 7

/** @returns the last place in sight up to the epoch; null where nothing of it is */
export function drawPath(
  context: CanvasRenderingContext2D,
  frame: Frame,
  mapping: Mapping,
  path: Pick<ShownPath, 'places' | 'colour' | 'isOther' | 'verdict'>,
  epoch: number
): Spot | null {
  const spots: Spot[] = []
  // What diverges would cover everything with its leaps: it ends where it goes out.
  const left = path.verdict.kind === 'diverged' ? (leftAt(path, frame.bounds) ?? epoch) : epoch
  for (const { w, b } of path.places.slice(0, Math.min(epoch, left) + 1)) {
    const [x, y] = mapping.toPixels(w, b)
    if (!(Math.abs(x) < FAR && Math.abs(y) < FAR)) break
    spots.push({ x, y })
  }
  const start = spots[0]
  if (!start) return null
  const colour = cssValue(path.colour)
  const halo = cssValue('--nl-raised')
  context.lineJoin = 'round'
  context.setLineDash(path.isOther ? [5, 4] : [])
  context.beginPath()
  for (const { x, y } of spots) context.lineTo(x, y)
  for (const [stroke, width] of [
    [withAlpha(halo, 0.8), 4.5],
    [colour, 2]
  ] as const) {
    context.strokeStyle = stroke
    context.lineWidth = width
    context.stroke()
  }
  context.setLineDash([])
  context.fillStyle = colour
  let before = start
  for (const spot of spots) {
    if (Math.hypot(spot.x - before.x, spot.y - before.y) < APART) continue
    before = spot
    disc(context, spot.x, spot.y, 2.6)
  }
  context.fillStyle = halo
  context.strokeStyle = colour
  context.lineWidth = 2
  disc(context, start.x, start.y, 5)
  context.stroke()
  const inside = ({ x, y }: Spot): boolean =>
    x >= PADDING.left && x <= frame.width - PADDING.right && y >= PADDING.top && y <= frame.height - PADDING.bottom
  const last = spots.at(-1)!
  if (inside(last) && spots.length === Math.min(path.places.length, epoch + 1)) {
    context.fillStyle = colour
    context.strokeStyle = halo
    disc(context, last.x, last.y, 6)
    context.stroke()
  }
  return spots.findLast(inside) ?? null
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  context.beginPath()
  context.arc(x, y, r, 0, 2 * Math.PI)
  context.fill()
}

/** The lowest place that is in sight. */
export function drawStar(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.strokeStyle = cssValue('--nl-text')
  context.lineWidth = 2
  context.beginPath()
  for (const [dx, dy] of [
    [7, 0],
    [0, 7]
  ] as const) {
    context.moveTo(x - dx, y - dy)
    context.lineTo(x + dx, y + dy)
  }
  context.stroke()
}

const ROW = 16
const GAP = 10
/** Beside its end each, and below one another where they would overlap; never outside. */
export function drawLabels(context: CanvasRenderingContext2D, frame: Frame, labels: readonly Label[]): void {
  context.font = `600 12px ${getComputedStyle(document.body).fontFamily}`
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  context.lineJoin = 'round'
  const placed: { x: number; y: number; width: number }[] = []
  const right = frame.width - PADDING.right - 4
  const lowest = frame.height - PADDING.bottom - ROW / 2
  for (const { x, y, text, colour } of [...labels].sort((a, b) => a.y - b.y)) {
    const { width } = context.measureText(text)
    const left = Math.max(PADDING.left + 4, x + GAP + width > right ? x - GAP - width : x + GAP)
    let top = Math.min(lowest, Math.max(PADDING.top + ROW / 2, y))
    const meets = (at: number): boolean =>
      placed.some((one) => Math.abs(one.y - at) < ROW && one.x < left + width + 4 && left < one.x + one.width + 4)
    for (let turn = 1; meets(top) && turn < 24; turn++) {
      const tried = y + (turn % 2 === 0 ? -1 : 1) * Math.ceil(turn / 2) * ROW
      if (tried > PADDING.top + ROW / 2 && tried < lowest) top = tried
    }
    placed.push({ x: left, y: top, width })
    context.lineWidth = 4
    context.strokeStyle = cssValue('--nl-raised')
    context.strokeText(text, left, top)
    context.fillStyle = colour
    context.fillText(text, left, top)
  }
}
