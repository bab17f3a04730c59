// What differs between two networks: layers in pairs, their parameters, shapes and counts, and the edges between them.
import { catalogue, type InferredLayer } from '../layers'
import { graphOf } from '../layers/graph'
import { surveyDesign, type Survey } from '../layers/survey'
import { inputsOf, type Design, type DesignNode } from '../shared/design'
import { readParams, type ResolvedTerm } from '../shared/schema'
import { isSame } from '../shared/same'
import { align, type Alignable } from './align'

export type DiffKind = 'same' | 'changed' | 'added' | 'removed'
export interface DiffSide {
  node: DesignNode
  /** Shapes and counts; null where the layer or one before it is at fault. */
  layer: InferredLayer | null
}
export interface ParamChange {
  /** 'units'; 'layer' is the one that it calls again. */
  name: string
  /** With defaults, as the config takes them; undefined: there is none. */
  a: unknown
  b: unknown
}
export interface LayerPair {
  /** By class and parameters; another name or another shape alone is no change. */
  kind: DiffKind
  a: DiffSide | null
  b: DiffSide | null
  changes: readonly ParamChange[]
  renamed: boolean
  /** Its output has another shape. */
  reshaped: boolean
}
/** Ends are positions in `pairs`; a and b: which input of the target it is, from 0; null where it is not there. */
export interface EdgePair {
  kind: DiffKind
  source: number
  target: number
  a: number | null
  b: number | null
}
export interface Totals {
  layers: number
  /** null where the network is at fault. */
  parameters: number | null
  flops: number | null
}
export interface DesignDiff {
  pairs: readonly LayerPair[]
  edges: readonly EdgePair[]
  a: Totals
  b: Totals
  /** No layer was added, removed, changed or renamed, and no edge. */
  same: boolean
}

/** Layers without a counterpart in the other network stand where data pass them. */
export function diffDesigns(a: Design, b: Design): DesignDiff {
  const [one, other] = [sideOf(a), sideOf(b)]
  const aligned = align(one.alignable, other.alignable)
  const nameInB = new Map(
    aligned.flatMap(([i, j]) => (i !== null && j !== null ? [[one.nodes[i]!.name, other.nodes[j]!.name] as const] : []))
  )
  const pairs = aligned.map(([i, j]) =>
    pairOf(i === null ? null : one.side(one.nodes[i]!), j === null ? null : other.side(other.nodes[j]!), nameInB)
  )
  const edges = edgePairs(pairs, a, b)
  const same =
    pairs.every(({ kind, renamed }) => kind === 'same' && !renamed) && edges.every(({ kind }) => kind === 'same')
  return { pairs, edges, a: totals(one.survey), b: totals(other.survey), same }
}

interface Side {
  survey: Survey
  nodes: readonly DesignNode[]
  alignable: readonly Alignable[]
  side(node: DesignNode): DiffSide
}
function sideOf(design: Design): Side {
  const survey = surveyDesign(design, catalogue)
  const nodes = inOrder(design)
  return {
    survey,
    nodes,
    alignable: nodes.map((node) => ({ name: node.name, className: node.class_name, params: tellingParams(node) })),
    side: (node) => ({ node, layer: survey.nodes.get(node.name)?.layer ?? null })
  }
}
/** As data flow; what is in a cycle comes last. */
function inOrder(design: Design): readonly DesignNode[] {
  try {
    const { ordered } = graphOf(design)
    return [...ordered, ...design.nodes.filter((node) => !ordered.includes(node))]
  } catch {
    return design.nodes
  }
}

function tellingParams(node: DesignNode): Map<string, string> {
  const specs = catalogue.get(node.class_name)?.params ?? {}
  const params = Object.entries(paramsOf(node)).filter(([name, value]) => !isSame(value, specs[name]?.default))
  return new Map(params.map(([name, value]) => [name, JSON.stringify(value)]))
}

/** Parameters with all defaults, in their long forms; as they are given where they do not fit. */
export function paramsOf({ name, class_name, config, layer }: DesignNode): Record<string, unknown> {
  const specs = catalogue.get(class_name)?.params ?? {}
  if (layer !== undefined) return config
  try {
    const read = readParams(specs, config, { className: class_name, layer: name, where: '' })
    return Object.fromEntries(
      Object.entries(read as Record<string, unknown>).map(([key, value]) => [key, asConfig(value)])
    )
  } catch {
    const defaults = Object.entries(specs).flatMap(([key, spec]) =>
      spec.default === undefined ? [] : [[key, spec.default]]
    )
    return { ...(Object.fromEntries(defaults) as Record<string, unknown>), ...config }
  }
}
/** A term as a config takes it: its name, or with its parameters. */
function asConfig(value: unknown): unknown {
  if (!isResolved(value)) return value
  if (Object.keys(value.params).length === 0) return value.name
  return {
    class_name: value.name,
    config: Object.fromEntries(Object.entries(value.params).map(([key, item]) => [key, asConfig(item)]))
  }
}
const isResolved = (value: unknown): value is ResolvedTerm =>
  typeof value === 'object' && value !== null && 'name' in value && 'params' in value

