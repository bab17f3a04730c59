// Chart: histograms over epochs as ridges, one behind the other, the newest in front. Each is as high as its fullest bin.
import { mixed, withAlpha } from '../theme/colours'
import { tickedAxis, type AxisStyle } from './axes'
import type { ChartOption } from './echarts'
import { thinned, type HistogramGrid } from './histogram-grid'

export interface HistogramStyle extends AxisStyle {
  colour: string
  panel: string
  text: string
}
export interface HistogramPlot {
  width: number
  height: number
  /** Place of the epoch that is chosen. */
  chosen: number
  ticks: readonly { at: number; text: string }[]
}
export const RIDGE_MARGIN = { left: 44, right: 12, top: 8, bottom: 24 }
const LEAST_PIXELS = 7
const LABEL_PIXELS = 18
/** A ridge rises over this share of the chart. */
const RISE = 0.22

export interface Ridges {
  /** Places of the epochs that are drawn, the oldest first. */
  places: number[]
  /** How high a ridge is, in ridges. */
  rise: number
}
export function ridgesOf(count: number, height: number): Ridges {
  const plot = height - RIDGE_MARGIN.top - RIDGE_MARGIN.bottom
  const places = thinned(count, Math.max(2, Math.floor((plot * (1 - RISE)) / LEAST_PIXELS)))
  return { places, rise: Math.max(0.9, (places.length * RISE) / (1 - RISE)) }
}

/** The place of the epoch whose ridge stands at a pixel from the top. */
export function ridgeAt({ places, rise }: Ridges, y: number, height: number): number {
  const plot = height - RIDGE_MARGIN.top - RIDGE_MARGIN.bottom
  const at = (places.length - 1 + rise) * (1 - (y - RIDGE_MARGIN.top) / plot)
  const row = Math.min(places.length - 1, Math.max(0, Math.round(at)))
  return places[places.length - 1 - row]!
}

export function ridgesOption(grid: HistogramGrid, plot: HistogramPlot, style: HistogramStyle): ChartOption {
  const ridges = ridgesOf(grid.epochs.length, plot.height)
  const { places, rise } = ridges
  const { min, max } = grid.range
  const rowOf = (i: number): number => places.length - 1 - i
  const stride = Math.max(1, Math.ceil((places.length * LABEL_PIXELS) / plot.height))
  const named = places.flatMap((place, i) =>
    rowOf(i) % stride === 0 ? [{ at: rowOf(i), text: String(grid.epochs[place]) }] : []
  )
  const outline = (i: number): [number, number][] => {
    const shares = grid.shares[places[i]!]!
    const most = shares.reduce((a, b) => Math.max(a, b), 0)
    const width = (max - min) / shares.length
    const top = [...shares].map((share, bin): [number, number] => [
      min + (bin + 0.5) * width,
      rowOf(i) + (most > 0 ? share / most : 0) * rise * 0.94
    ])
    return [[min, rowOf(i)], ...top, [max, rowOf(i)]]
  }
  return {
    animation: false,
    grid: { ...RIDGE_MARGIN, outerBoundsMode: 'none' },
    xAxis: tickedAxis(grid.range, plot.ticks, style, { lines: false }),
    yAxis: tickedAxis({ min: 0, max: places.length - 1 + rise }, named, style, { lines: false, line: false }),
    series: [
      {
        id: 'ridges',
        type: 'custom',
        silent: true,
        data: places.map((_place, i) => [0, i]),
        renderItem: ({ dataIndex }, api) => {
          const isChosen = places[dataIndex] === plot.chosen
          const share = 0.12 + (0.5 * dataIndex) / Math.max(1, places.length - 1)
          return {
            type: 'polygon',
            shape: { points: outline(dataIndex).map((point) => api.coord(point)) },
            style: {
              fill: mixed(style.panel, style.colour, isChosen ? 0.8 : share),
              stroke: isChosen ? style.text : withAlpha(style.panel, 0.9),
              lineWidth: isChosen ? 1.5 : 1
            }
          }
        }
      }
    ]
  }
}
