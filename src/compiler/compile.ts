// From a network, its loss, metrics and optimizer to a SavedModel whose signatures train it, step by step, on data that
// lies in the session.
import { GraphBuilder } from './builder'
import { gradients } from './autodiff'
import { savedModel } from './graphdef'
import type { Graph, Node, Tensor, Variable } from './ir'
import type { LoweringContext } from './lower'
import { LOSS_GRAPHS } from './losses'
import { METRIC_GRAPHS } from './metrics'
import { OPTIMIZER_GRAPHS } from './optimizers'
import { opTable } from './ops'
import { removeDead, shareCommon } from './simplify'
import { verify } from './verify'

/** A layer as the compiler needs it; the catalogue of layers is never imported here. */
export interface SpecLayer {
  name: string
  inputs: readonly string[]
  weights: readonly { name: string; shape: readonly number[]; trainable: boolean }[]
  /** Null for the input. @throws what the layer's lowering throws */
  lower: ((context: LoweringContext, inputs: readonly Tensor[]) => Tensor) | null
}

export interface CompileSpec {
  /** Each after those that feed it; the first is the input, the last the output. */
  layers: readonly SpecLayer[]
  data: {
    /** One variable pair for each: the training file's examples, then the test file's. */
    sources: readonly { count: number }[]
    dtype: 'uint8' | 'float32'
    shape: readonly number[]
    targets: 'int' | 'categorical' | 'numbers'
    classes: number
    rescaling: { scale: number; offset: number }
  }
  loss: { name: string; fromLogits: boolean }
  metrics: readonly string[]
  optimizer: { name: string; params: Readonly<Record<string, number | boolean>> }
  seed: number
}

export interface CompiledModel {
  /** saved_model.pb */
  bytes: Uint8Array<ArrayBuffer>
  /** All weights, in the order of `set_weights` and `get_weights`: inputs and outputs w0, w1, ... */
  weights: Variable[]
  graph: Graph
}

/** The graph after each pass, for a look inside. */
export type OnPass = (pass: string, graph: Graph) => void

/** In the order in which they run. */
export const PASSES = ['lower', 'dead', 'common'] as const
const RUN: Record<(typeof PASSES)[number], (graph: Graph) => Graph> = {
  lower: (graph) => graph,
  dead: removeDead,
  common: (graph) => shareCommon(graph, opTable)
}

/** @throws Error for an op or shape that cannot be lowered or differentiated, naming it */
export function compile(spec: CompileSpec, onPass: OnPass = () => undefined): CompiledModel {
  const { graph: lowered, weights } = lowerModel(spec)
  const graph = PASSES.reduce((before, pass) => {
    const after = RUN[pass](before)
    verify(after, opTable)
    onPass(pass, after)
    return after
  }, lowered)
  return { bytes: savedModel(graph, opTable), weights, graph }
}

function lowerModel(spec: CompileSpec): { graph: Graph; weights: Variable[] } {
  const g = new GraphBuilder(opTable)
  const weights = spec.layers.flatMap(({ name, weights: own }) =>
    own.map((weight): Variable => ({ name: `${name}/${weight.name}`, dtype: 'float32', dims: weight.shape }))
  )
  weightSignatures(g, weights)
  const sources = spec.data.sources.map((source, i) => dataVariables(spec, i, source.count))
  sources.forEach((source, i) => loadSignature(g, spec, source, i))
  trainSignature(g, spec, weights, sources[0]!)
  sources.forEach((source, i) => evaluateSignature(g, spec, source, i))
  return { graph: g.finish(), weights }
}

function weightSignatures(g: GraphBuilder, weights: readonly Variable[]): void {
  const inputs = Object.fromEntries(
    weights.map((weight, i) => [`w${i}`, g.placeholder(`set/w${i}`, 'float32', weight.dims)])
  )
  // A fed tensor may share JavaScript's memory, which is gone after the call: a copy is assigned.
  const assigned = weights.map((weight, i) => g.assign(weight, g.op('DeepCopy', [inputs[`w${i}`]!])))
  g.signature('set_weights', inputs, { done: g.done(assigned) })
  const values = weights.map((weight, i) => [`w${i}`, g.identity(g.read(weight), `get/w${i}`)])
  g.signature('get_weights', {}, Object.fromEntries(values))
}

