// What is drawn of many runs: fewer details the more there are, the baseline thick.
import type { BestEpoch } from '../series/run-curves'
import type { Plot } from './curve-plot'
import { curveShapes, USUAL_LOOK, type CurveStyle, type Look, type Shape } from './curve-shapes'
import { FEW_RUNS, type OverlayItem } from './overlay-curves'

export interface DrawnItem {
  item: OverlayItem
  /** In CSS's digits. */
  colour: string
  best: BestEpoch | null
  isBaseline: boolean
  /** A run behind the mean of its group. */
  isFaint: boolean
  /** The one that stands out just now: all of it is drawn. */
  isHighlighted: boolean
}

/** More of them are thin and let others through. */
const MANY = 20
/** Times the usual width: lines of at most one pixel are painted several times as fast where no graphics card does it. */
const HAIRLINE = 0.44

/** @param count how many are drawn */
export function lookOf({ item, isBaseline, isFaint, isHighlighted }: DrawnItem, count: number): Look {
  if (isHighlighted) return { ...USUAL_LOOK, width: 1.15, batches: 0.6 }
  if (isFaint) return { extremes: 'spikes', details: false, width: 0.45, batches: 0, alpha: count > MANY ? 0.3 : 0.5 }
  const width = isBaseline ? 1.6 : count > MANY ? HAIRLINE : count > FEW_RUNS ? 0.8 : 1
  if (item.isGroup) return { ...USUAL_LOOK, width, details: false }
  if (count <= FEW_RUNS) return { ...USUAL_LOOK, width }
  const alpha = count > MANY && !isBaseline ? 0.65 : 1
  return { extremes: 'spikes', details: false, width, batches: Math.max(0.12, 0.42 - count * 0.006), alpha }
}

export function itemShapes(
  drawn: DrawnItem,
  count: number,
  plot: Plot,
  style: CurveStyle
): { clipped: Shape[]; free: Shape[] } {
  const { item, colour, best, isFaint } = drawn
  const place = best && !isFaint ? { step: best.step, value: best.value } : null
  return curveShapes(item.curves, place, plot, { ...style, colour }, lookOf(drawn, count))
}
