import type { Design, DesignNode } from '../shared/design'
import { NetloomError } from '../shared/errors'
import { words, type Bilingual } from '../shared/locale'
import { readParams, type ParamSpecs, type ParamValues, type WrappedLayer } from '../shared/schema'
import type { LayerCatalogue } from './index'
import { graphOf, type DesignGraph } from './graph'
import { ShapeProblem, sizeOf, type InnerLayer, type LayerType, type Shape, type WeightSpec } from './define'
import { flopsOf } from './flops'
import { nearestName } from './nearest-name'

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
  /** Floating-point operations of one example, as LayerType.flops counts them. */
  flops: number
}
export interface InferredModel {
  /** In an order in which each layer comes after those that feed it. */
  layers: InferredLayer[]
  inputs: string[]
  outputs: string[]
  parameters: { total: number; trainable: number }
  /** Of all layers; of those called again, each time. */
  flops: number
}

/**
 * Shapes, parameter counts and operations of a whole design.
 * @throws NetloomError for the first fault: LAYER_UNKNOWN, LAYER_PARAM, MODEL_DUPLICATE_NAME, MODEL_EDGE_UNKNOWN,
 *   MODEL_CYCLE, MODEL_NO_INPUT, LAYER_SHARED, LAYER_INPUT_COUNT, LAYER_INPUT_SHAPE
 */
export function inferModel(design: Design, catalogue: LayerCatalogue): InferredModel {
  const graph = graphOf(design)
  if (graph.cycle) throw new NetloomError('MODEL_CYCLE', { path: graph.cycle.join(' → ') })
  const inferred = new Map<string, InferredLayer>()
  for (const node of graph.ordered) inferred.set(node.name, inferLayer(node, graph, catalogue, inferred))
  return summarize([...inferred.values()], design)
}

/** @throws NetloomError MODEL_NO_INPUT */
export function summarize(layers: InferredLayer[], design: Design): InferredModel {
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
    },
    flops: layers.reduce((sum, layer) => sum + layer.flops, 0)
  }
}

/**
 * One layer, once those that feed it are known.
 * @throws NetloomError LAYER_UNKNOWN, LAYER_PARAM, LAYER_SHARED, LAYER_INPUT_COUNT, LAYER_INPUT_SHAPE
 */
export function inferLayer(
  node: DesignNode,
  graph: DesignGraph,
  catalogue: LayerCatalogue,
  inferred: ReadonlyMap<string, InferredLayer>
): InferredLayer {
  const owner = ownerOf(node, graph)
  const where = `model.nodes[${graph.positions.get(owner.name)}]`
  const { type, params } = readLayer(owner, `${where}.class_name`, `${where}.config`, owner.name, catalogue)
  const inputs = [...graph.inputs.get(node.name)!]
  if (inputs.length < type.inputs.min || inputs.length > type.inputs.max) {
    const { min, max } = type.inputs
    const expected =
      max === Infinity ? words(`at least ${min}`, `至少 ${min}`) : min === max ? String(min) : `${min}–${max}`
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
    if (owner !== node) checkShared(node, all, graph, inferred.get(owner.name), type)
    const weights = owner === node ? all : []
    const count = (list: WeightSpec[]): number => list.reduce((sum, weight) => sum + sizeOf(weight.shape), 0)
    const parameters = { total: count(weights), trainable: count(weights.filter((weight) => weight.trainable)) }
    const flops = flopsOf(type, inputShapes, params, outputShape)
    const { name } = node
    return { name, owner: owner.name, type, params, inputs, inputShapes, outputShape, weights, parameters, flops }
  } catch (problem) {
    if (!(problem instanceof ShapeProblem)) throw problem
    const { expected, found, hint } = problem
    const about = { className: type.className, layer: node.name }
    throw new NetloomError('LAYER_INPUT_SHAPE', { ...about, expected, found, hint })
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
export function ownerOf(node: DesignNode, graph: DesignGraph): DesignNode {
  if (node.layer === undefined) return node
  const owner = graph.nodes.get(node.layer)
  const fits = owner && owner.layer === undefined && owner.class_name === node.class_name
  if (fits && owner.class_name !== 'Input' && Object.keys(node.config).length === 0) return owner
  throw new NetloomError('LAYER_SHARED', {
    layer: node.name,
    where: `model.nodes[${graph.positions.get(node.name)}].layer`,
    expected: words(
      `a ${node.class_name} of its own, and no config here`,
      `另一个自有权重的 ${node.class_name} 层，且此处 config 为空`
    ),
    found: node.layer
  })
}

/** @throws NetloomError LAYER_SHARED where the weights of the layer do not fit this call's input */
function checkShared(
  node: DesignNode,
  weights: readonly WeightSpec[],
  graph: DesignGraph,
  owner: InferredLayer | undefined,
  type: LayerType
): void {
  const shapes = (list: readonly WeightSpec[], none: string): string =>
    list.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ') || none
  const told = (list: readonly WeightSpec[]): Bilingual => words(shapes(list, 'no weights'), shapes(list, '无权重'))
  const found = told(weights)
  const wanted = owner && told(owner.weights)
  if (found.en === wanted?.en) return
  throw new NetloomError('LAYER_SHARED', {
    layer: node.name,
    where: `model.nodes[${graph.positions.get(node.name)}].layer`,
    expected: wanted
      ? words(`${type.className} with ${wanted.en}`, `权重为 ${wanted['zh-CN']} 的 ${type.className}`)
      : words(`${node.layer} before it in the file`, `文件中位于其前的 ${node.layer}`),
    found
  })
}

function unknownLayer(found: string, layer: string, where: string, catalogue: LayerCatalogue): NetloomError {
  const known = [...catalogue.keys()]
  const suggestion = nearestName(found, known)
  return new NetloomError('LAYER_UNKNOWN', { layer, where, found, suggestion, known: known.join(', ') })
}
