// What can be known of a design that is being drawn: each layer by itself, with all its faults, and quickly again after
// an edit.
import type { Design, DesignNode } from '../shared/design'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../shared/errors'
import { graphOf, type DesignGraph } from './graph'
import type { LayerCatalogue } from './index'
import { inferLayer, ownerOf, summarize, type InferredLayer, type InferredModel } from './infer'

export interface SurveyedNode {
  node: DesignNode
  inputs: readonly string[]
  /** null where this layer or one before it is at fault. */
  layer: InferredLayer | null
  /** Its own fault. */
  error: ErrorPayload | null
}
export interface Survey {
  nodes: ReadonlyMap<string, SurveyedNode>
  /** Faults of the whole: MODEL_DUPLICATE_NAME, MODEL_EDGE_UNKNOWN, MODEL_CYCLE, MODEL_NO_INPUT. */
  faults: readonly ErrorPayload[]
  /** null where there is any fault. */
  model: InferredModel | null
}

/**
 * As inferModel, but never throws: goes on behind a fault with what does not depend on it.
 * @param previous an earlier survey: what an edit did not touch is taken from it (nodes are compared by identity)
 */
export function surveyDesign(design: Design, catalogue: LayerCatalogue, previous?: Survey): Survey {
  let graph: DesignGraph
  try {
    graph = graphOf(design)
  } catch (error) {
    return { nodes: new Map(), faults: [toErrorPayload(error)], model: null }
  }
  const inferred = new Map<string, InferredLayer>()
  const nodes = new Map<string, SurveyedNode>()
  for (const node of graph.ordered) {
    const surveyed = survey(node, graph, catalogue, inferred, previous)
    if (surveyed.layer) inferred.set(node.name, surveyed.layer)
    nodes.set(node.name, surveyed)
  }
  for (const node of design.nodes) {
    if (!nodes.has(node.name)) {
      nodes.set(node.name, { node, inputs: graph.inputs.get(node.name)!, layer: null, error: null })
    }
  }
  const faults: ErrorPayload[] = []
  if (graph.cycle) faults.push(new NetloomError('MODEL_CYCLE', { path: graph.cycle.join(' → ') }).toPayload())
  return { nodes, ...wholeOf(design, inferred, faults) }
}

function wholeOf(
  design: Design,
  inferred: ReadonlyMap<string, InferredLayer>,
  faults: ErrorPayload[]
): Pick<Survey, 'faults' | 'model'> {
  if (inferred.size < design.nodes.length) return { faults, model: null }
  try {
    return { faults, model: summarize([...inferred.values()], design) }
  } catch (error) {
    return { faults: [...faults, toErrorPayload(error)], model: null }
  }
}

function survey(
  node: DesignNode,
  graph: DesignGraph,
  catalogue: LayerCatalogue,
  inferred: ReadonlyMap<string, InferredLayer>,
  previous: Survey | undefined
): SurveyedNode {
  const inputs = graph.inputs.get(node.name)!
  const awaited = node.layer !== undefined && graph.nodes.has(node.layer) ? [...inputs, node.layer] : inputs
  if (awaited.some((name) => !inferred.has(name))) return { node, inputs, layer: null, error: null }
  const before = previous?.nodes.get(node.name)
  try {
    if (before?.layer && isSame(before.layer, node, graph, inferred, previous!)) {
      return before.node === node ? before : { ...before, node, inputs }
    }
    return { node, inputs, layer: inferLayer(node, graph, catalogue, inferred), error: null }
  } catch (error) {
    return { node, inputs, layer: null, error: toErrorPayload(error) }
  }
}

// The same class and config, fed by the same layers with the same shapes. A position or a name elsewhere changes nothing.
function isSame(
  before: InferredLayer,
  node: DesignNode,
  graph: DesignGraph,
  inferred: ReadonlyMap<string, InferredLayer>,
  previous: Survey
): boolean {
  const old = previous.nodes.get(node.name)!.node
  if (old.class_name !== node.class_name || old.config !== node.config || old.layer !== node.layer) return false
  const inputs = graph.inputs.get(node.name)!
  if (inputs.length !== before.inputs.length || inputs.some((input, i) => input !== before.inputs[i])) return false
  if (!inputs.every((input, i) => sameShape(inferred.get(input)!.outputShape, before.inputShapes[i]!))) return false
  if (node.layer === undefined) return true
  return inferred.get(ownerOf(node, graph).name) === previous.nodes.get(node.layer)?.layer
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i])
