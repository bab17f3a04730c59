import { identifier } from './expression'
// Names for tensors and layers in code: `x` along a chain, the layer's own name where ways part or meet.
import type { DesignNode } from '../../shared/design'
import type { PlannedNode } from './plan'

export interface Variables {
  /** Of a node's output. */
  tensors: ReadonlyMap<DesignNode, string>
  /** Of layers that are made on a line of their own. */
  layers: ReadonlyMap<DesignNode, string>
}

/** Words of Python and JavaScript, and what the code around the model is called. */
const TAKEN =
  'and as assert async await break case catch class const continue debugger def default del delete do elif else enum ' +
  'except export extends false finally for from function global if implements import in instanceof interface is ' +
  'lambda let match new nonlocal not null or package pass private protected public raise return static super switch ' +
  'this throw true try typeof var void while with yield None True False arguments eval ' +
  'x y inputs outputs model layers keras np pd tf data features target classes rng print history callbacks ' +
  'hold_out to_inputs holdOut toInputs readIdx results weights labels text header rows table names len int sorted ' +
  'x_train y_train x_val y_val x_test y_test xTrain yTrain xVal yVal xTest yTest'

export function namesFor(
  nodes: readonly PlannedNode[],
  inputs: readonly PlannedNode[],
  outputs: readonly PlannedNode[]
): Variables {
  const taken = new Set(TAKEN.split(' '))
  const own = (name: string): string => {
    const plain = identifier(name)
    const free = [plain, `${plain}_output`].find((candidate) => !taken.has(candidate)) ?? numbered(plain, taken)
    taken.add(free)
    return free
  }
  const layers = new Map(
    nodes.filter(({ node, owner, named }) => named && owner === node).map(({ node }) => [node, own(node.name)])
  )
  const tensors = new Map<DesignNode, string>()
  /** Names along chains, each with the node whose value it now holds. */
  const held = new Map<string, DesignNode>()

  for (const planned of nodes) {
    const { node, uses } = planned
    const ended = [...held].filter(([, holder]) => planned.inputs.includes(holder)).map(([name]) => name)
    for (const name of ended) held.delete(name)
    if (inputs.length === 1 && inputs[0] === planned) tensors.set(node, 'inputs')
    else if (outputs.length === 1 && outputs[0] === planned) tensors.set(node, 'outputs')
    else if (uses !== 1 || inputs.includes(planned)) tensors.set(node, own(node.name))
    else {
      const name = held.has('x') || ended.some((free) => free !== 'x') ? chainName(ended) : 'x'
      tensors.set(node, name ?? own(node.name))
      held.set(tensors.get(node)!, node)
    }
  }
  return { tensors, layers }
}

/** A chain keeps its name; where several meet, `x` stays. */
const chainName = (ended: readonly string[]): string | undefined => (ended.includes('x') ? 'x' : ended[0])

function numbered(name: string, taken: ReadonlySet<string>): string {
  let count = 2
  while (taken.has(`${name}_${count}`)) count += 1
  return `${name}_${count}`
}
