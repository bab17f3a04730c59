// The native engine: the network is compiled to a TensorFlow graph that holds weights, optimizer and data, and each step
// is one call into it.
import type * as tfjs from '@tensorflow/tfjs'
import { numbersOf, wordsOf } from '../../compiler/border'
import { compile, type CompiledModel } from '../../compiler/compile'
import { compileInspection } from '../../compiler/inspect'
import { adaptSignature } from '../../compiler/signatures/adapt'
import { MAX_STEPS } from '../../compiler/signatures/train'
import type { CompileSpec, SpecData } from '../../compiler/spec'
import { compileSpecOf, specOptions } from '../../layers/compile-spec'
import type { Examples, SplitName } from '../../shared/dataset'
import type { Logs } from '../../shared/run'
import type {
  Engine,
  EngineInfo,
  NamedWeight,
  Session,
  SessionOptions,
  SessionState,
  Statistics,
  StepInspection,
  TrainingData
} from '../engine'
import { gatherBatch } from '../feed'
import { GraphFunctions, type Fetched, type TensorFlow } from './graph-functions'

export type { TensorFlow }

/** Examples that a layer is adapted on at a time. */
const ADAPT_CHUNK = 512

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
    const model = compile(specOf(options, sources))
    const session = new CompiledSession(tf, options, sources, model, await GraphFunctions.open(tf, model))
    session.call('initialize', {})
    session.call('reset', {})
    sources.forEach((source, i) => session.loadData(source, i))
    for (const layer of model.adapted) session.adapt(layer)
    return session
  }

  private constructor(
    private readonly tf: TensorFlow,
    private readonly options: SessionOptions,
    private readonly sources: readonly Examples[],
    private readonly model: CompiledModel,
    private readonly functions: GraphFunctions
  ) {
    this.learningRate = Number(options.checked.optimizer.params.learning_rate)
    this.statistics = model.columns.reduce((sum, { size }) => sum + size, 0)
  }

  private call = (name: string, inputs: tfjs.NamedTensorMap): Record<string, Fetched> =>
    this.functions.call(name, inputs)

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

  /** Computes a layer's weights from the training examples. */
  private adapt(name: string): void {
    const { indices } = this.options.data.splits.train
    const batches = Array.from({ length: Math.ceil(indices.length / ADAPT_CHUNK) }, (_, i) => {
      const chunk = Int32Array.from(indices.subarray(i * ADAPT_CHUNK, (i + 1) * ADAPT_CHUNK))
      const { row } = this.call(adaptSignature(name), { indices: this.indices(chunk) })
      return { statistics: this.numbers(row!), examples: chunk.length }
    })
    const { type } = this.options.checked.model.layers.find((layer) => layer.name === name)!
    const values = type.adapt!.weights(batches)
    this.setWeights(
      this.weights().map((weight) => {
        const adapted = values[weight.name.slice(name.length + 1)]
        return weight.name.startsWith(`${name}/`) && adapted
          ? { ...weight, values: Float64Array.from(adapted) }
          : weight
      })
    )
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

  weights = (): NamedWeight[] => this.variables('weights')
  setWeights = (weights: readonly NamedWeight[]): void => this.setVariables('weights', weights)

  private variables(what: 'weights' | 'slots'): NamedWeight[] {
    const values = this.call(`get_${what}`, {})
    return this.model[what].map(({ name, dims }, i) => ({
      name,
      shape: dims as readonly number[],
      values: this.numbers(values[`v${i}`]!)
    }))
  }

  private setVariables(what: 'weights' | 'slots', given: readonly NamedWeight[]): void {
    const byName = new Map(given.map((weight) => [weight.name, weight]))
    const tensors = this.model[what].map(({ name }, i) => {
      const { values, shape } = byName.get(name)!
      return [`v${i}`, this.fed(values, shape)]
    })
    this.call(`set_${what}`, Object.fromEntries(tensors))
  }

  async inspect(first: number): Promise<StepInspection> {
    const { data, batchSize } = this.options
    const view = data.splits.train
    const from = first * batchSize
    const examples = Math.min(batchSize, view.indices.length - from)
    // Classes go in as numbers; the graph makes rows of them where they are wanted.
    const targets = data.targets === 'numbers' ? 'numbers' : 'int'
    const { x, y } = gatherBatch({ ...data, targets }, view, this.order, from, examples)
    const model = compileInspection(specOf(this.options, this.sources))
    const functions = await GraphFunctions.open(this.tf, model)
    try {
      const weights = this.weights().map(({ values, shape }, i) => [`v${i}`, this.fed(values, shape)])
      functions.call('set_weights', Object.fromEntries(weights))
      const { finite } = functions.call('inspect', {
        x: this.tf.tensor(x, [examples, ...data.shape]),
        y: targets === 'int' ? this.indices(Int32Array.from(y)) : this.tf.tensor1d(y),
        step: this.tf.scalar(this.step + 1, 'int32')
      })
      const broken = (part: string): string[] =>
        model.flags.flatMap((flag, i) => (flag.part === part && finite![i] === 0 ? [flag.layer] : []))
      return { weights: broken('weights'), outputs: broken('output'), gradients: broken('gradient') }
    } finally {
      functions.dispose()
    }
  }

  state = (): SessionState => ({ weights: this.weights(), slots: this.variables('slots'), step: this.step })

  restore({ weights, slots, step }: SessionState): void {
    this.setWeights(weights)
    this.setVariables('slots', slots)
    this.step = step
  }

  dispose(): void {
    this.functions.dispose()
  }
}

/** The splits' examples, each once, the training file's first. */
const sourcesOf = ({ splits }: TrainingData): Examples[] => [
  ...new Set([splits.train.examples, splits.validation.examples, splits.test.examples])
]

const specOf = (options: SessionOptions, sources: readonly Examples[]): CompileSpec =>
  compileSpecOf(options.checked, dataSpec(options.data, sources), specOptions(options))

/** What of the data is built into the graph. */
const dataSpec = (data: TrainingData, sources: readonly Examples[]): SpecData => ({
  sources: sources.map(({ count }) => ({ count })),
  dtype: sources[0]!.x instanceof Uint8Array ? 'uint8' : 'float32',
  shape: data.shape,
  targets: data.targets,
  rescaling: data.rescaling,
  classWeights: data.classWeights
})

/** Bytes as the int32 words that hold them, padded to whole words. */
function asWords(bytes: Uint8Array): Int32Array {
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4)
  padded.set(bytes)
  return new Int32Array(padded.buffer)
}
