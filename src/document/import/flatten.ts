// A model with models inside as one graph of calls: each becomes a node of the design.
import { argumentsOf } from './arguments'
import {
  structureError,
  tensorsIn,
  TensorRef,
  type Call,
  type ImportContext,
  type LayerSource,
  type ModelSource
} from './source'

/** The call of a layer that is no model. */
export interface FlatNode {
  layer: LayerSource
  call: Call
  /** How many models it is in, and the innermost one's name. */
  depth: number
  within: string
  /** Which use of the innermost model it is part of; null in the outermost. */
  block: Block | null
  /** The nodes that feed it. */
  inputs: FlatNode[]
}
export interface Block {
  name: string
  /** The use of a model that it is part of. */
  parent: Block | null
}
export interface FlatModel {
  nodes: FlatNode[]
  inputs: FlatNode[]
  outputs: FlatNode[]
}

/** Layers by name within one model, as it is used once. */
interface Scope {
  path: string
  slots: Map<string, Slot[]>
}
type Slot = { node: FlatNode } | { output(index: number): Tensor | undefined }
interface Tensor {
  scope: Scope
  ref: TensorRef | undefined
}

/** Shared models within shared models multiply. */
const MOST_NODES = 20_000
const DEEPEST = 50

/** @throws NetloomError MODEL_STRUCTURE for references to nothing, or more nodes than a design can hold */
export function flatten(model: ModelSource, context: ImportContext): FlatModel {
  const pending: { node: FlatNode; scope: Scope; refs: TensorRef[] }[] = []
  const fail = (path: string, expected: string, found: unknown): Error =>
    structureError(context.file, path || '(top level)', expected, found)

  function expand(
    source: ModelSource,
    feeds: Tensor[] | null,
    frame: Omit<FlatNode, 'layer' | 'call' | 'inputs'>
  ): Scope {
    const scope: Scope = { path: frame.within, slots: new Map() }
    if (frame.depth > DEEPEST) throw fail(source.name, `models at most ${DEEPEST} deep`, 'more')
    for (const layer of source.layers) {
      scope.slots.set(
        layer.name,
        layer.calls.map((call, i) => slotOf(source, layer, call, i, { scope, feeds, frame }))
      )
    }
    return scope
  }

  function slotOf(
    source: ModelSource,
    layer: LayerSource,
    call: Call,
    index: number,
    { scope, feeds, frame }: { scope: Scope; feeds: Tensor[] | null; frame: Parameters<typeof expand>[2] }
  ): Slot {
    if (feeds !== null && layer.className === 'InputLayer') {
      const place = source.inputs.findIndex((ref) => ref.layer === layer.name)
      return { output: () => feeds[place] }
    }
    if (layer.model) {
      const given = [...call.args, ...Object.values(call.kwargs)].flatMap(tensorsIn).map((ref) => ({ scope, ref }))
      const block = { name: index === 0 ? layer.name : `${layer.name}_call_${index + 1}`, parent: frame.block }
      const inner = expand(layer.model, given, { depth: frame.depth + 1, within: layer.name, block })
      return { output: (output) => ({ scope: inner, ref: layer.model!.outputs[output] }) }
    }
    const node: FlatNode = { layer, call, ...frame, inputs: [] }
    const refs = argumentsOf(node, (name) => source.layers.find((other) => other.name === name), context)
    pending.push({ node, scope, refs })
    if (pending.length > MOST_NODES) throw fail('', `at most ${MOST_NODES} layers`, 'more')
    return { node }
  }

  function resolve(tensor: Tensor | undefined): FlatNode {
    let current = tensor
    // Each step goes into a model or out of one.
    for (let steps = 0; steps <= 4 * DEEPEST && current?.ref; steps++) {
      const { scope, ref }: Tensor = current
      const slot: Slot | undefined = scope.slots.get(ref!.layer)?.[ref!.call]
      if (!slot) throw fail(scope.path, 'a layer that is there', [ref!.layer, ref!.call, ref!.output])
      if ('node' in slot) {
        if (ref!.output > 0) context.note('IMPORT_OUTPUT_LOST', { layer: slot.node.layer.name, found: ref!.output + 1 })
        return slot.node
      }
      current = slot.output(ref!.output)
    }
    throw fail(tensor?.scope.path ?? '', 'as many inputs and outputs as are used', tensor?.ref ?? null)
  }

  const top = expand(model, null, { depth: 0, within: '', block: null })
  for (const { node, scope, refs } of pending) node.inputs = refs.map((ref) => resolve({ scope, ref }))
  const at = (refs: readonly TensorRef[]): FlatNode[] => refs.map((ref) => resolve({ scope: top, ref }))
  return { nodes: pending.map(({ node }) => node), inputs: at(model.inputs), outputs: at(model.outputs) }
}