function pairOf(a: DiffSide | null, b: DiffSide | null, nameInB: ReadonlyMap<string, string>): LayerPair {
  if (a === null || b === null)
    return { kind: a === null ? 'added' : 'removed', a, b, changes: [], renamed: false, reshaped: false }
  const [before, after] = [paramsOf(a.node), paramsOf(b.node)]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changes: ParamChange[] = names
    .filter((name) => !isSame(before[name], after[name]))
    .map((name) => ({ name, a: before[name], b: after[name] }))
  const called = a.node.layer === undefined ? undefined : (nameInB.get(a.node.layer) ?? null)
  if (called !== b.node.layer) changes.push({ name: 'layer', a: a.node.layer, b: b.node.layer })
  return {
    kind: changes.length > 0 ? 'changed' : 'same',
    a,
    b,
    changes,
    renamed: a.node.name !== b.node.name,
    reshaped: a.layer !== null && b.layer !== null && !isSame(a.layer.outputShape, b.layer.outputShape)
  }
}

/** Edges between the same layers are the same; one whose place among those that are left has moved is changed. */
function edgePairs(pairs: readonly LayerPair[], a: Design, b: Design): EdgePair[] {
  const at = (side: 'a' | 'b'): Map<string, number> =>
    new Map(pairs.flatMap((pair, i) => (pair[side] ? [[pair[side].node.name, i] as const] : [])))
  const [before, after] = [placedEdges(a, at('a')), placedEdges(b, at('b'))]
  const found: EdgePair[] = [...before].map(([key, { source, target, index }]) => {
    const same = after.get(key)
    return { kind: same ? 'same' : 'removed', source, target, a: index, b: same?.index ?? null }
  })
  for (const [key, { source, target, index }] of after)
    if (!before.has(key)) found.push({ kind: 'added', source, target, a: null, b: index })
  return found.map((edge) => (isMoved(edge, found) ? { ...edge, kind: 'changed' } : edge))
}

interface PlacedEdge {
  source: number
  target: number
  index: number
}
/** A layer that feeds another twice has two. */
function placedEdges(design: Design, at: ReadonlyMap<string, number>): Map<string, PlacedEdge> {
  const edges = new Map<string, PlacedEdge>()
  for (const { name } of design.nodes) {
    inputsOf(design, name).forEach((input, index) => {
      const [source, target] = [at.get(input), at.get(name)]
      if (source === undefined || target === undefined) return
      let copy = 0
      while (edges.has(`${source}>${target}#${copy}`)) copy++
      edges.set(`${source}>${target}#${copy}`, { source, target, index })
    })
  }
  return edges
}
/** Of two inputs that both have, the one came first and comes second. */
const isMoved = (edge: EdgePair, all: readonly EdgePair[]): boolean =>
  edge.a !== null &&
  edge.b !== null &&
  edge.a !== edge.b &&
  all.some(
    ({ target, a, b }) => target === edge.target && a !== null && b !== null && (a - edge.a!) * (b - edge.b!) < 0
  )

const totals = ({ model, nodes }: Survey): Totals => ({
  layers: nodes.size,
  parameters: model?.parameters.total ?? null,
  flops: model?.flops ?? null
})

/** Position of layers that have none: what a canvas shows has to be laid out before. */
export function applyDesignDiff({ pairs, edges }: DesignDiff, a: Design): Design {
  const nodes = new Map(a.nodes.map((node) => [node.name, node]))
  const made = pairs.map((pair) => (pair.b ? madeNode(pair, pair.a ? nodes.get(pair.a.node.name)! : null) : null))
  return {
    nodes: made.filter((node) => node !== null),
    edges: edges.flatMap(({ source, target, b }) =>
      b === null ? [] : [{ source: made[source]!.name, target: made[target]!.name, index: b }]
    )
  }
}

function madeNode({ b, changes }: LayerPair, before: DesignNode | null): DesignNode {
  const { node } = b!
  if (before === null) return node
  const config: Record<string, unknown> = { ...before.config }
  for (const change of changes) {
    if (change.name === 'layer') continue
    if (change.b === undefined) delete config[change.name]
    else config[change.name] = change.b
  }
  return {
    name: node.name,
    class_name: before.class_name,
    config: config as DesignNode['config'],
    ...(node.layer !== undefined && { layer: node.layer })
  }
}
