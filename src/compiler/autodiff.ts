// Reverse-mode differentiation: gradients are rows on ops, and this walk puts them together.
import type { GraphBuilder } from './builder'
import type { DType, Node, Part, Tensor } from './ir'
import type { OpTable } from './op'

/**
 * Gradients of a scalar with respect to tensors that it depends on.
 * @throws Error naming the op that has no gradient, or the tensor that the loss does not depend on
 */
export function gradients(g: GraphBuilder, ops: OpTable, loss: Tensor, targets: readonly Tensor[]): Tensor[] {
  return pullBack(g, ops, [[loss, g.float(1)]], targets).map((found, i) => {
    if (!found) throw new Error(`the loss does not depend on ${targets[i]!.node.name}`)
    return found
  })
}

/**
 * Gradients with respect to `targets`, given those of some tensors (pairs of tensor and gradient); null for a target that none of these depends on.
 * @throws Error naming the op that has no gradient
 */
export function pullBack(
  g: GraphBuilder,
  ops: OpTable,
  given: readonly (readonly [Tensor, Tensor])[],
  targets: readonly Tensor[]
): (Tensor | null)[] {
  const ends = new Set(targets.map((target) => target.node))
  const order = reachable(
    given.map(([{ node }]) => node),
    ends
  )
  const wanted = dependants(order, ends)
  const parts = new Map<Tensor, Tensor[]>()
  const add = (tensor: Tensor, part: Tensor): void => void parts.set(tensor, [...(parts.get(tensor) ?? []), part])
  for (const [tensor, grad] of given) add(tensor, grad)
  const total = (tensor: Tensor): Tensor | null => {
    const all = parts.get(tensor)
    if (!all) return null
    const sum = g.part(backwardOf(tensor.node.part), () => sumOf(g, all))
    parts.set(tensor, [sum])
    return sum
  }
  for (const node of order.reverse()) {
    if (!wanted.has(node) || ends.has(node)) continue
    const grads = node.outputs.map(total)
    if (grads.every((grad) => grad === null)) continue
    const row = ops.get(node.op)
    if (!row?.gradient) throw new Error(`${node.op} (${node.name}) has no gradient`)
    const { inputs, outputs, params } = node
    const context = { g, node, params, inputs, outputs, grad: grads[0]!, grads }
    const found = g.part(backwardOf(node.part), () => row.gradient!(context))
    inputs.forEach((input, i) => {
      const part = found[i]
      if (part && wanted.has(input.node)) add(input, part)
    })
  }
  return targets.map(total)
}

/** The way back through a layer is a part of its own; through all else, it belongs to the same part. */
const backwardOf = (part: Part | undefined): Part | undefined =>
  part?.kind === 'forward' ? { kind: 'backward', layer: part.layer } : part

/** All nodes that some nodes need, each after those that it needs itself; those behind `ends` are left out. */
function reachable(roots: readonly Node[], ends: ReadonlySet<Node>): Node[] {
  const order: Node[] = []
  const seen = new Set<Node>()
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (!ends.has(node)) for (const input of node.inputs) visit(input.node)
    order.push(node)
  }
  roots.forEach(visit)
  return order
}

/**
 * A weight that is used at each of many steps gets a gradient from each of them. Products are added up by one product:
 * Σ AᵢᵀGᵢ = [A₁; A₂; …]ᵀ [G₁; G₂; …], which is faster than many small ones; biases likewise.
 */
function sumOf(g: GraphBuilder, parts: readonly Tensor[]): Tensor {
  if (parts.length === 1) return parts[0]!
  // The walk goes backwards; in the order of the steps the rows may be another op's result already.
  const rows = (input: number): Tensor => g.concat(parts.map(({ node }) => node.inputs[input]!).toReversed(), 0)
  const all = (op: string): boolean => parts.every(({ node }) => node.op === op)
  if (all('BiasAddGrad') && parts.every(({ node }) => node.inputs[0]!.dims.length === 2))
    return g.op('BiasAddGrad', [rows(0)])
  if (all('MatMul') && parts.every(({ node }) => node.params.transposeA === true && node.params.transposeB === false))
    return g.matMul(rows(0), rows(1), true)
  return parts.length === 2 ? g.plus(parts[0]!, parts[1]!) : g.op('AddN', parts)
}

const FLOATS: readonly DType[] = ['float32', 'float64', 'bfloat16']

/** Of nodes in order, those that depend on one of `ends`: the others need no gradient. Shapes and numbers carry none. */
function dependants(order: readonly Node[], ends: ReadonlySet<Node>): Set<Node> {
  const wanted = new Set(ends)
  const carries = ({ node, dtype }: Tensor): boolean => wanted.has(node) && FLOATS.includes(dtype)
  for (const node of order) if (node.inputs.some(carries)) wanted.add(node)
  return wanted
}
