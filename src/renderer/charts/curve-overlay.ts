import type { RunCurves } from '../series/run-curves'
import { MARGIN, plotX, topOf, plotY, type Plot } from './curve-plot'
import type { BrokenSpan, MetricCurves } from './metric-curves'

export interface EndLabel {
  split: 'train' | 'validation'
  x: number
  y: number
  value: number
}
const LABEL_HEIGHT = 16

/** A label for each curve, right of all that is drawn (`done` steps), pushed apart where two would overlap and kept inside the plot. */
export function endLabels(curves: MetricCurves, plot: Plot, done: number): EndLabel[] {
  const right = plot.width - MARGIN.right
  const labels = (['train', 'validation'] as const).flatMap((split): EndLabel[] => {
    const drawn = curves.drawn.find(({ kind }) => kind === split || (kind === 'single' && split === 'train'))
    if (!drawn) return []
    const { at, mean } = drawn.smooth ?? drawn.raw
    let last = at.length - 1
    while (last >= 0 && (!Number.isFinite(mean[last]) || plotX(plot, at[last]!) > right + 1)) last--
    const y = last < 0 ? NaN : plotY(plot, mean[last]!)
    if (!Number.isFinite(y) || plotX(plot, at[last]!) < MARGIN.left) return []
    return [{ split, x: Math.min(right, plotX(plot, Math.max(done, at[last]!))) + 12, y, value: mean[last]! }]
  })
  const [a, b] = labels
  if (a && b && Math.abs(a.y - b.y) < LABEL_HEIGHT) {
    const middle = (a.y + b.y) / 2
    const aAbove = a.y <= b.y
    a.y = middle + (aAbove ? -LABEL_HEIGHT : LABEL_HEIGHT) / 2
    b.y = middle + (aAbove ? LABEL_HEIGHT : -LABEL_HEIGHT) / 2
  }
  const [top, bottom] = [topOf(plot), plot.height - MARGIN.bottom - LABEL_HEIGHT / 2]
  const over = Math.max(0, ...labels.map((label) => label.y - bottom))
  const under = Math.max(0, ...labels.map((label) => top - label.y))
  for (const label of labels) label.y += under - over
  return labels
}

const WORD_WIDTH = 84

/** Words for stretches that are no numbers, where there is room for them. */
export function brokenWords(spans: readonly BrokenSpan[], plot: Plot): { x: number; span: BrokenSpan }[] {
  const words: { x: number; span: BrokenSpan }[] = []
  const right = plot.width - MARGIN.right
  const placed = spans.map((span) => ({ x: Math.max(MARGIN.left, plotX(plot, span.from)), span }))
  for (const word of placed.sort((a, b) => a.x - b.x)) {
    if (word.x > right || plotX(plot, word.span.to) < MARGIN.left) continue
    if (words.length === 0 || word.x - words.at(-1)!.x > WORD_WIDTH) words.push(word)
  }
  return words
}

export interface Reading {
  /** The step under the crosshair, over the whole run. */
  step: number
  /** The epoch (from 1) whose end is nearest; 0 before the first has ended. */
  epoch: number
  rows: { kind: 'batch' | 'train' | 'validation' | 'single'; value: number; smoothed: number; at: number }[]
}

/** The exact values nearest to the crosshair, of the curves that are drawn. */
export function readAt(curves: RunCurves, drawn: MetricCurves, crosshair: number): Reading | null {
  const { series } = curves
  if (series.steps === 0 && series.epochs === 0) return null
  const done = Math.max(series.steps, series.epochs * series.stepsPerEpoch)
  const step = Math.min(Math.max(1, Math.round(crosshair)), done)
  const epoch = Math.min(Math.max(1, Math.round(crosshair / series.stepsPerEpoch)), series.epochs)
  const rows = drawn.drawn.flatMap(({ kind }) => {
    const curve = curves.all.get(kind)
    const index = curve?.nearest(crosshair) ?? -1
    if (!curve || index < 0) return []
    const at = curve.positions.at(index)
    return [{ kind, value: curve.values.at(index), smoothed: curve.smoothed?.at(index) ?? NaN, at }]
  })
  const order = ['train', 'validation', 'single', 'batch']
  return { step, epoch, rows: rows.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)) }
}
