import { inputsOf, type Design, type DesignNode } from '../shared/design'
import { NetloomError } from '../shared/errors'
import { readParams, type ParamValues, type ParamSpecs } from '../shared/schema'
import type { LayerCatalogue } from './index'
import { ShapeProblem, sizeOf, type LayerType, type Shape, type WeightSpec } from './define'

/** One layer with everything that follows from the design. */
export interface InferredLayer {
  name: string
  type: LayerType
  /** Config with all defaults filled in. */
  params: ParamValues<ParamSpecs>
  inputs: string[]
  inputShapes: Shape[]
  outputShape: Shape
  weights: WeightSpec[]
  parameters: { total: number; trainable: number }
}
export interface InferredModel {
  /** In an order in which each layer comes after those that feed it. */
  layers: InferredLayer[]
  inputs: string[]
  outputs: string[]
  parameters: { total: number; trainable: number }
}

/**
 * Shapes and parameter counts of a whole design.
 * @throws NetloomError for the first fault: LAYER_UNKNOWN, LAYER_PARAM, MODEL_DUPLICATE_NAME, MODEL_EDGE_UNKNOWN,
 *   MODEL_CYCLE, MODEL_NO_INPUT, LAYER_INPUT_COUNT, LAYER_INPUT_SHAPE
 */
export function inferModel(design: Design, catalogue: LayerCatalogue): InferredModel {
  checkNames(design)
  const inferred = new Map<string, InferredLayer>()
  const ordered = inOrder(design)
  for (const node of ordered) inferred.set(node.name, inferLayer(node, design, catalogue, inferred))
  const layers = [...inferred.values()]
  const inputs = layers.filter((layer) => layer.type.className === 'Input').map((layer) => layer.name)
  if (inputs.length === 0) throw new NetloomError('MODEL_NO_INPUT')
  const feeds = new Set(design.edges.map((edge) => edge.source))
  return {
    layers,
    inputs,
    outputs: layers.filter((layer) => !feeds.has(layer.name)).map((layer) => layer.name),
    parameters: {
      total: layers.reduce((sum, layer) => sum + layer.parameters.total, 0),
      trainable: layers.reduce((sum, layer) => sum + layer.parameters.trainable, 0)
    }
  }
}

function checkNames(design: Design): void {
  const names = design.nodes.map((node) => node.name)
  names.forEach((layer, i) => {
    if (names.indexOf(layer) !== i)
      throw new NetloomError('MODEL_DUPLICATE_NAME', { layer, where: `model.nodes[${i}].name` })
  })
  design.edges.forEach((edge, i) => {
    for (const end of ['source', 'target'] as const) {
      if (names.includes(edge[end])) continue
      throw new NetloomError('MODEL_EDGE_UNKNOWN', {
        where: `model.edges[${i}].${end}`,
        found: edge[end],
        known: names.join(', ')
      })
    }
  })
}

/** Kahn's topological order, keeping the order of the file where the graph leaves a choice. */
function inOrder(design: Design): DesignNode[] {
  const waiting = new Map(design.nodes.map((node) => [node.name, new Set(inputsOf(design, node.name))]))
  const ordered: DesignNode[] = []
  while (waiting.size > 0) {
    const next = design.nodes.find((node) => waiting.get(node.name)?.size === 0)
    if (!next) throw new NetloomError('MODEL_CYCLE', { path: cyclePath(waiting) })
    ordered.push(next)
    waiting.delete(next.name)
    for (const inputs of waiting.values()) inputs.delete(next.name)
  }
  return ordered
}

// Every layer that is left waits for another one that is left: walking back must meet a layer twice.
function cyclePath(waiting: ReadonlyMap<string, ReadonlySet<string>>): string {
  const walked: string[] = []
  let name = [...waiting.keys()][0]!
  while (!walked.includes(name)) {
    walked.push(name)
    name = [...waiting.get(name)!][0]!
  }
  return [...walked.slice(walked.indexOf(name)), name].reverse().join(' → ')
}

function inferLayer(
  node: DesignNode,
  design: Design,
  catalogue: LayerCatalogue,
  inferred: ReadonlyMap<string, InferredLayer>
): InferredLayer {
  const where = `model.nodes[${design.nodes.indexOf(node)}]`
  const type = catalogue.get(node.class_name)
  if (!type) throw unknownLayer(node, where, catalogue)
  const place = { className: type.className, layer: node.name, where: `${where}.config` }
  const params = readParams(type.params, node.config, place)
  const inputs = inputsOf(design, node.name)
  if (inputs.length < type.inputs.min || inputs.length > type.inputs.max) {
    const { min, max } = type.inputs
    const expected = max === Infinity ? `at least ${min}` : String(min)
    throw new NetloomError('LAYER_INPUT_COUNT', {
      className: type.className,
      layer: node.name,
      expected,
      found: inputs.length
    })
  }
  const inputShapes = inputs.map((input) => inferred.get(input)!.outputShape)
  try {
    const outputShape = type.outputShape(inputShapes, params)
    const weights = type.weights?.(inputShapes, params) ?? []
    const count = (list: WeightSpec[]): number => list.reduce((sum, weight) => sum + sizeOf(weight.shape), 0)
    const parameters = { total: count(weights), trainable: count(weights.filter((weight) => weight.trainable)) }
    return { name: node.name, type, params, inputs, inputShapes, outputShape, weights, parameters }
  } catch (problem) {
    if (!(problem instanceof ShapeProblem)) throw problem
    const { expected, found, hint } = problem
    throw new NetloomError('LAYER_INPUT_SHAPE', {
      className: type.className,
      layer: node.name,
      expected,
      found,
      hint: hint.en,
      hint_zh: hint['zh-CN']
    })
  }
}

function unknownLayer(node: DesignNode, where: string, catalogue: LayerCatalogue): NetloomError {
  const known = [...catalogue.keys()]
  const wanted = node.class_name.toLowerCase()
  const closeness = (name: string): number => editDistance(name.toLowerCase(), wanted)
  const suggestion = known.reduce((best, name) => (closeness(name) < closeness(best) ? name : best))
  return new NetloomError('LAYER_UNKNOWN', {
    layer: node.name,
    where: `${where}.class_name`,
    found: node.class_name,
    suggestion,
    known: known.join(', ')
  })
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    previous = row
  }
  return previous[b.length]!
}
