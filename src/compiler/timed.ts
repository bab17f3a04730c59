// Looks at the clock between the parts of a step. Each part waits for the one before it, so that none runs beside another;
// inside of a part all is as it was: what waits, or is waited for, is an Identity on its border, since TensorFlow fuses ops
// (MatMul, BiasAdd and Relu into one kernel) only where nothing but data leads in and out of them.
import type { DType, Dims, Graph, Node, Part, Tensor } from './ir'
import { rebuild, type Insert } from './simplify'

export interface TimedGraph {
  graph: Graph
  /** In the order in which they run; the first reading is before the first part, each other one at the end of a part. */
  parts: Part[]
}

const keyOf = (part: Part): string => ('layer' in part ? `${part.kind} ${part.layer}` : part.kind)

/**
 * @param order all parts that there may be, in the order in which they are to run
 * @param name of the signature whose nodes are timed; its outputs become `seconds` [parts + 1], float64
 */
export function timed(graph: Graph, name: string, order: readonly Part[]): TimedGraph {
  const signature = graph.signatures.find((one) => one.name === name)!
  const places = placesOf(graph, Object.values(signature.outputs), order)
  const filled = new Set(places.values())
  const rank = (node: Node): number => places.get(node) ?? -1
  // Stable: within a part nodes keep their order. A node's part is never before those of what it needs.
  const nodes = graph.nodes.toSorted((a, b) => rank(a) - rank(b))
  const pass = new TimingPass(places)
  const { nodes: made, signatures } = rebuild({ nodes, signatures: graph.signatures }, pass.decide, pass.visit)
  const seconds = pass.finish(made as Node[])
  return {
    graph: {
      nodes: made,
      signatures: signatures.map((one) => (one.name === name ? { ...one, outputs: { seconds } } : one))
    },
    parts: order.filter((_part, place) => filled.has(place))
  }
}

/** Of each node that `outputs` need and that belongs to a part: the place of the part in `order`. */
function placesOf(graph: Graph, outputs: readonly Tensor[], order: readonly Part[]): Map<Node, number> {
  const ranks = new Map(order.map((part, i) => [keyOf(part), i]))
  const needed = new Set<Node>()
  const need = (node: Node): void => {
    if (needed.has(node)) return
    needed.add(node)
    needsOf(node).forEach(need)
  }
  outputs.forEach(({ node }) => need(node))
  const places = new Map<Node, number>()
  for (const node of graph.nodes) {
    if (!needed.has(node)) continue
    const own = node.part ? (ranks.get(keyOf(node.part)) ?? -1) : -1
    // What is shared by two parts may have been made in the later one.
    const place = needsOf(node).reduce((latest, before) => Math.max(latest, places.get(before) ?? -1), own)
    if (place >= 0) places.set(node, place)
  }
  return places
}

/** What has to be there before it runs; a loop needs what its body takes from outside. */
function needsOf({ inputs, after, body }: Node): Node[] {
  const own = [...inputs.map(({ node }) => node), ...after]
  if (!body) return own
  const inner = new Set(body.nodes)
  const given = [...body.required, ...[body.index, ...body.carried, ...body.results].map(({ node }) => node)]
  return [...own, ...[...given, ...body.nodes.flatMap(needsOf)].filter((node) => !inner.has(node))]
}

/** Constants and handles are there from the start. */
const isThere = ({ node }: Tensor): boolean => node.op === 'Const' || node.op === 'VarHandleOp'

class TimingPass {
  private depth = 0
  private place = -1
  private clock: Node | null = null
  private readonly readings: Tensor[] = []
  /** Of the part at hand: what nothing in it waits for, and the border of what comes in. */
  private open = new Set<Node>()
  private gates = new Map<Tensor, Tensor>()
  private made = new Set<Node>()
  private count = 0

  constructor(private readonly places: ReadonlyMap<Node, number>) {}

  readonly visit = { enter: (): void => void this.depth++, leave: (): void => void this.depth-- }

  readonly decide = (node: Node, copy: () => Node, insert: Insert): 'keep' | Node => {
    const place = this.places.get(node)
    if (this.depth > 1 || place === undefined) return 'keep'
    if (place !== this.place) {
      this.read((added) => insert(added, 'here'))
      this.place = place
    }
    const timedCopy = this.within(copy(), (added) => insert(added, 'here'))
    insert(timedCopy, 'here')
    return timedCopy
  }

  /** A copy that starts after the clock was read. */
  private within(node: Node, add: (node: Node) => void): Node {
    const inputs = node.inputs.map((input) => {
      if (this.made.has(input.node) || isThere(input)) return input
      const gate = this.gates.get(input) ?? this.single('Identity', 'in', [input], [this.clock!], input, add)
      this.gates.set(input, gate)
      return gate
    })
    // What a loop takes from outside comes in by itself.
    const waits = inputs.every(isThere) || node.body ? [...node.after, this.clock!] : node.after
    const outputs: Tensor[] = []
    const made: Node = { ...node, inputs, after: waits, outputs }
    node.outputs.forEach(({ index, dtype, dims }) => outputs.push({ node: made, index, dtype, dims }))
    for (const before of needsOf(made)) this.open.delete(before)
    this.open.add(made)
    this.made.add(made)
    return made
  }

  /** Reads the clock once all of the part at hand has run. */
  private read(add: (node: Node) => void): void {
    const ends = [...this.open].map((node) => {
      const [output] = node.outputs
      if (!output || node.body) return node
      return this.single('Identity', 'out', [output], [], output, add).node
    })
    const before = this.clock ? [...ends, this.clock] : ends
    const reading = this.single('Timestamp', 'clock', [], before, { dtype: 'float64', dims: [] }, add)
    this.clock = reading.node
    this.readings.push(reading)
    this.open = new Set()
    this.gates = new Map()
    this.made = new Set()
  }

  private single(
    op: string,
    what: string,
    inputs: Tensor[],
    after: Node[],
    { dtype, dims }: { dtype: DType; dims: Dims },
    add: (node: Node) => void
  ): Tensor {
    const outputs: Tensor[] = []
    const node: Node = { name: `timed/${what}${this.count++}`, op, inputs, after, params: {}, outputs }
    outputs.push({ node, index: 0, dtype, dims })
    add(node)
    return outputs[0]!
  }

  /** @returns all readings, as the int32 words of float64 [readings] */
  finish(nodes: Node[]): Tensor {
    const add = (node: Node): void => void nodes.push(node)
    this.read(add)
    const { readings } = this
    const outputs: Tensor[] = []
    const pack: Node = { name: 'timed/all', op: 'Pack', inputs: readings, after: [], params: { axis: 0 }, outputs }
    outputs.push({ node: pack, index: 0, dtype: 'float64', dims: [readings.length] })
    add(pack)
    const words: Tensor[] = []
    const cast: Node = {
      name: 'timed/words',
      op: 'Bitcast',
      inputs: [outputs[0]!],
      after: [],
      params: { to: 'int32' },
      outputs: words
    }
    words.push({ node: cast, index: 0, dtype: 'int32', dims: [readings.length, 2] })
    add(cast)
    return words[0]!
  }
}
