// The curves of a chart as polygons, lines and circles: train solid, validation dashed, in the run's colour; batches thin
// and light in a band from their lowest to their highest value, so that no spike is lost; epochs bold, the best ringed.
import type { Reduced } from '../series/curve'
import type { CurveKind } from '../series/run-curves'
import { withAlpha } from '../theme/colours'
import { MARGIN, topOf, plotX, plotY, type Plot } from './curve-plot'
import type { DrawnCurve, MetricCurves } from './metric-curves'

export type Point = [x: number, y: number]
export type Shape =
  | { type: 'polygon'; shape: { points: Point[] }; style: { fill: string; stroke: string; lineWidth: number } }
  | {
      type: 'polyline'
      shape: { points: Point[] }
      style: { fill: 'none'; stroke: string; lineWidth: number; lineDash: number[] | 'solid'; lineJoin: 'round' }
    }
  | { type: 'rect'; shape: { x: number; y: number; width: number; height: number }; style: { fill: string } }
  | {
      type: 'circle'
      shape: { cx: number; cy: number; r: number }
      style: { fill: string; stroke: string; lineWidth: number }
    }
  | {
      type: 'text'
      style: {
        text: string
        x: number
        y: number
        fill: string
        font: string
        align: 'left' | 'right'
        verticalAlign: 'middle'
      }
    }

export interface CurveStyle {
  colour: string
  panel: string
  bad: string
  axis: string
  grid: string
  font: string
  dark: boolean
}

/** How much of a curve is shown: of one run everything, of many what can be told apart. */
export interface Look {
  /** Of stretches of points: the band from lows to highs, only those that stand far out of it, or none. */
  extremes: 'band' | 'spikes'
  /** Whether single epochs are marked, and the raw curve stands behind the smoothed one. */
  details: boolean
  /** Times the usual width. */
  width: number
  /** 0 .. 1: of the lines of batches, where epochs stand over them; and of all other lines. */
  batches: number
  alpha: number
}
export const USUAL_LOOK: Look = { extremes: 'band', details: true, width: 1, batches: 0.42, alpha: 1 }

const DASH = [5, 4]
/** A spike is this many times as far off the mean as the extremes of most stretches. */
const STANDS_OUT = 4
/** More points of epochs than this are drawn without a mark each. */
const MOST_MARKS = 60
/** Off the plot by more than this a pixel's place makes no difference, but canvases tire of huge numbers. */
const FAR = 20_000

/** @returns what is cut off at the plot's border, and what lies above all of it */
export function curveShapes(
  curves: MetricCurves,
  best: { step: number; value: number } | null,
  plot: Plot,
  style: CurveStyle,
  look: Look = USUAL_LOOK
): { clipped: Shape[]; free: Shape[] } {
  const clipped: Shape[] = curves.broken.map(({ from, to }) =>
    brokenShape(plotX(plot, from), plotX(plot, to), plot, style)
  )
  const free: Shape[] = []
  const alone = !curves.drawn.some(({ kind }) => kind === 'train')
  for (const curve of curves.drawn) {
    const { raw, smooth, kind } = curve
    const line = lineOf(kind, alone, look)
    const strong = smooth ?? raw
    if (raw.dense && look.extremes === 'band')
      clipped.push(...bands(raw, plot, style, smooth || (kind === 'batch' && !alone) ? 0.6 : 1))
    else if (smooth && look.details)
      clipped.push(...lines(raw, plot, { ...line, width: 1.25 * look.width, alpha: line.alpha * 0.35 }, style))
    const shown = smooth && kind === 'batch' && look.details ? { ...line, width: 1.75 * look.width, alpha: 0.8 } : line
    clipped.push(...lines(strong, plot, { ...shown, spikes: look.extremes === 'spikes' && !smooth }, style))
    if (look.details) free.push(...marks(curve, strong, plot, style))
  }
  if (best && inside(plot, plotX(plot, best.step), plotY(plot, best.value)))
    free.push(circle(plotX(plot, best.step), plotY(plot, best.value), 7.5, 'transparent', style.colour, 1.5))
  return { clipped, free }
}

interface Line {
  width: number
  alpha: number
  dashed: boolean
  spikes?: boolean
}
function lineOf(kind: CurveKind, alone: boolean, { width, batches, alpha }: Look): Line {
  if (kind === 'batch')
    return alone
      ? { width: 1.25 * width, alpha: 0.9 * alpha, dashed: false }
      : { width: Math.min(1, width), alpha: batches, dashed: false }
  if (kind === 'single') return { width: 1.75 * width, alpha, dashed: false }
  return { width: 2.25 * width, alpha, dashed: kind === 'validation' }
}

