// Axes with round ticks, as the charts of a view share them.
import type { Range, Tick } from './scale'

export interface AxisStyle {
  /** Of labels. */
  axis: string
  grid: string
  font: string
}

export function tickedAxis(
  { min, max }: Range,
  ticks: readonly { at: number; text: string }[],
  style: AxisStyle,
  { lines, line = !lines }: { lines: boolean; line?: boolean }
) {
  const labels = new Map(ticks.map(({ at, text }) => [at, text]))
  const customValues = ticks.map(({ at }) => at)
  return {
    type: 'value' as const,
    min,
    max,
    axisLine: { show: line, onZero: false, lineStyle: { color: style.grid } },
    axisTick: { show: false, customValues },
    axisLabel: {
      color: style.axis,
      fontFamily: style.font,
      fontSize: 11,
      hideOverlap: true,
      customValues,
      formatter: (at: number) => labels.get(at) ?? ''
    },
    splitLine: { show: lines, lineStyle: { color: style.grid } }
  }
}

export const labelled = (ticks: readonly Tick[], text: (value: number) => string): { at: number; text: string }[] =>
  ticks.map(({ at, label }) => ({ at, text: text(label) }))

/** Bounds a little beyond all values that are finite. */
export function paddedRange(values: readonly number[], share = 0.06): Range {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return { min: 0, max: 1 }
  const [min, max] = [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))]
  const span = max - min || Math.abs(max) * 0.1 || 1
  return { min: min - span * share, max: max + span * share }
}
