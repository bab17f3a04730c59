// A chart of curves as an option for ECharts: on the screen, or as a picture with its words in it.
import type { Format } from '../format'
import { cssValue } from '../theme/colours'
import { MARGIN, topOf, type Plot } from './curve-plot'
import { endLabels } from './curve-overlay'
import { curveShapes, type CurveStyle, type Shape } from './curve-shapes'
import { curvesOption } from './curves-option'
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
  const ticks = {
    x: xTicks(plot.axis, plot.shown, plot.width - MARGIN.left - MARGIN.right),
    y: valueTicks(plot.range, plot.logarithmic, plot.height - topOf(plot) - MARGIN.bottom)
  }
  const shapes = curveShapes(curves, best, plot, style)
  const label = {
    x: ({ label: x }: Tick) => xLabel(plot.axis.unit, x),
    y: valueLabel(ticks.y, plot.logarithmic, format)
  }
  return curvesOption(plot, ticks, label, { ...shapes, free: [...shapes.free, ...words] }, style)
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

/** The chart as it is on the screen, under its title and with its words. @param scale pixels of a PNG for each of CSS */
export async function chartPicture(
  kind: 'png' | 'svg',
  read: (plot: Plot) => MetricCurves,
  best: Best,
  plot: Plot,
  style: CurveStyle,
  format: Format,
  words: PictureWords,
  scale = 2
): Promise<Blob> {
  const width = Math.max(LEAST.width, plot.width)
  const height = Math.max(LEAST.height, plot.height) + TITLE
  const whole = { ...plot, width, height, top: MARGIN.top + TITLE }
  const curves = read(whole)
  const option = draw(curves, best, whole, style, format, wordShapes(curves, whole, style, format, words))
  const picture = { ...option, backgroundColor: style.panel }
  return kind === 'svg' ? vectorPicture(picture, width, height) : canvasPicture(picture, width, height, scale)
}

function wordShapes(curves: MetricCurves, plot: Plot, style: CurveStyle, format: Format, words: PictureWords): Shape[] {
  const text = (content: string, x: number, y: number, align: 'left' | 'right', fill: string, size = 11): Shape => ({
    type: 'text',
    style: { text: content, x, y, fill, align, verticalAlign: 'middle', font: `${size}px ${style.font}` }
  })
  const done = Math.max(0, ...curves.drawn.map(({ raw }) => raw.at.at(-1) ?? 0))
  return [
    text(words.title, MARGIN.left, 22, 'left', cssValue('--nl-text'), 13),
    text(words.axis, plot.width - 16, plot.height - 12, 'right', style.axis),
    ...endLabels(curves, plot, Math.min(done, plot.axis.toStep(plot.shown.max))).map(({ split, x, y, value }) =>
      text(`${words[split]} ${format.value(value)}`.trim(), x, y, 'left', style.colour, 11.5)
    )
  ]
}