/** Unbroken stretches of points. With `off`, spikes further off the mean than that: there and back on the way. */
function stretches({ at, mean, low, high }: Reduced, plot: Plot, off = Infinity): Point[][] {
  const all: Point[][] = [[]]
  const within = (y: number): number => Math.max(-FAR, Math.min(FAR, y))
  at.forEach((step, i) => {
    const y = plotY(plot, mean[i]!)
    if (Number.isFinite(y)) {
      const x = plotX(plot, step)
      const points = all.at(-1)!
      points.push([x, within(y)])
      for (const spike of [high[i]!, low[i]!])
        if (Math.abs(spike - mean[i]!) > off)
          points.push([x, within(plotY(plot, spike) || plot.height)], [x, within(y)])
    } else if (all.at(-1)!.length > 0) all.push([])
  })
  return all.filter((points) => points.length > 0)
}

/** How far off the mean an extreme has to be to stand out. */
function standsOut({ dense, low, high }: Reduced): number {
  if (!dense) return Infinity
  let [sum, count] = [0, 0]
  low.forEach((value, i) => {
    const span = high[i]! - value
    if (!(span >= 0)) return
    sum += span
    count++
  })
  return ((STANDS_OUT / 2) * sum) / count
}

function lines(reduced: Reduced, plot: Plot, { width, alpha, dashed, spikes }: Line, { colour }: CurveStyle): Shape[] {
  const stroke = alpha === 1 ? colour : withAlpha(colour, alpha)
  return stretches(reduced, plot, spikes ? standsOut(reduced) : Infinity).map((points) =>
    points.length === 1
      ? circle(points[0]![0], points[0]![1], Math.max(1.5, width), stroke, 'none', 0)
      : {
          type: 'polyline',
          shape: { points },
          style: { fill: 'none', stroke, lineWidth: width, lineDash: dashed ? DASH : 'solid', lineJoin: 'round' }
        }
  )
}

function bands(reduced: Reduced, plot: Plot, style: CurveStyle, strength: number): Shape[] {
  const fill = withAlpha(style.colour, (style.dark ? 0.2 : 0.14) * strength)
  const stroke = withAlpha(style.colour, (style.dark ? 0.3 : 0.24) * strength)
  const shapes: Shape[] = []
  let [upper, lower]: [Point[], Point[]] = [[], []]
  const close = (): void => {
    if (upper.length > 0)
      shapes.push({
        type: 'polygon',
        shape: { points: [...upper, ...lower.reverse()] },
        style: { fill, stroke, lineWidth: 0.75 }
      })
    ;[upper, lower] = [[], []]
  }
  const bottom = plot.height
  reduced.at.forEach((step, i) => {
    const x = plotX(plot, step)
    const high = plotY(plot, reduced.high[i]!)
    const low = plotY(plot, reduced.low[i]!)
    if (!Number.isFinite(high)) return close()
    upper.push([x, Math.max(-FAR, high)])
    lower.push([x, Math.min(FAR, Number.isFinite(low) ? low : bottom)])
  })
  close()
  return shapes
}

function marks({ kind, smooth }: DrawnCurve, reduced: Reduced, plot: Plot, style: CurveStyle): Shape[] {
  if ((kind !== 'train' && kind !== 'validation') || reduced.dense || reduced.at.length > MOST_MARKS) return []
  const hollow = kind === 'validation'
  return reduced.at.flatMap((step, i) => {
    const [x, y] = [plotX(plot, step), plotY(plot, reduced.mean[i]!)]
    if (!inside(plot, x, y)) return []
    const radius = smooth ? 2 : 3
    return [
      circle(x, y, radius, hollow ? style.panel : style.colour, hollow ? style.colour : style.panel, hollow ? 1.75 : 1)
    ]
  })
}

function inside(plot: Plot, x: number, y: number): boolean {
  const [right, bottom] = [plot.width - MARGIN.right, plot.height - MARGIN.bottom]
  return x >= MARGIN.left - 1 && x <= right + 1 && y >= topOf(plot) - 1 && y <= bottom + 1
}

const circle = (cx: number, cy: number, r: number, fill: string, stroke: string, lineWidth: number): Shape => ({
  type: 'circle',
  shape: { cx, cy, r },
  style: { fill, stroke, lineWidth }
})

function brokenShape(from: number, to: number, plot: Plot, { bad }: CurveStyle): Shape {
  const width = Math.max(2, to - from)
  const height = plot.height - topOf(plot) - MARGIN.bottom
  return {
    type: 'rect',
    shape: { x: from - (width - (to - from)) / 2, y: topOf(plot), width, height },
    style: { fill: withAlpha(bad, 0.14) }
  }
}
