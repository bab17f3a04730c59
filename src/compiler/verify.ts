// What must hold of every graph, whoever made it: run after lowering and after each pass.
import { dimsText, type Graph, type Node, type Region, type Tensor } from './ir'
import type { OpTable } from './op'

/** @throws Error naming the first node that breaks a rule */
export function verify(graph: Graph, ops: OpTable): void {
  const names = new Set<string>()
  const seen = verifyNodes(graph.nodes, new Set(), names, ops)
  for (const { name, inputs, outputs } of graph.signatures) {
    for (const tensor of [...Object.values(inputs), ...Object.values(outputs)]) {
      if (!seen.has(tensor.node)) throw new Error(`signature ${name}: ${tensor.node.name} is not in the graph`)
    }
  }
}

/** @param outer nodes that these may use besides each other @returns all of them */
function verifyNodes(nodes: readonly Node[], outer: ReadonlySet<Node>, names: Set<string>, ops: OpTable): Set<Node> {
  const seen = new Set(outer)
  for (const node of nodes) {
    const fail = (what: string): never => {
      throw new Error(`${node.op} ${node.name}: ${what}`)
    }
    if (names.has(node.name)) fail('its name is taken')
    names.add(node.name)
    for (const input of node.inputs) {
      if (!seen.has(input.node)) fail(`uses ${input.node.name} before it is made`)
      if (input.node.outputs[input.index] !== input)
        fail(`uses output ${input.index} of ${input.node.name}, which is another`)
    }
    for (const before of node.after) if (!seen.has(before)) fail(`waits for ${before.name}, which comes later`)
    const inferred = ops.get(node.op)?.infer(node.inputs, node.params) ?? fail('is no op of the table')
    inferred.forEach((spec, i) => {
      const output = node.outputs[i]
      if (!output || !alike(spec, output)) fail(`output ${i} is not what its inputs make`)
    })
    if (node.body) verifyBody(node.body, node, seen, names, ops, fail)
    seen.add(node)
  }
  return seen
}

type Spec = Pick<Tensor, 'dtype' | 'dims'>
const alike = (a: Spec, b: Spec): boolean => a.dtype === b.dtype && dimsText(a.dims) === dimsText(b.dims)

function verifyBody(
  { nodes, index, carried, results, required }: Region,
  loop: Node,
  outer: ReadonlySet<Node>,
  names: Set<string>,
  ops: OpTable,
  fail: (what: string) => never
): void {
  const seen = verifyNodes(nodes, outer, names, ops)
  for (const { node } of [index, ...carried, ...results]) if (!seen.has(node)) fail(`its body lacks ${node.name}`)
  for (const node of required) if (!seen.has(node)) fail(`its body lacks ${node.name}`)
  if (results.length !== carried.length) fail(`carries ${carried.length} tensors, but hands on ${results.length}`)
  loop.inputs.slice(1).forEach((input, i) => {
    if (!alike(input, carried[i]!)) fail(`starts with another type or shape than it carries (${i})`)
    if (!alike(results[i]!, carried[i]!)) fail(`hands on another type or shape than it carries (${i})`)
  })
}
