// Where things lie in the plot of a chart of curves, in CSS pixels.
import type { XAxis } from './x-axis'
import type { Range } from './scale'

export const MARGIN = { left: 46, right: 104, top: 14, bottom: 26 }

export interface Plot {
  width: number
  height: number
  axis: XAxis
  /** Of the x axis, in its unit. */
  shown: Range
  /** Of the y axis; of logarithms where it is logarithmic. */
  range: Range
  logarithmic: boolean
  /** Room above the plot, where it is not the usual. */
  top?: number
}
export const topOf = ({ top }: Plot): number => top ?? MARGIN.top

export const innerWidth = ({ width }: { width: number }): number => Math.max(1, width - MARGIN.left - MARGIN.right)

export const plotX = (plot: Plot, step: number): number =>
  MARGIN.left + ((plot.axis.toX(step) - plot.shown.min) / (plot.shown.max - plot.shown.min || 1)) * innerWidth(plot)

/** NaN for what a logarithmic axis has no place for. */
export const plotY = (plot: Plot, value: number): number => {
  const at = plot.logarithmic ? (value > 0 ? Math.log10(value) : NaN) : value
  const share = (at - plot.range.min) / (plot.range.max - plot.range.min)
  return plot.height - MARGIN.bottom - share * (plot.height - topOf(plot) - MARGIN.bottom)
}

/** The step under a pixel, within what is shown. */
export const stepAt = (plot: Pick<Plot, 'width' | 'axis' | 'shown'>, pixel: number): number => {
  const share = Math.min(1, Math.max(0, (pixel - MARGIN.left) / innerWidth(plot)))
  return plot.axis.toStep(plot.shown.min + share * (plot.shown.max - plot.shown.min))
}

/** Where the columns of pixels begin, in steps. */
export function columnEdges(axis: XAxis, shown: Range, columns: number): Float64Array {
  const count = Math.max(1, Math.floor(columns))
  return Float64Array.from({ length: count + 1 }, (_, i) =>
    axis.toStep(shown.min + ((shown.max - shown.min) * i) / count)
  )
}
