// What a chart of curves shows: reads the run where something is new or another part is in sight, once a frame.
import { computed, nextTick, onActivated, onBeforeUnmount, onDeactivated, ref, shallowRef, watch } from 'vue'
import { useFormat } from '../format'
import type { LoadedRun } from '../series/loaded-run'
import { RunCurves } from '../series/run-curves'
import { useSession } from '../stores/session'
import { chartStyle, draw } from './curve-picture'
import { innerWidth, type Plot } from './curve-plot'
import type { CurveStyle } from './curve-shapes'
import { useCurveView } from './curve-view'
import type { ChartOption } from './echarts'
import { readCurves, valueRange, type MetricCurves } from './metric-curves'
import type { Range } from './scale'
import { useEasedRange } from './use-eased-range'
import { axisEnd, xAxis } from './x-axis'

export function useMetricChart(props: { readonly run: LoadedRun; readonly chart: string; readonly colour: string }) {
  const format = useFormat()
  const session = useSession()
  const view = useCurveView()
  const { settings } = view
  const size = ref({ width: 0, height: 0 })
  const source = shallowRef(new RunCurves(props.run.series, props.chart))
  const curves = shallowRef<MetricCurves>({ drawn: [], broken: [] })
  const axis = shallowRef(xAxis(props.run.series, settings.x))
  const shown = shallowRef<Range>({ min: 0, max: 1 })
  const best = shallowRef<RunCurves['best']>(null)
  const option = shallowRef<ChartOption>({})
  const logarithmic = computed(() => settings.logarithmic.includes(props.chart))
  const { range, moveTo } = useEasedRange(redraw)
  const plot = computed<Plot>(() => ({
    ...size.value,
    axis: axis.value,
    shown: shown.value,
    range: range.value,
    logarithmic: logarithmic.value
  }))

  /** Colours as the theme has them, read once: asking the document costs more than drawing. */
  let style: CurveStyle | null = null
  // Several things may change in one frame: they are drawn once.
  let [frame, eased, active, stale] = [0, true, true, false]

  function update(smoothly: boolean): void {
    stale = false
    const { series } = props.run
    if (source.value.series !== series || source.value.chart !== props.chart)
      source.value = new RunCurves(series, props.chart)
    source.value.follow(settings.smoothing)
    best.value = source.value.best
    axis.value = xAxis(series, settings.x)
    const zoom = view.zoom.value
    shown.value = zoom
      ? { min: axis.value.toX(zoom.from), max: axis.value.toX(zoom.to) }
      : { min: 0, max: axisEnd(series, axis.value) }
    if (size.value.height === 0) return
    curves.value = readCurves(source.value, axis.value, shown.value, innerWidth(size.value), settings.detail)
    const sight = { min: axis.value.toStep(shown.value.min) - 1e-6, max: axis.value.toStep(shown.value.max) + 1e-6 }
    moveTo(valueRange(curves.value, sight, logarithmic.value, settings.outliers), smoothly)
    render()
  }
  function render(): void {
    if (size.value.height === 0) return
    style ??= chartStyle(props.colour, session.dark)
    option.value = draw(curves.value, best.value, plot.value, style, format.value)
  }

  function later(smooth: boolean): void {
    stale = true
    eased &&= smooth
    redraw()
  }
  function redraw(): void {
    if (active && frame === 0)
      frame = requestAnimationFrame(() => {
        frame = 0
        if (stale) update(eased)
        else render()
        eased = true
      })
  }
  watch(
    () => props.run.tick.value,
    () => later(true)
  )
  watch([view.zoom, () => settings.outliers, () => settings.smoothing, () => settings.detail, () => settings.x], () =>
    later(true)
  )
  watch([() => props.colour, () => session.dark], async () => {
    await nextTick() // until the theme is on the document
    style = null
    render()
  })
  watch([logarithmic, () => props.chart, () => props.run.id], () => later(false))
  onActivated(() => {
    active = true
    if (stale) later(false)
  })
  onDeactivated(() => (active = false))
  onBeforeUnmount(() => cancelAnimationFrame(frame))
  update(false)

  return {
    size,
    source,
    curves,
    best,
    option,
    plot,
    logarithmic,
    resized(width: number, height: number): void {
      size.value = { width, height }
      update(false)
    }
  }
}
