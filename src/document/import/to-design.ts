// A flat model as a design.
import type { LayerCatalogue } from '../../layers'
import type { Design, DesignBlock, DesignEdge, DesignNode } from '../../shared/design'
import type { Block, FlatModel, FlatNode } from './flatten'
import { freeName } from '../names'
import { nameNodes } from './names'
import { constantsOf, isOperation, layerForOperation } from './operations'
import { readConfig } from './params'
import { shown, type ImportContext, type Json, type JsonRecord, type LayerSource } from './source'

export interface BuiltDesign {
  design: Design
  /** Names of the nodes that give the model's outputs, in its order. */
  outputs: { name: string; keras: string }[]
}

export function toDesign(flat: FlatModel, context: ImportContext, catalogue: LayerCatalogue): BuiltDesign {
  const used = inOrder(flat, context)
  const names = nameNodes(used, context)
  const owners = new Map<LayerSource, string>()
  const nodes = used.map((node): DesignNode => {
    const name = names.get(node)!
    const words = wordsOf(node, name, context, catalogue, owners.has(node.layer))
    const owner = owners.get(node.layer)
    if (owner === undefined) owners.set(node.layer, name)
    return owner === undefined ? { name, ...words } : { name, class_name: words.class_name, config: {}, layer: owner }
  })
  const edges = used.flatMap((node) =>
    node.inputs.map((input, index): DesignEdge => {
      const ends = { source: names.get(input)!, target: names.get(node)! }
      return node.inputs.length === 1 ? ends : { ...ends, index }
    })
  )
  const blocks = blocksOf(used, names)
  const outputs = [...new Set(flat.outputs)].map((node) => ({ name: names.get(node)!, keras: node.layer.name }))
  return withOutputs({ nodes, edges, ...(blocks.length > 0 && { blocks }) }, outputs, context)
}

/** Those that lead to an output, the inputs first in the model's order. */
function inOrder({ nodes, inputs, outputs }: FlatModel, { note }: ImportContext): FlatNode[] {
  const needed = new Set<FlatNode>(outputs)
  // A set's walk goes on with what is added to it.
  for (const node of needed) node.inputs.forEach((input) => needed.add(input))
  const unused = nodes.filter((node) => !needed.has(node) && !isOperation(node.layer))
  if (unused.length > 0) note('IMPORT_UNUSED', { layers: unused.map(({ layer }) => layer.name).join(', ') })
  const first = new Set(inputs.filter((node) => needed.has(node)))
  return [...first, ...nodes.filter((node) => needed.has(node) && !first.has(node))]
}

/** Class and config as a design has them; a placeholder has Keras's own, whole. */
function wordsOf(
  { layer, call }: FlatNode,
  name: string,
  context: ImportContext,
  catalogue: LayerCatalogue,
  known: boolean
): Pick<DesignNode, 'class_name' | 'config'> {
  const own = { ...context, note: known ? () => undefined : context.note }
  if (layer.className === 'InputLayer') return { class_name: 'Input', config: inputConfig(layer, name, own) }
  const operation = isOperation(layer) ? layerForOperation(layer, call) : null
  const class_name = operation?.class_name ?? layer.className
  const type = operation || isKeras(layer) ? catalogue.get(class_name) : undefined
  if (type)
    return {
      class_name,
      config: readConfig(type, operation?.config ?? layer.config, { layer: name, context: own, catalogue })
    }
  const found = catalogue.has(class_name) ? foreignName(layer) : class_name
  own.note('IMPORT_LAYER_UNKNOWN', { layer: name, found })
  const constants = isOperation(layer) ? constantsOf(call) : []
  return { class_name: found, config: constants.length > 0 ? { ...layer.config, args: constants } : layer.config }
}

/** Classes of one's own may have the names of Keras's. */
const isKeras = ({ module, registeredName }: LayerSource): boolean =>
  module === null
    ? registeredName === null || !registeredName.includes('>')
    : /^(tf_)?keras(\.(src\.)?layers)?(\.|$)/.test(module) && !/\.ops(\.|$)/.test(module)

const foreignName = (layer: LayerSource): string =>
  isOperation(layer) ? `ops.${layer.className}` : (layer.registeredName ?? `${layer.module}.${layer.className}`)

function inputConfig({ config }: LayerSource, layer: string, { note }: ImportContext): JsonRecord {
  const full = config.batch_shape ?? config.batch_input_shape ?? null
  const shape: Json = Array.isArray(full) ? full.slice(1) : (config.shape ?? null)
  const lost = (param: string, value: Json | undefined): void =>
    note('IMPORT_PARAM_LOST', { className: 'Input', layer, param, found: shown(value) })
  if (Array.isArray(full) && typeof full[0] === 'number') lost('batch_size', full[0])
  if (/string|complex/.test(String(config.dtype))) lost('dtype', config.dtype)
  for (const key of ['sparse', 'ragged', 'optional']) if (config[key] === true) lost(key, true)
  if (!Array.isArray(shape) || shape.some((size) => size === null)) {
    note('IMPORT_PARAM_REFUSED', {
      className: 'Input',
      layer,
      param: 'shape',
      found: shown(shape),
      expected: 'whole numbers, each at least 1',
      expected_zh: '由至少为 1 的整数组成的列表'
    })
  }
  return shape === null ? {} : { shape }
}

/** Those within before those that hold them. */
function blocksOf(nodes: readonly FlatNode[], names: ReadonlyMap<FlatNode, string>): DesignBlock[] {
  const members = new Map<Block, string[]>()
  for (const node of nodes) {
    for (let block = node.block; block; block = block.parent)
      members.set(block, [...(members.get(block) ?? []), names.get(node)!])
  }
  const depthOf = ({ parent }: Block): number => (parent ? 1 + depthOf(parent) : 0)
  const taken = new Set<string>()
  // An outer one keeps its name where a model within, or another use of it, has the same.
  const named = new Map(
    [...members.keys()]
      .sort((a, b) => depthOf(a) - depthOf(b))
      .map((block) => {
        const name = freeName(block.name.slice(0, 70) || 'block', taken)
        taken.add(name)
        return [block, name]
      })
  )
  return [...members]
    .sort(([a], [b]) => depthOf(b) - depthOf(a))
    .map(([block, list]) => ({ name: named.get(block)!, members: list }))
}

/**
 * A design's outputs are the nodes that no edge leaves, in their order: an output that feeds layers as well gets one that
 * hands it on.
 */
function withOutputs(
  { nodes, edges, ...rest }: Design,
  outputs: readonly { name: string; keras: string }[],
  { note }: ImportContext
): BuiltDesign {
  const sources = new Set(edges.map(({ source }) => source))
  const taken = new Map(nodes.map((node) => [node.name, node]))
  const added: DesignEdge[] = []
  const ends = outputs.map(({ name, keras }) => {
    if (!sources.has(name)) return { node: taken.get(name)!, keras }
    const own = freeName(`${name}_output`, new Set(taken.keys()))
    const node: DesignNode = { name: own, class_name: 'Activation', config: { activation: 'linear' } }
    taken.set(own, node)
    added.push({ source: name, target: own })
    note('IMPORT_OUTPUT_ADDED', { layer: name, added: own })
    return { node, keras }
  })
  const last = ends.map(({ node }) => node)
  // One output may be an Input, and stays where it is.
  const ordered =
    last.length === 1 && added.length === 0 ? nodes : [...nodes.filter((node) => !last.includes(node)), ...last]
  return {
    design: { nodes: ordered, edges: [...edges, ...added], ...rest },
    outputs: ends.map(({ node, keras }) => ({ name: node.name, keras }))
  }
}
