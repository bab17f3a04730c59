// Which charts a run's curves are shown in, and in which order.
import { toggled, type CurveSettings } from '../charts/curve-view'
import { isMetric, LEARNING_RATE, rateChanges, SPEED } from '../series/run-curves'
import type { RunSeries } from '../series/run-series'

/** All charts there can be: those that were moved first, in the order that was chosen. */
export function allCharts(metrics: readonly string[], { order }: CurveSettings): string[] {
  const all = [...metrics, LEARNING_RATE, SPEED]
  const moved = order.filter((chart) => all.includes(chart))
  return [...moved, ...all.filter((chart) => !moved.includes(chart))]
}

/** Metrics are shown unless hidden, the learning rate where it changes, the speed where it is asked for. */
export function isShown(chart: string, settings: CurveSettings, series: RunSeries): boolean {
  if (settings.hidden.includes(chart)) return false
  return settings.shown.includes(chart) || isMetric(chart) || (chart === LEARNING_RATE && rateChanges(series))
}

export function show(chart: string, settings: CurveSettings, on: boolean): void {
  settings.hidden = toggled(settings.hidden, chart, !on)
  settings.shown = toggled(settings.shown, chart, on)
}

/** Puts a chart before or after another; both are among `charts`. */
export function moved(charts: readonly string[], chart: string, to: string): string[] {
  const [from, target] = [charts.indexOf(chart), charts.indexOf(to)]
  const rest = charts.filter((other) => other !== chart)
  if (from < 0 || target < 0) return [...charts]
  rest.splice(target, 0, chart)
  return rest
}
