import type { ConstantValue, Dims, DType, Graph, Node, OpParams, Signature, Tensor, Variable } from './ir'
import type { OpTable } from './op'

const VALUES = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array, bool: Uint8Array } as const

/** Makes a graph node by node. Helpers stand for the ops that are used everywhere; all else goes through `add`. */
export class GraphBuilder {
  private readonly nodes: Node[] = []
  private readonly signatures: Signature[] = []
  private readonly used = new Map<string, number>()
  private readonly handles = new Map<string, Tensor>()
  private scopes: string[] = []
  private deps: readonly Node[] = []

  constructor(private readonly ops: OpTable) {}

  /** @throws Error when there is no such op, or its operands do not go together */
  add(opName: string, inputs: readonly Tensor[], params: OpParams = {}, name = opName): Node {
    const op = this.ops.get(opName)
    if (!op) throw new Error(`there is no op ${opName} in the table`)
    const unique = this.uniqueName([...this.scopes, name].join('/'))
    const outputs: Tensor[] = []
    const node: Node = { name: unique, op: opName, inputs: [...inputs], after: this.deps, params, outputs }
    op.infer(inputs, params).forEach(({ dtype, dims }, index) => outputs.push({ node, index, dtype, dims }))
    this.nodes.push(node)
    return node
  }

  /** The one output of an op that has one. */
  op(opName: string, inputs: readonly Tensor[], params: OpParams = {}, name?: string): Tensor {
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

  /** Nodes made inside wait for nothing but their inputs. */
  private outside<T>(make: () => T): T {
    const [deps, scopes] = [this.deps, this.scopes]
    this.deps = []
    this.scopes = []
    try {
      return make()
    } finally {
      this.deps = deps
      this.scopes = scopes
    }
  }

  placeholder(name: string, dtype: DType, dims: Dims): Tensor {
    return this.op('Placeholder', [], { dtype, dims }, name)
  }

  constant(dtype: ConstantValue['dtype'], dims: readonly number[], values: ArrayLike<number>): Tensor {
    const value: ConstantValue = { dtype, dims, values: VALUES[dtype].from(values) }
    return this.op('Const', [], { value })
  }
  float = (value: number): Tensor => this.constant('float32', [], [value])
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
  reduce(opName: 'Mean' | 'Sum' | 'Max', x: Tensor, axes: readonly number[], keepDims = false): Tensor {
    return this.op(opName, [x, this.ints(axes)], { axes, keepDims })
  }
  allAxes = (x: Tensor): number[] => x.dims.map((_size, axis) => axis)
  mean = (x: Tensor, axes = this.allAxes(x), keepDims = false): Tensor => this.reduce('Mean', x, axes, keepDims)
  sum = (x: Tensor, axes = this.allAxes(x), keepDims = false): Tensor => this.reduce('Sum', x, axes, keepDims)
  matMul = (a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor =>
    this.op('MatMul', [a, b], { transposeA, transposeB })

  signature(name: string, inputs: Record<string, Tensor>, outputs: Record<string, Tensor>): void {
    this.signatures.push({ name, inputs, outputs })
  }
  /** A signature needs an output: 1, once all of `nodes` have run. */
  done(nodes: readonly Node[]): Tensor {
    const one = this.int(1)
    return this.after(nodes, () => this.identity(one, 'done'))
  }

  finish(): Graph {
    return { nodes: [...this.nodes], signatures: [...this.signatures] }
  }
}
