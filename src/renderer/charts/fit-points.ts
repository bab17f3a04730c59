// Points of data on a plane, in columns, and how they are drawn over what a network makes of them.
import { cssValue, runColour, withAlpha } from '../theme/colours'
import type { SplitName } from '../../shared/dataset'
import { SHAPES, type Mapping } from './plane'

export interface FitPoints {
  x: Float64Array
  y: Float64Array
  /** A quantity that colours them. */
  z: Float64Array | null
  /** Class numbers. */
  labels: ArrayLike<number> | null
  /** null: in none. */
  splits: readonly (SplitName | null)[]
}

const radiusOf = (count: number): number => (count > 1500 ? 2.5 : count > 500 ? 3.2 : 4.2)
/** A part of them is drawn hollow: what the network is not trained on. */
const LINE = 1.4

export interface DrawnPoints {
  points: FitPoints
  shown: ReadonlySet<SplitName>
  /** 1 where the prediction is wrong. */
  wrong: Uint8Array | null
  /** Of z: least and greatest. */
  range: readonly [number, number]
}

export function drawFitPoints(
  context: CanvasRenderingContext2D,
  mapping: Mapping,
  { points, shown, wrong, range }: DrawnPoints
): void {
  const { x, y, z, labels, splits } = points
  const radius = radiusOf(x.length)
  const colours = [0, 1, 2, 3, 4, 5].map((number) => cssValue(runColour(number)))
  const [halo, text, plain] = [cssValue('--nl-raised'), cssValue('--nl-text'), cssValue('--nl-text-2')]
  const [low, high] = range
  for (let i = 0; i < x.length; i++) {
    const split = splits[i]
    if (!split || !shown.has(split)) continue
    const label = labels?.[i] ?? 0
    const isHigh = z ? (z[i]! - low) / (high - low || 1) > 0.5 : false
    // What has neither class nor height leaves colour to the line.
    const colour = z ? colours[isHigh ? 1 : 0]! : labels ? colours[label % colours.length]! : plain
    const [px, py] = mapping.toPixels(x[i]!, y[i]!)
    context.beginPath()
    SHAPES[label % SHAPES.length]!(context, px, py, label === 0 ? radius : radius * 1.2)
    if (split === 'train') {
      const share = z ? Math.abs((z[i]! - low) / (high - low || 1) - 0.5) * 2 : 1
      context.fillStyle = withAlpha(colour, z ? 0.3 + 0.65 * share : labels ? 0.95 : 0.6)
      context.fill()
      context.strokeStyle = halo
      context.lineWidth = labels || z ? 1 : 0.5
    } else {
      context.fillStyle = withAlpha(halo, 0.75)
      context.fill()
      context.strokeStyle = colour
      context.lineWidth = LINE
    }
    context.stroke()
    if (wrong?.[i]) cross(context, px, py, radius * 1.5, halo, text)
  }
}

/** Light under dark, so that it is seen on any colour. */
function cross(context: CanvasRenderingContext2D, x: number, y: number, r: number, under: string, over: string): void {
  context.beginPath()
  context.moveTo(x - r, y - r)
  context.lineTo(x + r, y + r)
  context.moveTo(x + r, y - r)
  context.lineTo(x - r, y + r)
  context.strokeStyle = under
  context.lineWidth = 3.5
  context.stroke()
  context.strokeStyle = over
  context.lineWidth = 1.5
  context.stroke()
}

/** Where a person has asked. */
export function drawPin(context: CanvasRenderingContext2D, x: number, y: number): void {
  for (const [colour, width] of [
    [cssValue('--nl-raised'), 4],
    [cssValue('--nl-text'), 2]
  ] as const) {
    context.beginPath()
    context.arc(x, y, 8, 0, 2 * Math.PI)
    context.moveTo(x, y - 13)
    context.lineTo(x, y - 4)
    context.moveTo(x, y + 4)
    context.lineTo(x, y + 13)
    context.moveTo(x - 13, y)
    context.lineTo(x - 4, y)
    context.moveTo(x + 4, y)
    context.lineTo(x + 13, y)
    context.strokeStyle = colour
    context.lineWidth = width
    context.stroke()
  }
}
