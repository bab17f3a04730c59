// Predictions held against the points of the data.
import type { SplitName } from '../../shared/dataset'
import type { FitPoints } from '../charts/fit-points'
import { answerAt, type Surface } from '../charts/surface'
import type { Bounds } from '../charts/plane'

/** 1 where a point's class is another than the one predicted at its place; null of quantities. */
export function wrongOf(surface: Surface, points: FitPoints | null): Uint8Array | null {
  if (!points?.labels || surface.kind === 'quantity') return null
  const { x, y, labels } = points
  const wrong = new Uint8Array(x.length)
  for (let i = 0; i < x.length; i++) {
    const answer = answerAt(surface, surface.axes.length === 1 ? [x[i]!] : [x[i]!, y[i]!])
    if ('label' in answer && answer.label !== labels[i]) wrong[i] = 1
  }
  return wrong
}

export function countWrong(
  wrong: Uint8Array | null,
  points: FitPoints | null,
  shown: ReadonlySet<SplitName>
): { wrong: number; all: number } {
  const counted = { wrong: 0, all: 0 }
  points?.splits.forEach((split, i) => {
    if (!split || !shown.has(split)) return
    counted.all += 1
    counted.wrong += wrong?.[i] ?? 0
  })
  return counted
}

export const sameBytes = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((value, i) => value === b[i]))

const MARGIN = 0.08
export function rangeOf(values: Iterable<number>): [number, number] {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < least) least = value
    if (value > most) most = value
  }
  return least > most ? [0, 1] : [least, most]
}

/** What is seen of the plane: all that was asked about; of a line as high as the points, so that nothing jumps. */
export function boundsOf({ axes, values, kind }: Surface, points: FitPoints | null): Bounds {
  const [across, up] = axes
  const x = [across!.min, across!.max] as const
  if (up) return { x, y: [up.min, up.max] }
  if (kind !== 'quantity') return { x, y: [0, 1] }
  const [least, most] = rangeOf(points ? points.y : values)
  const margin = (most - least) * MARGIN || 1
  return { x, y: [least - margin, most + margin] }
}
