// Two networks on canvases: laid out as one that holds all layers of both, so that each layer stands where its counterpart does.
import type { DesignDiff, LayerPair, ParamChange } from '../../../comparison/diff-design'
import { isBridged } from '../../../comparison/differences'
import { arrange } from '../../../document/arrange'
import { NODE, type Direction } from '../../../document/geometry'
import type { DesignView, ShownEdge, ShownLayer } from '../../../document/view'
import type { Point } from '../../../document/edits/layers'
import type { MarkKind, ReadMark, ReadMarks } from '../../builder/canvas/read-marks'
import { shapeText } from '../../format'

export type Face = 'a' | 'b' | 'both'
export const pairId = (at: number): string => `p${at}`
export const pairAt = (id: string): number => Number(id.slice(1))

/** Where each pair stands, by its id. */
export function placesOf(diff: DesignDiff, direction: Direction): ReadonlyMap<string, Point> {
  const { pairs } = diff
  // An edge that made room for a new layer would push that layer aside.
  const edges = diff.edges.filter((edge) => edge.kind === 'same' || !isBridged(diff, edge))
  const nodes = pairs.map(({ a, b }, i) => ({ name: pairId(i), class_name: (b ?? a)!.node.class_name, config: {} }))
  const joined = edges.map(({ source, target }) => ({ source: pairId(source), target: pairId(target) }))
  return arrange({ nodes, edges: joined, direction }, { direction, size: () => NODE })
}

const edgeId = (at: number): string => `e${at}`

export function viewOfFace(diff: DesignDiff, places: ReadonlyMap<string, Point>, face: Face): DesignView {
  const { pairs, edges } = diff
  const nodes = pairs.flatMap(({ a, b }, i): ShownLayer[] => {
    const side = face === 'both' ? (b ?? a) : face === 'a' ? a : b
    return side ? [{ id: pairId(i), kind: 'layer', position: places.get(pairId(i))!, node: side.node }] : []
  })
  const shown = edges.flatMap((edge, i): ShownEdge[] => {
    const { source, target, a, b, kind } = edge
    const isThere = face === 'both' ? kind === 'same' || !isBridged(diff, edge) : (face === 'a' ? a : b) !== null
    return isThere ? [{ id: edgeId(i), source: pairId(source), target: pairId(target), edges: [] }] : []
  })
  return { nodes, edges: shown }
}

export const paramText = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value)
export const changeText = ({ name, a, b }: ParamChange): string => `${name} ${paramText(a)} → ${paramText(b)}`

export function marksOfFace({ pairs, edges }: DesignDiff, face: Face, words: ReadMarks['words']): ReadMarks {
  const mark = (pair: LayerPair): ReadMark => {
    const side = face === 'both' ? (pair.b ?? pair.a) : face === 'a' ? pair.a : pair.b
    const lines = pair.changes.map((change) =>
      face === 'both' ? changeText(change) : `${change.name} ${paramText(change[face])}`
    )
    return { kind: pair.kind, layer: side?.layer ?? null, lines }
  }
  return {
    nodes: new Map(pairs.map((pair, i) => [pairId(i), mark(pair)])),
    edges: new Map(edges.map(({ kind }, i): [string, MarkKind] => [edgeId(i), kind])),
    words
  }
}

/** 28 × 28 → 14 × 14, where the outputs of a pair differ. */
export function reshapedText({ a, b, reshaped }: LayerPair): { a: string; b: string } | null {
  if (!reshaped) return null
  return { a: shapeText(a!.layer!.outputShape), b: shapeText(b!.layer!.outputShape) }
}
