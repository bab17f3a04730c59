// What leads where in a design.
import type { Design } from '../shared/design'

/**
 * A layer and all that follow from it along the edges.
 * @param calls also from a shared layer to its further calls, which come after it
 */
export function reachedFrom(design: Design, start: string, { calls = false } = {}): Set<string> {
  const next = new Map<string, string[]>()
  const add = (source: string, target: string): void => {
    const known = next.get(source)
    if (known) known.push(target)
    else next.set(source, [target])
  }
  for (const { source, target } of design.edges) add(source, target)
  if (calls) for (const { name, layer } of design.nodes) if (layer !== undefined) add(layer, name)
  const seen = new Set([start])
  // A set is walked in the order of insertion, with what is added on the way.
  for (const name of seen) for (const target of next.get(name) ?? []) seen.add(target)
  return seen
}

/** Layers that feed nothing. */
export function looseEnds(design: Design): Set<string> {
  const feeds = new Set(design.edges.map(({ source }) => source))
  return new Set(design.nodes.map(({ name }) => name).filter((name) => !feeds.has(name)))
}
