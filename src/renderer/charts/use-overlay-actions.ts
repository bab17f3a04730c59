// What can be taken from a chart of many runs: pictures with their names, and values as CSV.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../format'
import { saveFile } from '../parts/save-file'
import { fileName, gather } from '../series/curve-text'
import { isMetric } from '../series/run-curves'
import { epochTable, pointLines } from '../series/overlay-text'
import type { ChartAction } from './ChartMenu.vue'
import { frameWords, picturePlot, plotTicks, savedPicture, textShape } from './curve-picture'
import type { Shape } from './curve-shapes'
import { curvesOption } from './curves-option'
import { itemLabels } from './overlay-labels'
import { itemShapes, type DrawnItem } from './overlay-shapes'
import type { OverlayProps, useOverlayChart } from './use-overlay-chart'
import { xAxis } from './x-axis'

const WAIT_MS = 50
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export function useOverlayActions(
  props: OverlayProps,
  overlay: ReturnType<typeof useOverlayChart>
): ComputedRef<ChartAction[]> {
  const { t } = useI18n()
  const format = useFormat()
  const name = (extension: string, ...more: string[]): string =>
    fileName([t('overlay.fileName', { n: props.runs.length }), props.chart, ...more], extension)

  async function picture(kind: 'png' | 'svg'): Promise<void> {
    const style = overlay.styleNow()
    const plot = picturePlot(overlay.plot.value)
    const read = overlay.read(plot)
    const items = new Map([...read.items, ...read.behind].map((item) => [item.id, item]))
    const drawn = overlay.drawnItems().flatMap((one): DrawnItem[] => {
      const item = items.get(one.item.id)
      return item ? [{ ...one, item, isHighlighted: false }] : []
    })
    const shapes = drawn.map((one) => itemShapes(one, read.items.length, plot, style))
    const chart = isMetric(props.chart) ? props.chart : t(`curves.${props.chart}`)
    const title = `${chart} · ${overlay.isDifference.value ? t('overlay.isDifference') : t('overlay.nRuns', { n: props.runs.length }, props.runs.length)}`
    const colours = new Map(drawn.map(({ item, colour }) => [item.id, colour]))
    const names = (itemLabels(read.items, plot) ?? []).map((label): Shape => {
      const text = label.name.length > 16 ? `${label.name.slice(0, 15)}…` : label.name
      return textShape(text, label.x, label.y, 'left', colours.get(label.id)!, style, 11)
    })
    const option = curvesOption(
      plot,
      plotTicks(plot, format.value),
      {
        clipped: shapes.flatMap(({ clipped }) => clipped),
        free: [
          ...shapes.flatMap(({ free }) => free),
          ...names,
          ...frameWords({ title, axis: t(`curves.axis.${plot.axis.unit}`) }, plot, style)
        ]
      },
      style
    )
    saveFile(await savedPicture(kind, option, plot, style), name(kind))
  }
  const told = () =>
    props.runs.map(({ name: run, series }) => ({ name: run, series, samplesAt: xAxis(series, 'samples').toX }))
  async function csv(kind: 'batches' | 'epochs'): Promise<void> {
    // Values come behind the first picture.
    while (props.runs.some(({ series }) => !series.isWhole(props.chart))) await later(WAIT_MS)
    saveFile(await gather(pointLines(told(), props.chart, kind), 'text/csv'), name('csv', kind))
  }
  async function copyTable(): Promise<void> {
    await navigator.clipboard.writeText(await (await gather(epochTable(told(), props.chart), 'text/plain')).text())
  }
  return computed(() => [
    { id: 'png', label: t('curves.save.png'), act: () => picture('png') },
    { id: 'svg', label: t('curves.save.svg'), act: () => picture('svg') },
    { id: 'batches', label: t('curves.save.batches'), act: () => csv('batches') },
    { id: 'epochs', label: t('curves.save.epochs'), act: () => csv('epochs') },
    { id: 'copy', label: t('curves.copyTable'), act: copyTable }
  ])
}
