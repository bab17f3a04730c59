// Chart: one figure over the epochs at which it was measured: a line, with a band around it where there is one.
import { withAlpha } from '../theme/colours'
import { labelled, paddedRange, tickedAxis, type AxisStyle } from './axes'
import type { ChartOption } from './echarts'
import { epochTicks } from './metric-curves'
import { linearTicks, logTicks } from './scale'

export interface EpochFigure {
  epochs: readonly number[]
  values: ArrayLike<number>
  /** How far it spreads to both sides. */
  spread?: ArrayLike<number>
  logarithmic: boolean
  /** A value to compare with. */
  mark?: number
  /** Place of the epoch that is chosen. */
  chosen: number
}
export interface EpochLineStyle extends AxisStyle {
  colour: string
  panel: string
}
export const LINE_MARGIN = { left: 52, right: 12, top: 8, bottom: 22 }

export function epochLinesOption(
  { epochs, values, spread, logarithmic, mark, chosen }: EpochFigure,
  { width, height }: { width: number; height: number },
  style: EpochLineStyle,
  text: (value: number) => string
): ChartOption {
  const plot = (value: number): number => (logarithmic ? (value > 0 ? Math.log10(value) : NaN) : value)
  const line = epochs.map((epoch, i): [number, number] => [epoch, plot(values[i]!)])
  const edge = (sign: number): [number, number][] =>
    spread ? epochs.map((epoch, i) => [epoch, values[i]! + sign * spread[i]!]) : []
  const band = [...edge(1), ...edge(-1).reverse()].filter(([, value]) => Number.isFinite(value))
  const marked = mark === undefined ? [] : [plot(mark)]
  const range = paddedRange([...line, ...band].map(([, value]) => value).concat(marked), 0.1)
  const last = Math.max(1, epochs.at(-1) ?? 1)
  const few = Math.max(2, Math.floor((height - LINE_MARGIN.top - LINE_MARGIN.bottom) / 34))
  const ticks = logarithmic ? logTicks(range, few) : linearTicks(range, few)
  const x = epochTicks(last, width).map(({ at }) => ({ at, text: String(at) }))
  const constant = (id: string, data: [number, number][], type: 'dashed' | 'solid') => ({
    id,
    type: 'line' as const,
    data,
    silent: true,
    showSymbol: false,
    z: 2,
    lineStyle: { width: 1, color: style.axis, type }
  })
  return {
    animation: false,
    grid: { ...LINE_MARGIN, outerBoundsMode: 'none' },
    xAxis: tickedAxis({ min: Math.min(epochs[0] ?? 0, last - 1), max: last }, x, style, { lines: false }),
    yAxis: tickedAxis(range, labelled(ticks, text), style, { lines: true }),
    series: [
      {
        id: 'band',
        type: 'custom',
        silent: true,
        clip: true,
        z: 1,
        data: [[0, 0]],
        renderItem: (_params, api) => ({
          type: 'polygon',
          shape: { points: band.map((point) => api.coord(point)) },
          style: { fill: withAlpha(style.colour, 0.18) }
        })
      },
      constant(
        'mark',
        marked.flatMap((value): [number, number][] => [
          [Math.min(epochs[0] ?? 0, last - 1), value],
          [last, value]
        ]),
        'dashed'
      ),
      {
        id: 'line',
        type: 'line',
        data: line,
        silent: true,
        symbol: 'circle',
        symbolSize: 4,
        showSymbol: epochs.length <= 40,
        z: 3,
        lineStyle: { width: 2, color: style.colour },
        itemStyle: { color: style.colour }
      },
      {
        id: 'chosen',
        type: 'scatter',
        data: line[chosen] ? [line[chosen]] : [],
        silent: true,
        symbolSize: 11,
        z: 4,
        itemStyle: { color: style.panel, borderColor: style.colour, borderWidth: 2 }
      }
    ]
  }
}