interface DataVariables {
  x: Variable
  y: Variable
}

function dataVariables({ data }: CompileSpec, i: number, count: number): DataVariables {
  const y = data.targets === 'numbers' ? 'float32' : 'int32'
  return {
    x: { name: `data${i}/x`, dtype: data.dtype, dims: [count, ...data.shape] },
    y: { name: `data${i}/y`, dtype: y, dims: [count] }
  }
}

/** load_<i>: x as it lies in memory (bytes as int32 words, padded to whole words), y as int32 or float32. */
function loadSignature(g: GraphBuilder, { data }: CompileSpec, { x, y }: DataVariables, i: number): void {
  const bytes = data.dtype === 'uint8'
  const fedX = g.placeholder(`load${i}/x`, bytes ? 'int32' : 'float32', [null])
  const fedY = g.placeholder(`load${i}/y`, y.dtype, [null])
  const size = x.dims.reduce<number>((product, length) => product * length!, 1)
  const values = bytes
    ? g.op('Slice', [g.reshape(g.op('Bitcast', [fedX]), [null]), g.ints([0]), g.ints([size])], { dims: [size] })
    : fedX
  const assigned = [g.assign(x, g.op('DeepCopy', [g.reshape(values, x.dims)])), g.assign(y, g.op('DeepCopy', [fedY]))]
  g.signature(`load_${i}`, { x: fedX, y: fedY }, { done: g.done(assigned) })
}

interface Batch {
  /** float32 [batch, ...shape], rescaled */
  x: Tensor
  y: Tensor
}

function gather(g: GraphBuilder, { data }: CompileSpec, source: DataVariables, indices: Tensor): Batch {
  const { scale, offset } = data.rescaling
  const raw = g.cast(g.gatherRows(source.x, indices), 'float32')
  const scaled = scale === 1 ? raw : g.times(raw, g.float(scale))
  return { x: offset === 0 ? scaled : g.plus(scaled, g.float(offset)), y: g.gatherRows(source.y, indices) }
}

interface Forward {
  output: Tensor
  /** Trainable weights as they were read, and new values of the others. */
  reads: Map<string, Tensor>
  updates: { variable: Variable; value: Tensor }[]
}

function forward(g: GraphBuilder, spec: CompileSpec, x: Tensor, training: boolean, step: Tensor | null): Forward {
  const outputs = new Map<string, Tensor>()
  const reads = new Map<string, Tensor>()
  const updates: Forward['updates'] = []
  spec.layers.forEach((layer, position) => {
    const variable = (name: string): Variable => {
      const declared = layer.weights.find((weight) => weight.name === name)
      if (!declared) throw new Error(`${layer.name} has no variable ${name}`)
      return { name: `${layer.name}/${name}`, dtype: 'float32', dims: declared.shape }
    }
    const context: LoweringContext = {
      g,
      training,
      variable,
      weight: (name) => {
        const wanted = variable(name)
        const read = reads.get(wanted.name) ?? g.read(wanted)
        reads.set(wanted.name, read)
        return read
      },
      seed: () => g.op('Pack', [g.int((spec.seed ^ (position * 0x9e3779b1)) | 0), step ?? g.int(0)]),
      update: (name, value) => void updates.push({ variable: variable(name), value })
    }
    const inputs = layer.inputs.map((name) => outputs.get(name)!)
    const output = layer.lower ? g.scope(layer.name, () => layer.lower!(context, inputs)) : x
    outputs.set(layer.name, output)
  })
  return { output: outputs.get(spec.layers.at(-1)!.name)!, reads, updates }
}

