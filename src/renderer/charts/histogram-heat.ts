// Chart: histograms over epochs as a heat map: a column for each epoch, values upwards, the fuller the darker.
import { withAlpha } from '../theme/colours'
import { tickedAxis } from './axes'
import type { ChartOption } from './echarts'
import { columnEdges, type HistogramGrid } from './histogram-grid'
import { RIDGE_MARGIN, type HistogramPlot, type HistogramStyle } from './histogram-ridges'
import { epochTicks } from './metric-curves'

/** The place of the epoch whose column is at a pixel from the left. */
export function columnAt(epochs: readonly number[], x: number, width: number): number {
  const edges = columnEdges(epochs)
  const share = (x - RIDGE_MARGIN.left) / (width - RIDGE_MARGIN.left - RIDGE_MARGIN.right)
  const at = edges[0]! + share * (edges.at(-1)! - edges[0]!)
  const found = edges.findIndex((edge, i) => i > 0 && at < edge)
  return found < 0 ? epochs.length - 1 : found - 1
}

export function heatOption(grid: HistogramGrid, plot: HistogramPlot, style: HistogramStyle): ChartOption {
  const { min, max } = grid.range
  const edges = columnEdges(grid.epochs)
  const most = grid.shares.reduce((all, row) => row.reduce((a, b) => Math.max(a, b), all), 0)
  const ticks = epochTicks(Math.max(1, grid.epochs.at(-1) ?? 1), plot.width).map(({ at }) => ({ at, text: String(at) }))
  return {
    animation: false,
    grid: { ...RIDGE_MARGIN, outerBoundsMode: 'none' },
    xAxis: tickedAxis({ min: edges[0]!, max: edges.at(-1)! }, ticks, style, { lines: false }),
    yAxis: tickedAxis(grid.range, plot.ticks, style, { lines: false }),
    series: [
      {
        id: 'heat',
        type: 'custom',
        silent: true,
        clip: true,
        data: grid.epochs.map((_epoch, i) => [0, i]),
        renderItem: ({ dataIndex }, api) => {
          const row = grid.shares[dataIndex]!
          const step = (max - min) / row.length
          const cells = [...row].flatMap((share, bin) => {
            if (share === 0) return []
            const [left, top] = api.coord([edges[dataIndex]!, min + (bin + 1) * step]) as [number, number]
            const [right, bottom] = api.coord([edges[dataIndex + 1]!, min + bin * step]) as [number, number]
            // Neighbours overlap by a part of a pixel, so that no stripes show between them.
            const shape = { x: left, y: top, width: right - left + 0.3, height: bottom - top + 0.3 }
            const fill = withAlpha(style.colour, 0.06 + 0.94 * Math.sqrt(share / most))
            return [{ type: 'rect' as const, shape, style: { fill } }]
          })
          return { type: 'group', children: cells }
        }
      },
      {
        id: 'chosen',
        type: 'custom',
        silent: true,
        clip: true,
        z: 3,
        data: [[0, 0]],
        renderItem: (_params, api) => {
          const [left, top] = api.coord([edges[plot.chosen]!, max]) as [number, number]
          const [right, bottom] = api.coord([edges[plot.chosen + 1]!, min]) as [number, number]
          return {
            type: 'rect',
            shape: { x: left, y: top, width: right - left, height: bottom - top },
            style: { fill: 'none', stroke: style.text, lineWidth: 1.25 }
          }
        }
      }
    ]
  }
}
