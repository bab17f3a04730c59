// The native engine: the network is compiled to a TensorFlow graph that holds weights, optimizer and data, and each step
// is one call into it.
import type * as tfjs from '@tensorflow/tfjs'
import { numbersOf } from '../../compiler/border'
import { compile, type CompiledModel } from '../../compiler/compile'
import { compileInspection } from '../../compiler/inspect'
import { compileProfile } from '../../compiler/profile'
import { adaptSignature } from '../../compiler/signatures/adapt'
import { MAX_STEPS } from '../../compiler/signatures/train'
import type { CompileSpec, SpecData } from '../../compiler/spec'
import { logsOf } from '../../compiler/statistics'
import { compileSpecOf, specOptions } from '../../layers/compile-spec'
import { examplesDtype } from '../../layers/data-facts'
import { isRectified } from '../../layers/rectified'
import type { SplitName } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import type { Logs } from '../../shared/run'
import type {
  Engine,
  EngineInfo,
  LayerFigures,
  NamedWeight,
  Session,
  SessionOptions,
  SessionState,
  SplitView,
  Statistics,
  StepInspection,
  StepLooker,
  TimedSteps
} from '../engine'
import { gatherBatch } from '../feed'
import { LearningRates } from '../learning-rate'
import { dataBudget } from '../memory'
import { CompiledModelSession } from './compiled-model'
import { Feeding } from './feeding'
import { Application } from './application'
import { GraphFunctions, type Fetched, type TensorFlow } from './graph-functions'
import { LayerMeasurement } from './layer-measurement'
import { StepLookGraph } from './step-look'
import {
  FED_SOURCES,
  fedData,
  residentData,
  residentSources,
  sessionBytes,
  type Loaded,
  type Placed,
  type SessionData
} from './session-data'

export type { TensorFlow }

/** Examples that a layer is adapted on at a time. */
const ADAPT_CHUNK = 512

export const compiledEngine = (tf: TensorFlow, info: EngineInfo): Engine => ({
  info,
  maxStepsPerCall: MAX_STEPS,
  open: (options) => CompiledSession.open(tf, options),
  openModel: async (options) => new CompiledModelSession(tf, options)
})

class CompiledSession implements Session {
  readonly rates: LearningRates
  readonly statistics: number
  private readonly feeding: Feeding
  private order: Uint32Array | null = null
  private epoch = 0
  private data: SessionData = NO_DATA
  step = 0
  private measurement: LayerMeasurement | null = null
  private lookIntoStep: StepLookGraph | null = null
  private readonly application: Application

  static async open(tf: TensorFlow, options: SessionOptions): Promise<CompiledSession> {
    // Augmented pictures differ from epoch to epoch: they come with each call.
    const fits = !options.data.augmentation && sessionBytes(options.data) <= dataBudget()
    const sources = fits ? residentSources(options.data) : FED_SOURCES
    const spec = specOf(options, sources)
    const model = compiled(spec)
    const session = new CompiledSession(tf, options, spec, model, await GraphFunctions.open(tf, model))
    session.call('initialize', {})
    session.call('reset', {})
    session.data = fits ? residentData(options.data, session.load) : fedData(options.data)
    for (const layer of model.adapted) session.adapt(layer)
    return session
  }

  private constructor(
    private readonly tf: TensorFlow,
    private readonly options: SessionOptions,
    private readonly spec: CompileSpec,
    private readonly model: CompiledModel,
    private readonly functions: GraphFunctions
  ) {
    this.feeding = new Feeding(tf, model.floatType, options.data)
    this.rates = new LearningRates(options.checked.optimizer)
    this.application = new Application(tf, spec)
    this.statistics = model.columns.reduce((sum, { size }) => sum + size, 0)
  }

  get learningRate(): number {
    return this.rates.at(this.step)
  }

  private call = (name: string, inputs: tfjs.NamedTensorMap): Record<string, Fetched> =>
    this.functions.call(name, inputs)

  private numbers = (fetched: Fetched): Float32Array | Float64Array => numbersOf(fetched, this.model.floatType)

  /** Numbers as they are fed for a tensor of a float type, else the session's. */
  private fed = (values: ArrayLike<number>, shape: readonly number[]): tfjs.Tensor =>
    this.feeding.numbers(values, shape)

  private load = (source: number, examples: Loaded): void => void this.call(`load_${source}`, this.examples(examples))

