// What must hold of every graph, whoever made it: run after lowering and after each pass.
import { dimsText, type Graph, type Node } from './ir'
import type { OpTable } from './op'

/** @throws Error naming the first node that breaks a rule */
export function verify(graph: Graph, ops: OpTable): void {
  const seen = new Set<Node>()
  const names = new Set<string>()
  for (const node of graph.nodes) {
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
    inferred.forEach(({ dtype, dims }, i) => {
      const output = node.outputs[i]
      if (!output || output.dtype !== dtype || dimsText(output.dims) !== dimsText(dims))
        fail(`output ${i} is not what its inputs make`)
    })
    seen.add(node)
  }
  for (const { name, inputs, outputs } of graph.signatures) {
    for (const tensor of [...Object.values(inputs), ...Object.values(outputs)]) {
      if (!seen.has(tensor.node)) throw new Error(`signature ${name}: ${tensor.node.name} is not in the graph`)
    }
  }
}
