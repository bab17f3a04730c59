import { constantOf } from './constants'
import type {
  ConstantValue,
  Dims,
  DType,
  FloatType,
  Graph,
  Node,
  OpParams,
  Part,
  Region,
  Signature,
  Tensor,
  Variable
} from './ir'
import type { OpTable } from './op'

/** What takes most of a network's time: gains from a smaller type. Their gradients follow in the same type. */
const PRODUCTS: ReadonlySet<string> = new Set(['MatMul', 'BatchMatMulV2', 'Conv2D'])

/** Makes a graph node by node. Helpers stand for the ops that are used everywhere; all else goes through `add`. */
export class GraphBuilder {
  /** Nodes of the graph, and of each loop that is being made inside it. */
  private readonly regions: Node[][] = [[]]
  private readonly signatures: Signature[] = []
  private readonly used = new Map<string, number>()
  private readonly handles = new Map<string, Tensor>()
  private scopes: string[] = []
  private deps: readonly Node[] = []
  private madeFor: Part | undefined

  constructor(
    private readonly ops: OpTable,
    /** The type of weights, and of all that is computed from them. */
    readonly floatType: FloatType = 'float32',
    /** Products and convolutions of float32 are computed in bfloat16, all else in float32. */
    private readonly mixed = false
  ) {}

  /** @throws Error when there is no such op, or its operands do not go together */
  add(opName: string, inputs: readonly Tensor[], params: OpParams = {}, name = opName, body?: Region): Node {
    const op = this.ops.get(opName)
    if (!op) throw new Error(`there is no op ${opName} in the table`)
    const unique = this.uniqueName([...this.scopes, name].join('/'))
    const outputs: Tensor[] = []
    const made = { name: unique, op: opName, inputs: [...inputs], after: this.deps, params, outputs }
    const node: Node = { ...made, ...(body && { body }), ...(this.madeFor && { part: this.madeFor }) }
    op.infer(inputs, params).forEach(({ dtype, dims }, index) => outputs.push({ node, index, dtype, dims }))
    this.regions.at(-1)!.push(node)
    return node
  }

  /** The one output of an op that has one. */
  op(opName: string, inputs: readonly Tensor[], params: OpParams = {}, name?: string): Tensor {
    if (this.mixed && PRODUCTS.has(opName) && inputs.every(({ dtype }) => dtype === 'float32')) {
      const halves = inputs.map((input) => this.cast(input, 'bfloat16'))
      return this.cast(this.add(opName, halves, params, name).outputs[0]!, 'float32')
    }
    return this.add(opName, inputs, params, name).outputs[0]!
  }

  private uniqueName(wanted: string): string {
    const count = this.used.get(wanted) ?? 0
    this.used.set(wanted, count + 1)
    return count === 0 ? wanted : `${wanted}_${count}`
  }

  /** Nodes made inside are named scope/... */
  scope<T>(name: string, make: () => T): T {
    this.scopes.push(name)
    try {
      return make()
    } finally {
      this.scopes.pop()
    }
  }

  /** Nodes made inside belong to that part of the step. */
  part<T>(part: Part | undefined, make: () => T): T {
    const before = this.madeFor
    this.madeFor = part
    try {
      return make()
    } finally {
      this.madeFor = before
    }
  }

  /** Nodes made inside run after all of `nodes`. */
  after<T>(nodes: readonly Node[], make: () => T): T {
    const before = this.deps
    this.deps = [...before, ...nodes]
    try {
      return make()
    } finally {
      this.deps = before
    }
  }

  /** Nodes made inside wait for nothing but their inputs, are of no part, and stand before all loops that are being made. */
  private outside<T>(make: () => T, scopes: string[] = []): T {
    const kept = { deps: this.deps, scopes: this.scopes }
    const loops = this.regions.splice(1)
    this.deps = []
    this.scopes = scopes
    try {
      return this.part(undefined, make)
    } finally {
      this.deps = kept.deps
      this.scopes = kept.scopes
      this.regions.push(...loops)
    }
  }

