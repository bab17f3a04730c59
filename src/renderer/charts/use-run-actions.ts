// What can be taken from a chart of one run: pictures, its values as CSV, the table of its epochs.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../format'
import { saveFile } from '../parts/save-file'
import { batchLines, epochLines, fileName, gather } from '../series/curve-text'
import type { LoadedRun } from '../series/loaded-run'
import { isMetric, type RunCurves } from '../series/run-curves'
import { useSession } from '../stores/session'
import type { ChartAction } from './ChartMenu.vue'
import { chartPicture, chartStyle } from './curve-picture'
import { innerWidth, type Plot } from './curve-plot'
import { useCurveView } from './curve-view'
import { readCurves } from './metric-curves'
import { xAxis } from './x-axis'

export function useRunActions(
  props: { readonly run: LoadedRun; readonly chart: string; readonly colour: string },
  source: () => RunCurves,
  plot: () => Plot
): ComputedRef<ChartAction[]> {
  const { t } = useI18n()
  const format = useFormat()
  const session = useSession()
  const { settings } = useCurveView()

  const runName = (): string => props.run.record.value?.name ?? props.run.id
  const name = (extension: string, ...more: string[]): string => fileName([runName(), props.chart, ...more], extension)
  const positions = (): { samplesAt(step: number): number } => ({ samplesAt: xAxis(props.run.series, 'samples').toX })

  async function picture(kind: 'png' | 'svg'): Promise<void> {
    const curves = source()
    const blob = await chartPicture(
      kind,
      (whole) => readCurves(curves, whole.axis, whole.shown, innerWidth(whole), settings.detail),
      isMetric(props.chart) ? curves.best : null,
      plot(),
      chartStyle(props.colour, session.dark),
      format.value,
      {
        title: `${isMetric(props.chart) ? props.chart : t(`curves.${props.chart}`)} · ${runName()}`,
        train: isMetric(props.chart) ? t('chart.train') : '',
        validation: t('chart.validation'),
        axis: t(`curves.axis.${plot().axis.unit}`)
      }
    )
    saveFile(blob, name(kind))
  }
  async function csv(which: 'batches' | 'epochs'): Promise<void> {
    const { series } = props.run
    const lines =
      which === 'batches'
        ? batchLines(series, props.chart, positions())
        : epochLines(series, props.chart, positions(), ',')
    saveFile(await gather(lines, 'text/csv'), name('csv', which))
  }
  async function copyTable(): Promise<void> {
    const lines = epochLines(props.run.series, props.chart, positions(), '\t')
    await navigator.clipboard.writeText(await (await gather(lines, 'text/plain')).text())
  }
  return computed(() => [
    { id: 'png', label: t('curves.save.png'), act: () => picture('png') },
    { id: 'svg', label: t('curves.save.svg'), act: () => picture('svg') },
    { id: 'batches', label: t('curves.save.batches'), act: () => csv('batches') },
    { id: 'epochs', label: t('curves.save.epochs'), act: () => csv('epochs') },
    { id: 'copy', label: t('curves.copyTable'), act: copyTable }
  ])
}
