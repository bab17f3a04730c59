// The differences of two networks one after the other, as one would go through them.
import type { DesignDiff, EdgePair, LayerPair } from './diff-design'

export type Difference =
  | { kind: 'layer'; pair: LayerPair; at: number }
  | { kind: 'edge'; edge: EdgePair; source: LayerPair; target: LayerPair; at: number }

/**
 * Layers that are new, gone, set otherwise or renamed, and edges between layers that both networks have. An edge that only makes
 * room for a new layer, or closes the gap of one that is gone, is not told of. `at` is a position in the pairs, rising.
 */
export function differencesOf(diff: DesignDiff): Difference[] {
  const layers = diff.pairs.flatMap((pair, at): Difference[] =>
    pair.kind !== 'same' || pair.renamed ? [{ kind: 'layer', pair, at }] : []
  )
  const edges = diff.edges.flatMap((edge): Difference[] => {
    const [source, target] = [diff.pairs[edge.source]!, diff.pairs[edge.target]!]
    const isOfBoth = source.a !== null && source.b !== null && target.a !== null && target.b !== null
    if (edge.kind === 'same' || !isOfBoth || isBridged(diff, edge)) return []
    return [{ kind: 'edge', edge, source, target, at: edge.target }]
  })
  return [...layers, ...edges].sort((a, b) => a.at - b.at)
}

/** In the other network, data go the same way through layers that only it has. */
export function isBridged({ pairs, edges }: DesignDiff, { kind, source, target }: EdgePair): boolean {
  if (kind === 'changed') return false
  const other = kind === 'removed' ? 'b' : 'a'
  const own = kind === 'removed' ? 'added' : 'removed'
  const met = new Set([source])
  const waiting = [source]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const edge of edges) {
      if (edge.source !== at || edge[other] === null || met.has(edge.target)) continue
      if (edge.target === target) return at !== source
      if (pairs[edge.target]!.kind !== own) continue
      met.add(edge.target)
      waiting.push(edge.target)
    }
  }
  return false
}
