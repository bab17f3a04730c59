// Loops written out as TensorFlow runs them: frames of Enter, Merge, Switch, NextIteration and Exit (white paper
// "Implementation of Control Flow in TensorFlow", 2017). The edge back into Merge makes a cycle, which the IR cannot hold;
// here nodes name each other instead of pointing.
import type { AttrValue, DType, Graph, Node, Region, Tensor } from './ir'
import { boolAttr, intAttr, stringAttr, typeAttr, type OpTable } from './op'

export interface FlatNode {
  name: string
  op: string
  /** 'node:output' */
  inputs: string[]
  /** Names of nodes that run before. */
  controls: string[]
  attrs: Record<string, AttrValue>
}

/** How a tensor and a node of the graph are called in the place where they are used. */
interface Names {
  tensor(tensor: Tensor): string
  node(node: Node): string
}

/** Outputs of a loop are those of its exits. */
export const tensorName = ({ node, index }: Tensor): string =>
  node.body ? `${node.name}/exit${index}:0` : `${node.name}:${index}`

export function flatten(graph: Graph, ops: OpTable): FlatNode[] {
  const flat: FlatNode[] = []
  const root: Names = { tensor: tensorName, node: ({ name }) => name }
  for (const node of graph.nodes) emit(node, root, null, ops, flat)
  return flat
}

/** @param pivot a node of the present iteration, which all without inputs in it wait for; null outside of loops */
function emit(node: Node, names: Names, pivot: string | null, ops: OpTable, flat: FlatNode[]): void {
  if (node.body) return emitLoop(node, node.body, names, pivot, ops, flat)
  const controls = node.after.map(names.node)
  flat.push({
    name: node.name,
    op: node.op,
    inputs: node.inputs.map(names.tensor),
    controls: pivot ? [...controls, pivot] : controls,
    attrs: ops.get(node.op)!.attrs?.(node.inputs, node.params) ?? {}
  })
}

function emitLoop(
  loop: Node,
  body: Region,
  outer: Names,
  outerPivot: string | null,
  ops: OpTable,
  flat: FlatNode[]
): void {
  const { name } = loop
  const [count, ...initial] = loop.inputs
  const push = (
    op: string,
    part: string,
    inputs: string[],
    attrs: FlatNode['attrs'],
    controls: string[] = []
  ): string => {
    flat.push({ name: `${name}/${part}`, op, inputs, controls, attrs })
    return `${name}/${part}`
  }
  const waits = [...loop.after.map(outer.node), ...(outerPivot ? [outerPivot] : [])]
  const enter = (part: string, value: string, dtype: DType, constant: boolean): string => {
    const frame = { frame_name: stringAttr(name), is_constant: boolAttr(constant), parallel_iterations: intAttr(1) }
    return push('Enter', part, [value], { T: typeAttr(dtype), ...frame }, waits)
  }
  const T = (dtype: DType): { T: AttrValue } => ({ T: typeAttr(dtype) })
  const scalar = (part: string, value: number, controls: string[]): string => {
    const tensor: AttrValue = { kind: 'tensor', value: { dtype: 'int32', dims: [], values: Int32Array.of(value) } }
    return push('Const', part, [], { dtype: typeAttr('int32'), value: tensor }, controls)
  }

  const limit = enter('limit', outer.tensor(count!), 'int32', true)
  const first = scalar('first', 0, waits)
  const variables = [
    { part: 'index', start: `${first}:0`, input: body.index },
    ...initial.map((tensor, i) => ({ part: `carried${i}`, start: outer.tensor(tensor), input: body.carried[i]! }))
  ].map((variable) => {
    const entered = enter(`${variable.part}/enter`, variable.start, variable.input.dtype, false)
    const next = `${name}/${variable.part}/next`
    const attrs = { ...T(variable.input.dtype), N: intAttr(2) }
    return { ...variable, next, merged: push('Merge', `${variable.part}/merge`, [`${entered}:0`, `${next}:0`], attrs) }
  })
  const more = push('Less', 'more', [`${variables[0]!.merged}:0`, `${limit}:0`], T('int32'))
  const condition = push('LoopCond', 'condition', [`${more}:0`], {})
  const inside = new Map<Tensor, string>()
  variables.forEach(({ part, merged, input }, i) => {
    const switched = push('Switch', `${part}/switch`, [`${merged}:0`, `${condition}:0`], T(input.dtype))
    inside.set(input, `${push('Identity', part, [`${switched}:1`], T(input.dtype))}:0`)
    if (i > 0) push('Exit', `exit${i - 1}`, [`${switched}:0`], T(input.dtype))
  })
  const pivot = `${name}/index`

  const own = new Set<Node>(body.nodes)
  const captured = new Map<Tensor, string>()
  const names: Names = {
    node: (node) => (own.has(node) ? node.name : outer.node(node)),
    tensor: (tensor) => {
      if (own.has(tensor.node)) return inside.get(tensor) ?? tensorName(tensor)
      const known = captured.get(tensor)
      if (known !== undefined) return known
      const made = `${enter(`captured${captured.size}`, outer.tensor(tensor), tensor.dtype, true)}:0`
      captured.set(tensor, made)
      return made
    }
  }
  for (const node of body.nodes) {
    // What has an input of this iteration waits for it anyway.
    const waiting = !node.inputs.some((input) => own.has(input.node))
    if (node.op !== 'LoopInput') emit(node, names, waiting || node.body ? pivot : null, ops, flat)
  }

  const done = body.required.map(names.node)
  const one = scalar('one', 1, [pivot])
  const following = push('AddV2', 'following', [`${pivot}:0`, `${one}:0`], T('int32'))
  const results = [`${following}:0`, ...body.results.map(names.tensor)]
  variables.forEach(({ part, input }, i) => push('NextIteration', `${part}/next`, [results[i]!], T(input.dtype), done))
  // What waits for the loop waits for all its iterations.
  const ended = push('Exit', 'ended', [`${name}/index/switch:0`], T('int32'))
  flat.push({ name, op: 'NoOp', inputs: [], controls: [ended], attrs: {} })
}