  /**
   * Repeats what `make` builds. One iteration ends before the next one starts.
   * @param count int32 scalar: how often
   * @param initial what the first iteration carries; `make` returns what the next one gets, of the same types and shapes
   * @returns the Loop; its outputs are what the last iteration hands on
   */
  loop(
    count: Tensor,
    initial: readonly Tensor[],
    make: (index: Tensor, carried: readonly Tensor[]) => { results: readonly Tensor[]; required?: readonly Node[] }
  ): Node {
    const nodes: Node[] = []
    const { deps } = this
    this.regions.push(nodes)
    this.deps = []
    let body: Region
    try {
      const input = (dtype: DType, dims: Dims): Tensor => this.op('LoopInput', [], { dtype, dims })
      const index = input('int32', [])
      const carried = initial.map(({ dtype, dims }) => input(dtype, dims))
      const { results, required = [] } = make(index, carried)
      body = { nodes, index, carried, results, required }
    } finally {
      this.deps = deps
      this.regions.pop()
    }
    return this.add('Loop', [count, ...initial], {}, 'Loop', body)
  }

  placeholder(name: string, dtype: DType, dims: Dims): Tensor {
    return this.op('Placeholder', [], { dtype, dims }, name)
  }

  constant(dtype: ConstantValue['dtype'], dims: readonly number[], values: ArrayLike<number>): Tensor {
    const value = constantOf(dtype, dims, values)
    return this.outside(() => this.op('Const', [], { value }), this.scopes)
  }
  /** A scalar of the graph's float type. */
  float = (value: number): Tensor => this.constant(this.floatType, [], [value])
  floats = (dims: readonly number[], values: ArrayLike<number>): Tensor => this.constant(this.floatType, dims, values)
  int = (value: number): Tensor => this.constant('int32', [], [value])
  ints = (values: readonly number[]): Tensor => this.constant('int32', [values.length], values)

  private handle(variable: Variable): Tensor {
    const known = this.handles.get(variable.name)
    if (known) return known
    const made = this.outside(() => this.op('VarHandleOp', [], { variable }, `variable/${variable.name}`))
    this.handles.set(variable.name, made)
    return made
  }
  read(variable: Variable): Tensor {
    return this.op('ReadVariableOp', [this.handle(variable)], { variable }, `read/${variable.name}`)
  }
  assign(variable: Variable, value: Tensor): Node {
    return this.add('AssignVariableOp', [this.handle(variable), value], { dtype: variable.dtype })
  }
  /** An op that changes variables in place: their handles come first, then `inputs`. */
  update(opName: string, variables: readonly Variable[], inputs: readonly Tensor[], params: OpParams = {}): Node {
    return this.add(opName, [...variables.map((variable) => this.handle(variable)), ...inputs], params)
  }
  /** Rows of a variable: [rows, ...]. */
  gatherRows(variable: Variable, indices: Tensor): Tensor {
    return this.op('ResourceGather', [this.handle(variable), indices], { variable })
  }

  plus = (a: Tensor, b: Tensor): Tensor => this.op('AddV2', [a, b])
  minus = (a: Tensor, b: Tensor): Tensor => this.op('Sub', [a, b])
  times = (a: Tensor, b: Tensor): Tensor => this.op('Mul', [a, b])
  over = (a: Tensor, b: Tensor): Tensor => this.op('RealDiv', [a, b])
  square = (x: Tensor): Tensor => this.op('Square', [x])
  cast = (x: Tensor, dtype: DType): Tensor => (x.dtype === dtype ? x : this.op('Cast', [x], { to: dtype }))
  /** To the graph's float type. */
  asFloat = (x: Tensor): Tensor => this.cast(x, this.floatType)
  identity = (x: Tensor, name = 'Identity'): Tensor => this.op('Identity', [x], {}, name)
  shapeOf = (x: Tensor): Tensor => this.op('Shape', [x])

