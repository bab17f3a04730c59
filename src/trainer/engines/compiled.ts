// The native engine: the network is compiled to a TensorFlow graph that holds weights, optimizer and data, and each step
// is one call into it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as tfjs from '@tensorflow/tfjs'
import { numbersOf, wordsOf } from '../../compiler/border'
import { compile, type CompiledModel } from '../../compiler/compile'
import { SERVE_TAG } from '../../compiler/graphdef'
import { MAX_STEPS } from '../../compiler/signatures/train'
import type { SpecData } from '../../compiler/spec'
import { compileSpecOf, specOptions } from '../../layers/compile-spec'
import type { Examples, SplitName } from '../../shared/dataset'
import type { Logs } from '../../shared/run'
import type { Engine, EngineInfo, NamedWeight, Session, SessionOptions, Statistics, TrainingData } from '../engine'

/** The part of tfjs-node that tfjs has not. */
export interface TensorFlow extends Pick<typeof tfjs, 'tensor' | 'tensor1d' | 'scalar' | 'dispose'> {
  node: { loadSavedModel(path: string, tags: string[], signature: string): Promise<SavedModel> }
}
type Fetched = Float32Array | Int32Array
interface SavedModel {
  predict(inputs: tfjs.NamedTensorMap): tfjs.NamedTensorMap
  dispose(): void
}

export const compiledEngine = (tf: TensorFlow, info: EngineInfo): Engine => ({
  info,
  maxStepsPerCall: MAX_STEPS,
  open: (options) => CompiledSession.open(tf, options)
})

class CompiledSession implements Session {
  readonly learningRate: number
  readonly statistics: number
  private order: Uint32Array | null = null
  private step = 0

  static async open(tf: TensorFlow, options: SessionOptions): Promise<CompiledSession> {
    const sources = sourcesOf(options.data)
    const model = compile(compileSpecOf(options.checked, dataSpec(options.data, sources), specOptions(options)))
    const session = new CompiledSession(tf, options, sources, model, await load(tf, model))
    session.call('initialize', {})
    session.call('reset', {})
    sources.forEach((source, i) => session.loadData(source, i))
    return session
  }

  private constructor(
    private readonly tf: TensorFlow,
    private readonly options: SessionOptions,
    private readonly sources: readonly Examples[],
    private readonly model: CompiledModel,
    private readonly functions: ReadonlyMap<string, SavedModel>
  ) {
    this.learningRate = Number(options.checked.optimizer.params.learning_rate)
    this.statistics = model.columns.reduce((sum, { size }) => sum + size, 0)
  }

  /** Calls a signature; inputs and outputs are released. @returns the outputs' values by name */
  private call(name: string, inputs: tfjs.NamedTensorMap): Record<string, Fetched> {
    const outputs = this.functions.get(name)!.predict(inputs)
    const values = Object.entries(outputs).map(([key, tensor]) => [key, tensor.dataSync() as Fetched])
    this.tf.dispose([...Object.values(inputs), ...Object.values(outputs)])
    return Object.fromEntries(values)
  }

  private numbers = (fetched: Fetched): Float32Array | Float64Array => numbersOf(fetched, this.model.floatType)

  /** Numbers as a tensor of the session's float type. */
  private fed(values: ArrayLike<number>, shape: readonly number[]): tfjs.Tensor {
    const words = wordsOf(values, this.model.floatType)
    if (words instanceof Float32Array) return this.tf.tensor(words, [...shape], 'float32')
    return this.tf.tensor(words, [...shape, 2], 'int32')
  }

  private loadData({ x, y }: Examples, i: number): void {
    const words = x instanceof Uint8Array ? asWords(x) : x
    const labels = this.options.data.targets === 'numbers' ? Float32Array.from(y) : Int32Array.from(y)
    this.call(`load_${i}`, {
      x: this.tf.tensor1d(words, words instanceof Int32Array ? 'int32' : 'float32'),
      y: this.tf.tensor1d(labels, labels instanceof Int32Array ? 'int32' : 'float32')
    })
  }

