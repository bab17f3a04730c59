import type { ChartOption } from './echarts'
import { MARGIN, topOf, type Plot } from './curve-plot'
import type { CurveStyle, Shape } from './curve-shapes'

export interface PlotTicks {
  x: readonly { at: number; text: string }[]
  y: readonly { at: number; text: string }[]
}

/** Axes with the given ticks, and shapes in pixels over them. */
export function curvesOption(
  plot: Plot,
  ticks: PlotTicks,
  shapes: { clipped: Shape[]; free: Shape[] },
  style: Pick<CurveStyle, 'axis' | 'grid' | 'font'>
): ChartOption {
  const names = {
    x: new Map(ticks.x.map(({ at, text }) => [at, text])),
    y: new Map(ticks.y.map(({ at, text }) => [at, text]))
  }
  const axisLabel = { color: style.axis, fontFamily: style.font, fontSize: 11 }
  const layer = (id: string, children: Shape[], clip: boolean): NonNullable<ChartOption['series']> => ({
    id,
    type: 'custom',
    data: [[0, 0]],
    silent: true,
    clip,
    z: clip ? 2 : 3,
    renderItem: () => ({ type: 'group', $mergeChildren: false, children: children as never })
  })
  return {
    animation: false,
    grid: { ...MARGIN, top: topOf(plot), outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: plot.shown.min,
      max: plot.shown.max,
      axisLine: { show: true, onZero: false, lineStyle: { color: style.grid } },
      axisTick: { show: false, customValues: ticks.x.map(({ at }) => at) },
      axisLabel: {
        ...axisLabel,
        customValues: ticks.x.map(({ at }) => at),
        formatter: (at: number) => names.x.get(at) ?? ''
      },
      splitLine: { show: false }
    },
    yAxis: {
      type: 'value',
      min: plot.range.min,
      max: plot.range.max,
      axisLine: { show: false },
      axisTick: { show: false, customValues: ticks.y.map(({ at }) => at) },
      axisLabel: {
        ...axisLabel,
        customValues: ticks.y.map(({ at }) => at),
        formatter: (at: number) => names.y.get(at) ?? ''
      },
      splitLine: { lineStyle: { color: style.grid } }
    },
    series: [layer('clipped', shapes.clipped, true), layer('free', shapes.free, false)] as ChartOption['series']
  }
}
