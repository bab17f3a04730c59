// Passes that make a graph smaller without changing what it computes.
import type { Graph, Node, Tensor } from './ir'
import type { OpTable } from './op'

/** Leaves out what no signature needs. Effects count as needed only where something waits for them. */
export function removeDead(graph: Graph): Graph {
  const needed = new Set<Node>()
  const need = (node: Node): void => {
    if (needed.has(node)) return
    needed.add(node)
    for (const input of node.inputs) need(input.node)
    for (const before of node.after) need(before)
  }
  for (const { inputs, outputs } of graph.signatures) {
    for (const tensor of [...Object.values(inputs), ...Object.values(outputs)]) need(tensor.node)
  }
  return { nodes: graph.nodes.filter((node) => needed.has(node)), signatures: graph.signatures }
}

/** Makes one node of all that compute the same from the same: same op, inputs, parameters and order. */
export function shareCommon(graph: Graph, ops: OpTable): Graph {
  const replaced = new Map<Node, Node>()
  const ids = new Map<Node, number>()
  const firsts = new Map<string, Node>()
  const nodes: Node[] = []
  const now = (tensor: Tensor): Tensor => replaced.get(tensor.node)!.outputs[tensor.index]!
  for (const node of graph.nodes) {
    const inputs = node.inputs.map(now)
    const after = node.after.map((before) => replaced.get(before)!)
    const key = keyOf({ ...node, inputs, after }, ids)
    const twin = ops.get(node.op)!.stateful ? undefined : firsts.get(key)
    if (twin) {
      replaced.set(node, twin)
      continue
    }
    const outputs: Tensor[] = []
    const copy: Node = { ...node, inputs, after, outputs }
    node.outputs.forEach(({ index, dtype, dims }) => outputs.push({ node: copy, index, dtype, dims }))
    replaced.set(node, copy)
    ids.set(copy, nodes.length)
    firsts.set(key, copy)
    nodes.push(copy)
  }
  const renew = (tensors: Readonly<Record<string, Tensor>>): Record<string, Tensor> =>
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, now(tensor)]))
  const signatures = graph.signatures.map(({ name, inputs, outputs }) => ({
    name,
    inputs: renew(inputs),
    outputs: renew(outputs)
  }))
  return { nodes, signatures }
}

function keyOf({ op, inputs, after, params }: Node, ids: ReadonlyMap<Node, number>): string {
  const operands = inputs.map(({ node, index }) => `${ids.get(node)}:${index}`)
  const waits = after.map((node) => ids.get(node))
  const settings = JSON.stringify(params, (_key, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value
  )
  return [op, operands.join(), waits.join(), settings].join('|')
}
