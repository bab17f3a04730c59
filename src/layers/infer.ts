import { inputsOf, type Design, type DesignNode } from '../shared/design'
import { NetloomError } from '../shared/errors'
import { readParams, type ParamSpecs, type ParamValues, type WrappedLayer } from '../shared/schema'
import type { LayerCatalogue } from './index'
import { ShapeProblem, sizeOf, type InnerLayer, type LayerType, type Shape, type WeightSpec } from './define'

/** One layer with everything that follows from the design. */
export interface InferredLayer {
  name: string
  /** The layer whose weights it uses: itself, or the one that it calls again. */
  owner: string
  type: LayerType
  /** Config with all defaults filled in. */
  params: ParamValues<ParamSpecs>
  inputs: string[]
  inputShapes: Shape[]
  outputShape: Shape
  /** None where the weights are another's. */
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
 *   MODEL_CYCLE, MODEL_NO_INPUT, LAYER_SHARED, LAYER_INPUT_COUNT, LAYER_INPUT_SHAPE
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
  // A call of another's layer comes after that layer, so that its weights are known.
  const needs = ({ name, layer }: DesignNode): string[] => [
    ...inputsOf(design, name),
    ...(layer !== undefined && design.nodes.some((node) => node.name === layer) ? [layer] : [])
  ]
  const waiting = new Map(design.nodes.map((node) => [node.name, new Set(needs(node))]))
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
  const owner = ownerOf(node, design)
  const where = `model.nodes[${design.nodes.indexOf(owner)}]`
  const { type, params } = readLayer(owner, `${where}.class_name`, `${where}.config`, owner.name, catalogue)
  const inputs = inputsOf(design, node.name)
  if (inputs.length < type.inputs.min || inputs.length > type.inputs.max) {
    const { min, max } = type.inputs
    const expected = max === Infinity ? `at least ${min}` : min === max ? String(min) : `${min} to ${max}`
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
    const all = type.weights?.(inputShapes, params) ?? []
    if (owner !== node) checkShared(node, all, design, inferred.get(owner.name), type)
    const weights = owner === node ? all : []
    const count = (list: WeightSpec[]): number => list.reduce((sum, weight) => sum + sizeOf(weight.shape), 0)
    const parameters = { total: count(weights), trainable: count(weights.filter((weight) => weight.trainable)) }
    return { name: node.name, owner: owner.name, type, params, inputs, inputShapes, outputShape, weights, parameters }
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

/** Type and parameters of a layer; the layer inside a wrapper is looked up as well. */
function readLayer(
  given: { class_name: string; config: Record<string, unknown> },
  classPath: string,
  configPath: string,
  layer: string,
  catalogue: LayerCatalogue
): { type: LayerType; params: ParamValues<ParamSpecs> } {
  const type = catalogue.get(given.class_name)
  if (!type) throw unknownLayer(given.class_name, layer, classPath, catalogue)
  const params = readParams(type.params, given.config, { className: type.className, layer, where: configPath })
  for (const [key, spec] of Object.entries(type.params)) {
    if (spec.kind !== 'layer') continue
    const inner = params[key] as WrappedLayer
    const path = `${configPath}.${key}`
    const read = readLayer(inner, `${path}.class_name`, `${path}.config`, layer, catalogue)
    params[key] = { ...inner, ...read } satisfies InnerLayer
  }
  return { type, params }
}

/** The node whose layer this one calls: itself, or the one it names. @throws NetloomError LAYER_SHARED */
function ownerOf(node: DesignNode, design: Design): DesignNode {
  if (node.layer === undefined) return node
  const owner = design.nodes.find(({ name }) => name === node.layer)
  const fits = owner && owner.layer === undefined && owner.class_name === node.class_name
  if (fits && owner.class_name !== 'Input' && Object.keys(node.config).length === 0) return owner
  throw new NetloomError('LAYER_SHARED', {
    layer: node.name,
    where: `model.nodes[${design.nodes.indexOf(node)}].layer`,
    expected: `a ${node.class_name} of its own, and no config here`,
    found: node.layer
  })
}

/** @throws NetloomError LAYER_SHARED where the weights of the layer do not fit this call's input */
function checkShared(
  node: DesignNode,
  weights: readonly WeightSpec[],
  design: Design,
  owner: InferredLayer | undefined,
  type: LayerType
): void {
  const shapes = (list: readonly WeightSpec[]): string =>
    list.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ') || 'nothing'
  if (owner && shapes(weights) === shapes(owner.weights)) return
  throw new NetloomError('LAYER_SHARED', {
    layer: node.name,
    where: `model.nodes[${design.nodes.indexOf(node)}].layer`,
    expected: owner ? `${type.className} with ${shapes(owner.weights)}` : `${node.layer} before it in the file`,
    found: shapes(weights)
  })
}

function unknownLayer(found: string, layer: string, where: string, catalogue: LayerCatalogue): NetloomError {
  const known = [...catalogue.keys()]
  const wanted = found.toLowerCase()
  const closeness = (name: string): number => editDistance(name.toLowerCase(), wanted)
  const suggestion = known.reduce((best, name) => (closeness(name) < closeness(best) ? name : best))
  return new NetloomError('LAYER_UNKNOWN', { layer, where, found, suggestion, known: known.join(', ') })
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
