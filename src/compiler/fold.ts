// The pass that computes what is known before anything runs, and leaves out what changes nothing.
import { constantOf, isConstantType, placesOf } from './constants'
import { dimsText, sizeOf, type ConstantValue, type Graph, type Node, type Tensor } from './ir'
import { FOLDED_VALUES, type ConstantSpec, type Op, type OpTable, type Simplified } from './op'
import { rebuild, type Insert } from './simplify'

/**
 * Makes constants of what is computed from small constants and known shapes, and puts operands in the place of what
 * equals them; the numbers stay the same to the bit (the columns `fold` and `simplify` of the op table). TensorFlow does
 * the like for itself whenever it loads a signature.
 */
export function foldConstants(graph: Graph, ops: OpTable): Graph {
  const fixed = fixedNodes(graph)
  return rebuild(graph, (node, copy, insert) => {
    const row = ops.get(node.op)!
    if ((!row.fold && !row.simplify) || node.after.length > 0 || fixed.has(node)) return 'keep'
    const renewed = copy()
    const found = folded(renewed, row) ?? simplified(renewed, row)
    const fits = found?.every((made, i) => isLike(made, renewed.outputs[i]!))
    return found && fits ? found.map((made, i) => tensorOf(made, renewed.outputs[i]!, insert)) : 'keep'
  })
}

/**
 * Nodes that are more than their values: others wait for them, signatures name them, or they end an iteration (what comes
 * from outside of a loop would come without end).
 */
function fixedNodes({ nodes, signatures }: Graph): Set<Node> {
  const fixed = new Set<Node>()
  const walk = (inner: readonly Node[]): void => {
    for (const { after, body } of inner) {
      for (const before of after) fixed.add(before)
      if (!body) continue
      for (const node of [...body.required, ...body.results.map((result) => result.node)]) fixed.add(node)
      walk(body.nodes)
    }
  }
  walk(nodes)
  for (const { outputs } of signatures) for (const { node } of Object.values(outputs)) fixed.add(node)
  return fixed
}

/** The value of a constant that is small enough to compute with. */
function smallValue({ node, dims }: Tensor): ConstantValue | null {
  if (node.op !== 'Const' || sizeOf(dims as readonly number[]) > FOLDED_VALUES) return null
  return node.params.value as ConstantValue
}

function folded({ inputs, outputs, params }: Node, { fold }: Op): readonly ConstantValue[] | null {
  if (!fold) return null
  const values = inputs.map(smallValue)
  if (!values.every((value) => value !== null)) return null
  const made = outputs.map(({ dtype, dims, index }): ConstantValue | null => {
    if (!isConstantType(dtype) || dims.includes(null)) return null
    const output: ConstantSpec = { dtype, dims: dims as readonly number[] }
    if (sizeOf(output.dims) > FOLDED_VALUES) return null
    const found = placesOf(output.dims).map(fold({ values, params, output, index }))
    return found.every((value) => value !== null) ? constantOf(dtype, output.dims, found) : null
  })
  return made.every((value) => value !== null) ? made : null
}

const simplified = ({ inputs, outputs, params }: Node, { simplify }: Op): readonly Simplified[] | null =>
  simplify?.({ inputs, outputs, params, values: inputs.map(smallValue) }) ?? null

const isLike = (made: Simplified, { dtype, dims }: Tensor): boolean =>
  'op' in made || (made.dtype === dtype && dimsText(made.dims) === dimsText(dims))

/** A new node takes the name of the one that it stands for, whose first output is the only one in most ops. */
function tensorOf(made: Simplified, { node, index, dtype, dims }: Tensor, insert: Insert): Tensor {
  if ('node' in made) return made
  const name = index === 0 ? node.name : `${node.name}/output${index}`
  if ('values' in made) return constantNode(name, made, insert)
  const inputs = made.inputs.map((input, i) =>
    'node' in input ? input : constantNode(`${name}/input${i}`, input, insert)
  )
  const { op, params } = made
  return single({ name, op, inputs, params, ...(node.part && { part: node.part }) }, { dtype, dims }, (added) =>
    insert(added, 'here')
  )
}

const constantNode = (name: string, value: ConstantValue, insert: Insert): Tensor =>
  single({ name, op: 'Const', inputs: [], params: { value } }, value, (added) => insert(added, 'outside'))

function single(
  node: Pick<Node, 'name' | 'op' | 'inputs' | 'params' | 'part'>,
  { dtype, dims }: Pick<Tensor, 'dtype' | 'dims'>,
  insert: (node: Node) => void
): Tensor {
  const outputs: Tensor[] = []
  const made: Node = { ...node, after: [], outputs }
  outputs.push({ node: made, index: 0, dtype, dims })
  insert(made)
  return outputs[0]!
}