  /** `dims` with at most one null, which TensorFlow works out. */
  reshape(x: Tensor, dims: Dims): Tensor {
    return this.op('Reshape', [x, this.ints(dims.map((size) => size ?? -1))], { dims })
  }
  /** To the shape that another tensor has at run time. */
  reshapeLike(x: Tensor, like: Tensor): Tensor {
    return this.op('Reshape', [x, this.shapeOf(like)], { dims: like.dims })
  }
  reduce(opName: 'Mean' | 'Sum' | 'Max' | 'Min', x: Tensor, axes: readonly number[], keepDims = false): Tensor {
    return this.op(opName, [x, this.ints(axes)], { axes, keepDims })
  }
  allAxes = (x: Tensor): number[] => x.dims.map((_size, axis) => axis)
  mean = (x: Tensor, axes = this.allAxes(x), keepDims = false): Tensor => this.reduce('Mean', x, axes, keepDims)
  sum = (x: Tensor, axes = this.allAxes(x), keepDims = false): Tensor => this.reduce('Sum', x, axes, keepDims)
  matMul = (a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor =>
    this.op('MatMul', [a, b], { transposeA, transposeB })

  batchMatMul = (a: Tensor, b: Tensor, adjointA = false, adjointB = false): Tensor =>
    this.op('BatchMatMulV2', [a, b], { adjointA, adjointB })
  transpose = (x: Tensor, permutation: readonly number[]): Tensor =>
    this.op('Transpose', [x, this.ints(permutation)], { permutation })
  concat = (parts: readonly Tensor[], axis: number): Tensor =>
    parts.length === 1 ? parts[0]! : this.op('ConcatV2', [...parts, this.int(axis)], { axis })
  stack = (parts: readonly Tensor[], axis = 0): Tensor => this.op('Pack', parts, { axis })
  /** Parts along an axis whose size is known, without that axis. */
  unstack = (x: Tensor, axis = 0): readonly Tensor[] => this.add('Unpack', [x], { axis }).outputs
  /** Equal parts along an axis. */
  split = (x: Tensor, axis: number, count: number): readonly Tensor[] =>
    this.add('Split', [this.int(axis), x], { axis, count }).outputs
  reverse = (x: Tensor, axes: readonly number[]): Tensor => this.op('ReverseV2', [x, this.ints(axes)], { axes })
  /** `size` places along an axis of known size, from `begin` on. */
  slice(x: Tensor, axis: number, begin: number, size: number): Tensor {
    const length = x.dims[axis]!
    const margins = x.dims.map((_size, i) => (i === axis ? [begin, length - begin - size] : [0, 0]))
    const begins = this.ints(margins.map(([before]) => before!))
    const sizes = this.ints(x.dims.map((_size, i) => (i === axis ? size : -1)))
    return this.op('Slice', [x, begins, sizes], { dims: x.dims.with(axis, size), margins })
  }
  /** Zeros before and after, for each axis. */
  pad(x: Tensor, margins: readonly (readonly [number, number])[]): Tensor {
    return this.op('Pad', [x, this.constant('int32', [margins.length, 2], margins.flat())], { margins })
  }
  /** Rows of a table: [...indices, ...row] */
  gather = (table: Tensor, indices: Tensor): Tensor => this.op('GatherV2', [table, indices, this.int(0)])
  select = (condition: Tensor, a: Tensor, b: Tensor): Tensor => this.op('SelectV2', [condition, a, b])
  /** Between two bounds, themselves among what passes a gradient on. */
  clip = (x: Tensor, low: number, high: number): Tensor =>
    this.op('Maximum', [this.op('Minimum', [x, this.float(high)]), this.float(low)])
  /** The same value everywhere. */
  filled = (dims: readonly number[], value: number): Tensor =>
    this.op('Fill', [this.ints(dims), this.float(value)], { dims })
  /** How many examples there are: int32 [1], to begin a shape with. */
  batchOf = (x: Tensor): Tensor => this.slice(this.shapeOf(x), 0, 0, 1)
  /** 1 where it holds, else 0. */
  indicator = (condition: Tensor): Tensor => this.asFloat(condition)
  /** Uniform in [0, 1), of the shape of another tensor. `seed`: int32 [2] */
  randomLike = (x: Tensor, seed: Tensor): Tensor =>
    this.op('StatelessRandomUniform', [this.shapeOf(x), seed], { dims: x.dims, dtype: this.floatType })

  signature(name: string, inputs: Record<string, Tensor>, outputs: Record<string, Tensor>): void {
    this.signatures.push({ name, inputs, outputs })
  }
  /** A signature needs an output: 1, once all of `nodes` have run. */
  done(nodes: readonly Node[]): Tensor {
    const one = this.int(1)
    return this.after(nodes, () => this.identity(one, 'done'))
  }

  finish(): Graph {
    return { nodes: [...this.regions[0]!], signatures: [...this.signatures] }
  }
}
