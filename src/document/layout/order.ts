// The order of the items in each layer, so that few edges cross: sweeps to the mean place of what an item is connected with.
import type { Item, Layer } from './layers'

const SWEEPS = 6

/** Fills the layers. @param nodes with their layers, in the order that is kept where nothing speaks against it */
export function orderLayers(layers: readonly Layer[], nodes: readonly { item: Item; rank: number }[]): void {
  const placed = new Set<Item>()
  const waiting = [...nodes].reverse()
  while (waiting.length > 0) {
    const { item, rank } = waiting.pop()!
    if (placed.has(item)) continue
    placed.add(item)
    layers[rank]!.items.push(item)
    waiting.push(...item.after.map((after) => ({ item: after, rank: rank + 1 })).reverse())
  }

  let best = layers.map(({ items }) => [...items])
  let fewest = crossings(best)
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const orders = best.map((items) => [...items])
    for (let i = 1; i < orders.length; i++) sortBy(orders[i]!, orders[i - 1]!, ({ before }) => before)
    for (let i = orders.length - 2; i >= 0; i--) sortBy(orders[i]!, orders[i + 1]!, ({ after }) => after)
    const found = crossings(orders)
    if (found >= fewest) break
    best = orders
    fewest = found
  }
  layers.forEach((layer, i) => (layer.items = best[i]!))
}

const placesIn = (items: readonly Item[]): Map<Item, number> => new Map(items.map((item, i) => [item, i]))

/** By the mean place of their neighbours in the layer beside; without any, where it was. */
function sortBy(items: Item[], beside: readonly Item[], neighbours: (item: Item) => readonly Item[]): void {
  const places = placesIn(beside)
  const wishes = new Map(
    items.map((item, i) => {
      const near = neighbours(item)
      return [item, near.length === 0 ? i : near.reduce((sum, other) => sum + places.get(other)!, 0) / near.length]
    })
  )
  items.sort((a, b) => wishes.get(a)! - wishes.get(b)!)
}

/** Pairs of edges between two layers cross where their ends stand in opposite orders. */
function crossings(orders: readonly (readonly Item[])[]): number {
  let count = 0
  orders.slice(1).forEach((items, i) => {
    const places = placesIn(items)
    const ends = orders[i]!.flatMap((item) => item.after.map((after) => places.get(after)!).sort((a, b) => a - b))
    // A Fenwick tree of the ends so far, by place.
    const tree = new Int32Array(items.length + 1)
    ends.forEach((end, before) => {
      let notAbove = 0
      for (let k = end + 1; k > 0; k -= k & -k) notAbove += tree[k]!
      count += before - notAbove
      for (let k = end + 1; k < tree.length; k += k & -k) tree[k]!++
    })
  })
  return count
}
