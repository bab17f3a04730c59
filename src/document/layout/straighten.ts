// Moves items across the flow, keeping their order and distances, until edges run as straight as they can: those that
// skip layers first, since a curve drawn from end to end would otherwise run through the nodes of these layers.
import type { Item, Layer } from './layers'

const SWEEPS = 12
/** How much more an edge counts that would run through nodes if it were not straight. */
const SKIPPING = 1000

export function straighten(layers: readonly Layer[], gap: number): void {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const { items } of layers) settle(items, ({ before }) => before, gap)
    for (const { items } of [...layers].reverse()) settle(items, ({ after }) => after, gap)
  }
  for (const { items } of layers) settle(items, ({ before }) => before, gap)
}

const weightOf = (a: Item, b: Item): number => (a.skips || b.skips ? SKIPPING : 1)

interface Group {
  first: number
  weight: number
  /** What the group's items would like, less how far each stands from the layer's first. */
  wish: number
}

/**
 * Puts a layer's items as near as can be to the weighted mean of their neighbours, in the sense of least squares: pool
 * adjacent violators, on centers less the distances that have to be kept.
 */
function settle(items: readonly Item[], neighbours: (item: Item) => readonly Item[], gap: number): void {
  const offsets: number[] = []
  const groups: Group[] = []
  items.forEach((item, i) => {
    const previous = items[i - 1]
    offsets.push(previous ? offsets[i - 1]! + previous.high + gap + item.low : 0)
    const links = neighbours(item)
    const weight = links.reduce((sum, other) => sum + weightOf(item, other), 0)
    const wish = weight === 0 ? item.center : links.reduce((sum, o) => sum + weightOf(item, o) * o.center, 0) / weight
    // What nothing pulls stays where it is, unless something has to pass.
    groups.push({ first: i, weight: weight || 0.001, wish: wish - offsets[i]! })
    while (groups.length > 1 && groups.at(-2)!.wish > groups.at(-1)!.wish) {
      const last = groups.pop()!
      const before = groups.pop()!
      const total = before.weight + last.weight
      const mean = (before.wish * before.weight + last.wish * last.weight) / total
      groups.push({ first: before.first, weight: total, wish: mean })
    }
  })
  groups.forEach(({ first, wish }, i) => {
    const end = groups[i + 1]?.first ?? items.length
    for (let k = first; k < end; k++) items[k]!.center = wish + offsets[k]!
  })
}