/** Loss and metrics of a batch as one vector, loss first. */
function logs(g: GraphBuilder, spec: CompileSpec, output: Tensor, y: Tensor): { loss: Tensor; vector: Tensor } {
  const { data, loss, metrics } = spec
  const asOutput = (): Tensor =>
    data.targets === 'categorical'
      ? g.op('OneHot', [y, g.int(data.classes), g.float(1), g.float(0)], { depth: data.classes })
      : g.reshape(g.cast(y, 'float32'), [null, ...output.dims.slice(1).map(() => 1)])
  const sparse = data.targets === 'int' && output.dims.at(-1) !== 1
  const target = loss.name.startsWith('sparse') ? y : asOutput()
  const total = g.mean(LOSS_GRAPHS[loss.name]!({ g, output, target, fromLogits: loss.fromLogits }))
  const measured = metrics.map((name) =>
    METRIC_GRAPHS[name]!({ g, output, target: name === 'accuracy' && sparse ? y : asOutput() })
  )
  return { loss: total, vector: g.op('Pack', [total, ...measured]) }
}

/** train: one step on the examples at `indices`; reset: forgets what the optimizer has gathered. */
function trainSignature(g: GraphBuilder, spec: CompileSpec, weights: readonly Variable[], source: DataVariables): void {
  const inputs = {
    indices: g.placeholder('train/indices', 'int32', [null]),
    learning_rate: g.placeholder('train/learning_rate', 'float32', []),
    step: g.placeholder('train/step', 'int32', [])
  }
  const { x, y } = gather(g, spec, source, inputs.indices)
  const { output, reads, updates } = forward(g, spec, x, true, inputs.step)
  const { loss, vector } = logs(g, spec, output, y)
  const trainable = new Set(
    spec.layers.flatMap(({ name, weights: own }) => own.filter((w) => w.trainable).map((w) => `${name}/${w.name}`))
  )
  const variables = weights.filter((weight) => trainable.has(weight.name))
  const grads = gradients(
    g,
    opTable,
    loss,
    variables.map((variable) => reads.get(variable.name)!)
  )

  // No weight may change before all gradients and logs have been computed from the old ones.
  const computed = [...grads, vector, ...updates.map(({ value }) => value)].map((tensor) => tensor.node)
  const barrier = g.after(computed, () => g.add('NoOp', [], {}, 'barrier'))
  const { name, params } = spec.optimizer
  const optimizer = OPTIMIZER_GRAPHS[name]!
  const slots = optimizer.slots(params)
  const slotOf = (variable: Variable, slot: string): Variable => ({
    ...variable,
    name: `optimizer/${variable.name}/${slot}`
  })
  const step = g.cast(inputs.step, 'float32')
  const changed = g.after([barrier], (): Node[] => [
    ...variables.flatMap((variable, i) =>
      optimizer.update({
        g,
        variable,
        slots: slots.map((slot) => slotOf(variable, slot.name)),
        gradient: grads[i]!,
        learningRate: inputs.learning_rate,
        step,
        params
      })
    ),
    ...updates.map(({ variable, value }) => g.assign(variable, value))
  ])
  g.signature('train', inputs, { logs: g.after(changed, () => g.identity(vector, 'train/logs')) })

  const cleared = variables.flatMap((variable) =>
    slots.map(({ name: slot, start }) => {
      const dims = variable.dims as readonly number[]
      return g.assign(slotOf(variable, slot), g.op('Fill', [g.ints(dims), g.float(start)], { dims }))
    })
  )
  g.signature('reset', {}, { done: g.done(cleared) })
}

/** evaluate_<i>: loss and metrics of the examples at `indices`, as in inference. */
function evaluateSignature(g: GraphBuilder, spec: CompileSpec, source: DataVariables, i: number): void {
  const indices = g.placeholder(`evaluate${i}/indices`, 'int32', [null])
  const { x, y } = gather(g, spec, source, indices)
  const { output } = forward(g, spec, x, false, null)
  g.signature(`evaluate_${i}`, { indices }, { logs: g.identity(logs(g, spec, output, y).vector, `evaluate${i}/logs`) })
}
