// Names at the right end of curves, and which curve the pointer is on.
import { MARGIN, plotX, plotY, topOf, type Plot } from './curve-plot'
import { leading, valueAt, type OverlayItem } from './overlay-curves'

export interface ItemLabel {
  id: string
  name: string
  colour: string
  x: number
  y: number
  value: number
}
export const LABEL_HEIGHT = 15

/** A label right of each curve, pushed apart where they would overlap; null where there is no room for all of them. */
export function itemLabels(items: readonly OverlayItem[], plot: Plot): ItemLabel[] | null {
  const [top, bottom] = [topOf(plot), plot.height - MARGIN.bottom]
  if (items.length * LABEL_HEIGHT > bottom - top + LABEL_HEIGHT) return null
  const right = plot.width - MARGIN.right
  const labels = items.flatMap((item): ItemLabel[] => {
    const end = lastInSight(item, plot)
    if (!end) return []
    const { id, name, colour } = item
    return [{ id, name, colour, x: right + 8, y: Math.min(bottom, Math.max(top, end.y)), value: end.value }]
  })
  return pushedApart(labels, top, bottom)
}

/** In the order of their places; none above `top` or below `bottom`, where there is room. */
export function pushedApart<T extends { y: number }>(labels: readonly T[], top: number, bottom: number): T[] {
  const sorted = labels.map((label) => ({ ...label })).sort((a, b) => a.y - b.y)
  let least = top
  for (const label of sorted) {
    label.y = Math.max(label.y, least)
    least = label.y + LABEL_HEIGHT
  }
  let most = bottom
  for (const label of sorted.reverse()) {
    label.y = Math.min(label.y, most)
    most = label.y - LABEL_HEIGHT
  }
  return sorted.reverse()
}

function lastInSight(item: OverlayItem, plot: Plot): { y: number; value: number } | null {
  const drawn = leading(item)
  if (!drawn) return null
  const { at, mean } = drawn.smooth ?? drawn.raw
  for (let i = at.length - 1; i >= 0; i--) {
    if (at[i]! > plot.shown.max + 1e-9) continue
    const y = plotY(plot, mean[i]!)
    if (Number.isFinite(y)) return { y, value: mean[i]! }
  }
  return null
}

/** Curves further from the pointer than this are not meant; in pixels. */
const NEAR = 9

/** The item with a curve under the pointer. @param x, y pixels */
export function itemAt(items: readonly OverlayItem[], plot: Plot, x: number, y: number): OverlayItem | null {
  const { min, max } = plot.shown
  const place = min + ((x - MARGIN.left) / (plotX(plot, max) - MARGIN.left)) * (max - min)
  let [found, nearest]: [OverlayItem | null, number] = [null, NEAR]
  for (const item of items) {
    for (const { kind, raw, smooth } of item.curves.drawn) {
      if (kind === 'batch' && item.curves.drawn.length > 1) continue
      const shown = smooth ?? raw
      const off = Math.abs(plotY(plot, valueAt(shown.at, shown.mean, place)) - y)
      if (off < nearest) [found, nearest] = [item, off]
    }
  }
  return found
}

/**
 * What there is room for at the end of a curve: of names that are told apart by settings ('mlp · sgd, seed 1') only those, of
 * others what is left without the whole words with which all of them begin.
 */
export function shortNames(all: readonly string[]): Map<string, string> {
  const names = all.filter((name) => !name.includes(' · '))
  const [first = '', ...others] = names
  let length = others.length > 0 ? first.length : 0
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length--
  const whole = /^.*[\s_\-/·]/.exec(first.slice(0, length))?.[0].length ?? 0
  const short = (name: string): string => name.split(' · ')[1] ?? (name.slice(whole) || name)
  return new Map(all.map((name) => [name, short(name)]))
}
