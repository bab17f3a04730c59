// Axes and curves on a canvas: of a hundred curves ECharts would make more objects than there are pixels to fill.
import { MARGIN, topOf, type Plot } from './curve-plot'
import type { CurveStyle, Shape } from './curve-shapes'
import type { PlotTicks } from './curves-option'

type Context = CanvasRenderingContext2D

export function paintAxes(context: Context, plot: Plot, ticks: PlotTicks, style: CurveStyle): void {
  const [left, right, top, bottom] = [MARGIN.left, plot.width - MARGIN.right, topOf(plot), plot.height - MARGIN.bottom]
  const share = (at: number, { min, max }: { min: number; max: number }): number => (at - min) / (max - min || 1)
  context.font = `11px ${style.font}`
  context.fillStyle = style.axis
  context.strokeStyle = style.grid
  context.lineWidth = 1
  context.beginPath()
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  const rule = (y: number): void => {
    context.moveTo(left, Math.round(y) + 0.5)
    context.lineTo(right, Math.round(y) + 0.5)
  }
  for (const { at, text } of ticks.y) {
    const y = bottom - share(at, plot.range) * (bottom - top)
    if (y < top - 0.5 || y > bottom + 0.5) continue
    rule(y)
    context.fillText(text, left - 8, y)
  }
  rule(bottom)
  context.stroke()
  context.textAlign = 'center'
  context.textBaseline = 'top'
  for (const { at, text } of ticks.x) context.fillText(text, left + share(at, plot.shown) * (right - left), bottom + 8)
}

/** A line across the plot, e.g. where a difference is none. */
export function paintLevel(context: Context, plot: Plot, y: number, { axis }: CurveStyle): void {
  context.beginPath()
  context.moveTo(MARGIN.left, Math.round(y) + 0.5)
  context.lineTo(plot.width - MARGIN.right, Math.round(y) + 0.5)
  context.strokeStyle = axis
  context.lineWidth = 1
  context.stroke()
}

/** Nothing is drawn beside the plot until `restore`. */
export function clipToPlot(context: Context, plot: Plot): void {
  const [width, height] = [plot.width - MARGIN.left - MARGIN.right, plot.height - topOf(plot) - MARGIN.bottom]
  context.save()
  context.beginPath()
  context.rect(MARGIN.left, topOf(plot), width, height)
  context.clip()
}

export function paintShapes(context: Context, shapes: readonly Shape[]): void {
  for (const one of shapes) {
    context.beginPath()
    if (one.type === 'polyline') {
      const { stroke, lineWidth, lineDash, lineJoin } = one.style
      follow(context, one.shape.points)
      context.setLineDash(lineDash === 'solid' ? [] : lineDash)
      context.lineJoin = lineJoin
      outline(context, stroke, lineWidth)
    } else if (one.type === 'polygon') {
      follow(context, one.shape.points)
      context.closePath()
      context.setLineDash([])
      fill(context, one.style)
    } else if (one.type === 'circle') {
      context.arc(one.shape.cx, one.shape.cy, one.shape.r, 0, 2 * Math.PI)
      context.setLineDash([])
      fill(context, one.style)
    } else if (one.type === 'rect') {
      const { x, y, width, height } = one.shape
      context.fillStyle = one.style.fill
      context.fillRect(x, y, width, height)
    }
  }
  context.setLineDash([])
}

function follow(context: Context, points: readonly (readonly [number, number])[]): void {
  for (let i = 0; i < points.length; i++) {
    const [x, y] = points[i]!
    if (i === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
}
function outline(context: Context, stroke: string, width: number): void {
  context.strokeStyle = stroke
  context.lineWidth = width
  context.stroke()
}
function fill(context: Context, style: { fill: string; stroke: string; lineWidth: number }): void {
  if (style.fill !== 'transparent') {
    context.fillStyle = style.fill
    context.fill()
  }
  if (style.lineWidth > 0 && style.stroke !== 'none') outline(context, style.stroke, style.lineWidth)
}
