// A chart of curves as an option for ECharts: on the screen, or as a picture with its words in it.
import type { Format } from '../format'
import { cssValue } from '../theme/colours'
import { MARGIN, topOf, type Plot } from './curve-plot'
import { endLabels } from './curve-overlay'
import { curveShapes, type CurveStyle, type Shape } from './curve-shapes'
import { curvesOption, type PlotTicks } from './curves-option'
import { canvasPicture, vectorPicture, type ChartOption } from './echarts'
import { valueTicks, type MetricCurves } from './metric-curves'
import { tickDecimals, type Tick } from './scale'
import { clockLabel, shortNumber, xTicks, type XUnit } from './x-axis'

export function chartStyle(colour: string, dark: boolean): CurveStyle {
  return {
    colour: cssValue(colour),
    panel: cssValue('--nl-panel'),
    bad: cssValue('--nl-bad'),
    axis: cssValue('--nl-text-3'),
    grid: cssValue('--nl-line'),
    font: getComputedStyle(document.body).fontFamily,
    dark
  }
}

type Best = { step: number; value: number } | null
export function draw(
  curves: MetricCurves,
  best: Best,
  plot: Plot,
  style: CurveStyle,
  format: Format,
  words: Shape[] = []
): ChartOption {
  const shapes = curveShapes(curves, best, plot, style)
  return curvesOption(plot, plotTicks(plot, format), { ...shapes, free: [...shapes.free, ...words] }, style)
}

/** Ticks of both axes with what they say. */
export function plotTicks(plot: Plot, format: Format): PlotTicks {
  const x = xTicks(plot.axis, plot.shown, plot.width - MARGIN.left - MARGIN.right)
  const y = valueTicks(plot.range, plot.logarithmic, plot.height - topOf(plot) - MARGIN.bottom)
  const yLabel = valueLabel(y, plot.logarithmic, format)
  return {
    x: x.map(({ at, label }) => ({ at, text: xLabel(plot.axis.unit, label) })),
    y: y.map((tick) => ({ at: tick.at, text: yLabel(tick) }))
  }
}

const xLabel = (unit: XUnit, x: number): string => (unit === 'time' ? clockLabel(x) : shortNumber(x))

function valueLabel(ticks: readonly Tick[], logarithmic: boolean, format: Format): (tick: Tick) => string {
  const largest = Math.max(...ticks.map(({ label }) => Math.abs(label)))
  const decimals = tickDecimals(ticks)
  return ({ label: value }) => {
    if (value !== 0 && Math.abs(value) >= 10_000) return shortNumber(value)
    if (value !== 0 && (largest < 1e-3 || (logarithmic && Math.abs(value) < 1e-4)))
      return value.toExponential(decimals > 4 && !logarithmic ? 1 : 0)
    return logarithmic ? format.plain(value) : value.toFixed(decimals)
  }
}

export interface PictureWords {
  title: string
  train: string
  validation: string
  axis: string
}
const TITLE = 34
const LEAST = { width: 720, height: 400 }

/** The plot as a picture has it: not too small, and with room for a title. */
export function picturePlot(plot: Plot): Plot {
  const width = Math.max(LEAST.width, plot.width)
  return { ...plot, width, height: Math.max(LEAST.height, plot.height) + TITLE, top: MARGIN.top + TITLE }
}
/** @param scale pixels of a PNG for each of CSS */
export function savedPicture(
  kind: 'png' | 'svg',
  option: ChartOption,
  { width, height }: Plot,
  { panel }: CurveStyle,
  scale = 2
): Blob | Promise<Blob> {
  const picture = { ...option, backgroundColor: panel }
  return kind === 'svg' ? vectorPicture(picture, width, height) : canvasPicture(picture, width, height, scale)
}
/** The title above, and what the x axis counts below. */
export const frameWords = (words: Pick<PictureWords, 'title' | 'axis'>, plot: Plot, style: CurveStyle): Shape[] => [
  textShape(words.title, MARGIN.left, 22, 'left', cssValue('--nl-text'), style, 13),
  textShape(words.axis, plot.width - 16, plot.height - 12, 'right', style.axis, style)
]
export function textShape(
  content: string,
  x: number,
  y: number,
  align: 'left' | 'right',
  fill: string,
  { font }: CurveStyle,
  size = 11
): Shape {
  const style = { text: content, x, y, fill, align, verticalAlign: 'middle' as const, font: `${size}px ${font}` }
  return { type: 'text', style }
}

/** The chart as it is on the screen, under its title and with its words. */
export async function chartPicture(
  kind: 'png' | 'svg',
  read: (plot: Plot) => MetricCurves,
  best: Best,
  plot: Plot,
  style: CurveStyle,
  format: Format,
  words: PictureWords
): Promise<Blob> {
  const whole = picturePlot(plot)
  const curves = read(whole)
  const option = draw(curves, best, whole, style, format, wordShapes(curves, whole, style, format, words))
  return savedPicture(kind, option, whole, style)
}

function wordShapes(curves: MetricCurves, plot: Plot, style: CurveStyle, format: Format, words: PictureWords): Shape[] {
  const done = Math.max(0, ...curves.drawn.map(({ raw }) => raw.at.at(-1) ?? 0))
  return [
    ...frameWords(words, plot, style),
    ...endLabels(curves, plot, Math.min(done, plot.axis.toStep(plot.shown.max))).map(({ split, x, y, value }) =>
      textShape(`${words[split]} ${format.value(value)}`.trim(), x, y, 'left', style.colour, style, 11.5)
    )
  ]
}
