// Passes that make a graph smaller without changing what it computes.
import type { Graph, Node, Region, Tensor } from './ir'
import type { OpTable } from './op'

/** Leaves out what no signature needs. Effects count as needed only where something waits for them. */
export function removeDead(graph: Graph): Graph {
  const needed = new Set<Node>()
  const need = (node: Node): void => {
    if (needed.has(node)) return
    needed.add(node)
    for (const input of node.inputs) need(input.node)
    for (const before of node.after) need(before)
    if (node.body) for (const inner of ends(node.body)) need(inner)
  }
  for (const { inputs, outputs } of graph.signatures) {
    for (const tensor of [...Object.values(inputs), ...Object.values(outputs)]) need(tensor.node)
  }
  return rebuild(graph, (node) => (needed.has(node) ? 'keep' : 'drop'))
}

const ends = ({ index, carried, results, required }: Region): Node[] => [
  ...[index, ...carried, ...results].map(({ node }) => node),
  ...required
]

/** Makes one node of all that compute the same from the same: same op, inputs, parameters and order. */
export function shareCommon(graph: Graph, ops: OpTable): Graph {
  const ids = new Map<Node, number>()
  /** By key, for the graph and each loop that is being walked: what is computed outside serves inside as well. */
  const scopes: Map<string, Node>[] = []
  return rebuild(
    graph,
    (_node, make) => {
      const copy = make()
      ids.set(copy, ids.size)
      if (ops.get(copy.op)!.stateful) return 'keep'
      const key = keyOf(copy, ids)
      const twin = scopes.map((scope) => scope.get(key)).find((known) => known !== undefined)
      if (!twin) scopes.at(-1)!.set(key, copy)
      return twin ?? 'keep'
    },
    { enter: () => void scopes.push(new Map()), leave: () => void scopes.pop() }
  )
}

/** Puts a new node before the one that is being looked at, there or outside of all loops. */
export type Insert = (node: Node, where: 'here' | 'outside') => void

/**
 * A graph of copies.
 * @param decide 'keep', 'drop', an earlier copy that takes the node's place, or tensors that take the places of its
 *   outputs (of a node that nothing waits for); `copy` makes the node's copy, its inputs renewed
 * @param visit told before and after the nodes of the graph and of each loop's body
 */
export function rebuild(
  graph: Graph,
  decide: (node: Node, copy: () => Node, insert: Insert) => 'keep' | 'drop' | Node | readonly Tensor[],
  visit: { enter(): void; leave(): void } = { enter: () => undefined, leave: () => undefined }
): Graph {
  const replaced = new Map<Node, Node>()
  const renewed = new Map<Tensor, Tensor>()
  const root: Node[] = []
  const now = (tensor: Tensor): Tensor => renewed.get(tensor)!
  const copyOf = (node: Node): Node => {
    const outputs: Tensor[] = []
    const body = node.body && region(node.body)
    const inputs = node.inputs.map(now)
    const after = node.after.map((before) => replaced.get(before)!)
    const copy: Node = { ...node, inputs, after, outputs, ...(body && { body }) }
    node.outputs.forEach(({ index, dtype, dims }) => outputs.push({ node: copy, index, dtype, dims }))
    return copy
  }
  const walk = (nodes: readonly Node[], kept: Node[]): Node[] => {
    visit.enter()
    const insert: Insert = (node, where) => void (where === 'here' ? kept : root).push(node)
    for (const node of nodes) {
      // What is dropped may use what was dropped before it: it is not copied at all.
      if (node.inputs.some((input) => !renewed.has(input)) || node.after.some((before) => !replaced.has(before)))
        continue
      let made: Node | undefined
      const copy = (): Node => (made ??= copyOf(node))
      const decision = decide(node, copy, insert)
      if (decision === 'drop') continue
      const taken = decision === 'keep' ? copy() : decision
      const outputs = 'op' in taken ? taken.outputs : taken
      node.outputs.forEach((output, i) => renewed.set(output, outputs[i]!))
      if ('op' in taken) replaced.set(node, taken)
      if (decision === 'keep') kept.push(copy())
    }
    visit.leave()
    return kept
  }
  const region = ({ nodes, index, carried, results, required }: Region): Region => {
    const kept = walk(nodes, [])
    return {
      nodes: kept,
      index: now(index),
      carried: carried.map(now),
      results: results.map(now),
      required: required.map((node) => replaced.get(node)!)
    }
  }
  const nodes = walk(graph.nodes, root)
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
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array, textOf) : value
  )
  return [op, operands.join(), waits.join(), settings].join('|')
}

/** JSON knows neither -0 nor what is not finite. */
const textOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))
