// The parts of ECharts that are used, and nothing else of it.
import { CustomChart, LineChart, ParallelChart, ScatterChart } from 'echarts/charts'
import { GridComponent, ParallelComponent } from 'echarts/components'
import { init, use, type ComposeOption, type EChartsCoreOption, type EChartsType } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import type { CustomSeriesOption, LineSeriesOption, ParallelSeriesOption, ScatterSeriesOption } from 'echarts/charts'
import type { GridComponentOption } from 'echarts/components'

use([
  CanvasRenderer,
  SVGRenderer,
  CustomChart,
  LineChart,
  ParallelChart,
  ScatterChart,
  GridComponent,
  ParallelComponent
])

export { init }
export type Chart = EChartsType
export type ChartOption = ComposeOption<
  CustomSeriesOption | LineSeriesOption | ScatterSeriesOption | GridComponentOption
>
/** Of parallel coordinates: composed with the others, ECharts's types would take no option for any of them. */
export type ParallelOption = EChartsCoreOption & { series: ParallelSeriesOption[] }

/** A chart as SVG, every line a path and every word a text. */
export function vectorPicture(option: ChartOption, width: number, height: number): Blob {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption(option)
  const svg = chart.renderToSVGString()
  chart.dispose()
  return new Blob([svg], { type: 'image/svg+xml' })
}

/** A chart as PNG. @param scale pixels for each CSS pixel */
export async function canvasPicture(option: ChartOption, width: number, height: number, scale: number): Promise<Blob> {
  const chart = init(document.createElement('div'), null, { renderer: 'canvas', width, height })
  chart.setOption(option)
  const canvas = chart.renderToCanvas({ pixelRatio: scale, backgroundColor: option.backgroundColor as string })
  chart.dispose()
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
  )
}