  private examples = (loaded: Loaded): tfjs.NamedTensorMap => this.feeding.examples(loaded)
  private chosen = (placed: Placed): tfjs.NamedTensorMap => this.feeding.chosen(placed)
  private targets = (y: ArrayLike<number>): tfjs.Tensor => this.feeding.targets(y)

  /** Computes a layer's weights from the training examples. */
  private adapt(name: string): void {
    const { train } = this.options.data.splits
    const batches = Array.from({ length: Math.ceil(train.indices.length / ADAPT_CHUNK) }, (_, i) => {
      const placed = this.data.place(train, positionsFrom(i * ADAPT_CHUNK, ADAPT_CHUNK, train))
      const { row } = this.call(adaptSignature(name), this.chosen(placed))
      return { statistics: this.numbers(row!), examples: placed.rows.length }
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

  startEpoch(order: Uint32Array, epoch: number): void {
    this.order = order
    this.epoch = epoch
  }

  async train(first: number, steps: number): Promise<Statistics[]> {
    const { data, batchSize, seed } = this.options
    const pass = { seed, epoch: this.epoch, first: first * batchSize }
    const positions = this.order!.subarray(first * batchSize, (first + steps) * batchSize)
    const { rows } = this.call('train', {
      ...this.chosen(this.data.place(data.splits.train, positions, pass)),
      batch_size: this.tf.scalar(batchSize, 'int32'),
      learning_rates: this.fed(this.rates.from(this.step, steps), [steps]),
      step: this.tf.scalar(this.step + 1, 'int32')
    })
    this.step += steps
    this.application.changed()
    const numbers = this.numbers(rows!)
    return Array.from({ length: steps }, (_, i) => numbers.subarray(i * this.statistics, (i + 1) * this.statistics))
  }

  evaluate(split: SplitName, first: number, count: number): Statistics {
    const view = this.options.data.splits[split]
    const placed = this.data.place(view, positionsFrom(first, count, view))
    return this.numbers(this.call(`evaluate_${placed.source}`, this.chosen(placed)).row!)
  }

  predict(split: SplitName, first: number, count: number): (Float32Array | Float64Array)[] {
    const view = this.options.data.splits[split]
    const placed = this.data.place(view, positionsFrom(first, count, view))
    const outputs = this.call(`predict_${placed.source}`, this.chosen(placed))
    return this.spec.outputs.map((_output, i) => this.numbers(outputs[`y${i}`]!))
  }

  logs = (sums: Statistics): Logs => logsOf(this.model.columns, sums)

  async apply(x: ArrayLike<number>, count: number): Promise<(Float32Array | Float64Array)[]> {
    const fed = this.fed(x, [count, ...this.options.data.shape])
    const outputs = await this.application.apply(() => this.copies('weights'), fed)
    return this.spec.outputs.map((_output, i) => this.numbers(outputs[`y${i}`]!))
  }

  private indices = (values: Int32Array): tfjs.Tensor1D => this.feeding.indices(values)

  weights = (): NamedWeight[] => this.variables('weights')
  setWeights(weights: readonly NamedWeight[]): void {
    this.setVariables('weights', weights)
    this.application.changed()
  }

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

  /** Batch `first` of the current epoch and the number of the next step, as a look into a step takes them. */
  private batchOf(first: number): tfjs.NamedTensorMap {
    const { data, batchSize, seed } = this.options
    const view = data.splits.train
    const from = first * batchSize
    const examples = Math.min(batchSize, view.indices.length - from)
    // Classes go in as numbers; the graph makes rows of them where they are wanted.
    const targets = data.targets === 'numbers' ? 'numbers' : 'int'
    const { x, y, w } = gatherBatch({ ...data, targets }, view, this.order, from, examples, { seed, epoch: this.epoch })
    return {
      x: this.fed(x, [examples, ...data.shape]),
      y: this.targets(y),
      ...(data.sampleWeights && { w: this.fed(w, [examples]) }),
      step: this.tf.scalar(this.step + 1, 'int32')
    }
  }

  /** Values as set_weights and set_slots of another graph take them. */
  private copies = (what: 'weights' | 'slots'): tfjs.NamedTensorMap =>
    Object.fromEntries(this.variables(what).map(({ values, shape }, i) => [`v${i}`, this.fed(values, shape)]))

  async inspect(first: number): Promise<StepInspection> {
    const model = compileInspection(this.spec)
    const functions = await GraphFunctions.open(this.tf, model)
    try {
      functions.call('set_weights', this.copies('weights'))
      const { finite } = functions.call('inspect', this.batchOf(first))
      const broken = (part: string): string[] =>
        model.flags.flatMap((flag, i) => (flag.part === part && finite![i] === 0 ? [flag.layer] : []))
      return { weights: broken('weights'), outputs: broken('output'), gradients: broken('gradient') }
    } finally {
      functions.dispose()
    }
  }

  async layers(): Promise<(first: number) => LayerFigures> {
    const measurement = (this.measurement ??= await LayerMeasurement.open(this.tf, this.spec))
    const { layers } = this.options.checked.model
    const rectified = new Set(layers.filter(isRectified).map(({ name }) => name))
    return (first) =>
      measurement.measure(
        {
          weights: this.copies('weights'),
          slots: this.copies('slots'),
          step: { ...this.batchOf(first), learning_rate: this.fed([this.learningRate], []) }
        },
        (layer) => rectified.has(layer)
      )
  }

  async look(): Promise<StepLooker> {
    const { data, batchSize, seed } = this.options
    const look = (this.lookIntoStep ??= await StepLookGraph.open(this.tf, this.spec, data))
    return {
      trained: look.trained,
      at: (first) => {
        const positions = this.order!.slice(first * batchSize, (first + 1) * batchSize)
        const pass = { seed, epoch: this.epoch, first: first * batchSize }
        return look.at({ weights: this.copies('weights'), positions, pass, step: this.step + 1 })
      }
    }
  }

  async time(goOn: (steps: number) => Promise<boolean>): Promise<TimedSteps> {
    const { data, batchSize } = this.options
    const model = compileProfile(this.spec)
    const functions = await GraphFunctions.open(this.tf, model)
    const { rows, fed } = fedData(data).place(data.splits.train, positionsFrom(0, batchSize, data.splits.train))
    const seconds: number[][] = []
    try {
      functions.call('set_weights', this.copies('weights'))
      functions.call('reset', {})
      for (let step = 1; await goOn(seconds.length); step++) {
        const answer = functions.call('step', {
          indices: this.indices(rows),
          ...this.examples(fed!),
          learning_rate: this.fed([this.learningRate], []),
          step: this.tf.scalar(this.step + step, 'int32')
        })
        const clock = numbersOf(answer.seconds!, 'float64')
        seconds.push(model.parts.map((_part, i) => clock[i + 1]! - clock[i]!))
      }
      return { parts: model.parts, seconds }
    } finally {
      functions.dispose()
    }
  }

  state = (): SessionState => ({
    weights: this.weights(),
    slots: this.variables('slots'),
    step: this.step,
    ...(!this.rates.scheduled && { learningRate: this.learningRate })
  })

  restore({ weights, slots, step, learningRate }: SessionState): void {
    this.setWeights(weights)
    this.setVariables('slots', slots)
    this.step = step
    if (learningRate !== undefined) this.rates.set(learningRate)
  }

  dispose(): void {
    this.measurement?.dispose()
    this.lookIntoStep?.dispose()
    this.application.dispose()
    this.functions.dispose()
  }
}

/** @throws NetloomError GRAPH_LOWERING for what cannot be made a graph */
function compiled(spec: CompileSpec): CompiledModel {
  try {
    return compile(spec)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new NetloomError(
      'GRAPH_LOWERING',
      { reason },
      { cause: error, ...(error instanceof Error && error.stack && { detail: error.stack }) }
    )
  }
}

const NO_DATA: SessionData = { place: () => ({ source: 0, rows: new Int32Array(), fed: null }) }

/** Positions `first .. first + count` of a split, as far as it goes. */
const positionsFrom = (first: number, count: number, { indices }: SplitView): Uint32Array =>
  Uint32Array.from({ length: Math.min(count, indices.length - first) }, (_, i) => first + i)

/** What of the data is built into the graph. */
const specOf = ({ checked, data, ...training }: SessionOptions, sources: SpecData['sources']): CompileSpec => {
  const { shape, targets, rescaling, classWeights, sampleWeights } = data
  const dtype = examplesDtype(data.splits.train.examples, data.augmentation !== null)
  const terms = { shape, targets, rescaling, classWeights, sampleWeights }
  return compileSpecOf(checked, { sources, dtype, ...terms }, specOptions(training))
}