  startEpoch(order: Uint32Array): void {
    this.order = order
  }

  async train(first: number, steps: number): Promise<Statistics[]> {
    const { data, batchSize } = this.options
    const { indices } = data.splits.train
    const positions = this.order!.subarray(first * batchSize, (first + steps) * batchSize)
    const { rows } = this.call('train', {
      indices: this.indices(Int32Array.from(positions, (position) => indices[position]!)),
      batch_size: this.tf.scalar(batchSize, 'int32'),
      learning_rates: this.fed(Array<number>(steps).fill(this.learningRate), [steps]),
      step: this.tf.scalar(this.step + 1, 'int32')
    })
    this.step += steps
    const numbers = this.numbers(rows!)
    return Array.from({ length: steps }, (_, i) => numbers.subarray(i * this.statistics, (i + 1) * this.statistics))
  }

  evaluate(split: SplitName, first: number, count: number): Statistics {
    const { examples, indices } = this.options.data.splits[split]
    const picked = this.indices(Int32Array.from(indices.subarray(first, first + count)))
    return this.numbers(this.call(`evaluate_${this.sources.indexOf(examples)}`, { indices: picked }).row!)
  }

  logs = (sums: Statistics): Logs => {
    const part = ({ begin, size }: { begin: number; size: number }): number[] =>
      Array.from({ length: size }, (_, i) => sums[begin + i]!)
    return Object.fromEntries(this.model.columns.map((column) => [column.label, column.value(part(column))]))
  }

  private indices = (values: Int32Array): tfjs.Tensor1D => this.tf.tensor1d(values, 'int32')

  weights(): NamedWeight[] {
    const values = this.call('get_weights', {})
    return this.model.weights.map(({ name, dims }, i) => ({
      name,
      shape: dims as readonly number[],
      values: this.numbers(values[`v${i}`]!)
    }))
  }

  setWeights(weights: readonly NamedWeight[]): void {
    const byName = new Map(weights.map((weight) => [weight.name, weight]))
    const tensors = this.model.weights.map(({ name }, i) => {
      const { values, shape } = byName.get(name)!
      return [`v${i}`, this.fed(values, shape)]
    })
    this.call('set_weights', Object.fromEntries(tensors))
  }

  dispose(): void {
    for (const model of this.functions.values()) model.dispose()
  }
}

/** The splits' examples, each once, the training file's first. */
const sourcesOf = ({ splits }: TrainingData): Examples[] => [
  ...new Set([splits.train.examples, splits.validation.examples, splits.test.examples])
]

/** What of the data is built into the graph. */
const dataSpec = (data: TrainingData, sources: readonly Examples[]): SpecData => ({
  sources: sources.map(({ count }) => ({ count })),
  dtype: sources[0]!.x instanceof Uint8Array ? 'uint8' : 'float32',
  shape: data.shape,
  targets: data.targets,
  rescaling: data.rescaling,
  classWeights: data.classWeights
})

/** One call for each signature: all share a session, since path and tags are the same. */
async function load(tf: TensorFlow, { bytes, graph }: CompiledModel): Promise<Map<string, SavedModel>> {
  // A folder of its own: two runs in one process must not share a session.
  const folder = mkdtempSync(join(tmpdir(), 'netloom-graph-'))
  try {
    writeFileSync(join(folder, 'saved_model.pb'), bytes)
    const functions = new Map<string, SavedModel>()
    for (const { name } of graph.signatures)
      functions.set(name, await tf.node.loadSavedModel(folder, [SERVE_TAG], name))
    return functions
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Bytes as the int32 words that hold them, padded to whole words. */
function asWords(bytes: Uint8Array): Int32Array {
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4)
  padded.set(bytes)
  return new Int32Array(padded.buffer)
}
