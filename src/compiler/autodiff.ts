// Reverse-mode differentiation: gradients are rows on ops, and this walk puts them together.
import type { GraphBuilder } from './builder'
import type { DType, Node, Tensor } from './ir'
import type { OpTable } from './op'

/**
 * Gradients of a scalar with respect to tensors that it depends on.
 * @throws Error naming the op that has no gradient, or the tensor that the loss does not depend on
 */
export function gradients(g: GraphBuilder, ops: OpTable, loss: Tensor, targets: readonly Tensor[]): Tensor[] {
  const order = reachable(loss.node)
  const wanted = dependants(order, targets)
  const sums = new Map<Tensor, Tensor>([[loss, g.float(1)]])
  for (const node of order.reverse()) {
    if (!wanted.has(node)) continue
    const grads = node.outputs.map((output) => sums.get(output) ?? null)
    if (grads.every((grad) => grad === null) || targets.some((target) => target.node === node)) continue
    const row = ops.get(node.op)
    if (!row?.gradient) throw new Error(`${node.op} (${node.name}) has no gradient`)
    const { inputs, outputs, params } = node
    const parts = row.gradient({ g, node, params, inputs, outputs, grad: grads[0]!, grads })
    inputs.forEach((input, i) => {
      const part = parts[i]
      if (!part || !wanted.has(input.node)) return
      const before = sums.get(input)
      sums.set(input, before ? g.plus(before, part) : part)
    })
  }
  return targets.map((target) => {
    const found = sums.get(target)
    if (!found) throw new Error(`the loss does not depend on ${target.node.name}`)
    return found
  })
}

/** All nodes that a node needs, each after those that it needs itself. */
function reachable(root: Node): Node[] {
  const order: Node[] = []
  const seen = new Set<Node>()
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    for (const input of node.inputs) visit(input.node)
    order.push(node)
  }
  visit(root)
  return order
}

/**
 * Of nodes in order, those through which a small change of a target reaches the loss: the others need no gradient.
 * Whole numbers and truth values (shapes, places, comparisons) do not change a little.
 */
function dependants(order: readonly Node[], targets: readonly Tensor[]): Set<Node> {
  const wanted = new Set(targets.map((target) => target.node))
  for (const node of order) {
    const smooth = node.outputs.some(({ dtype }) => FLOATS.has(dtype))
    if (smooth && node.inputs.some((input) => wanted.has(input.node))) wanted.add(node)
  }
  return wanted
}
const FLOATS: ReadonlySet<DType> = new Set(['float32', 'float64', 'bfloat16'])
