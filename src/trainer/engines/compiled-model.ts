// A trained network in graphs of its own, each compiled when it is first needed.
import { numbersOf } from '../../compiler/border'
import { compileInference, compileJudging, type InferenceModel } from '../../compiler/inference'
import { compileSaliency } from '../../compiler/saliency'
import type { CompileSpec, SpecData } from '../../compiler/spec'
import { logsOf, type LogColumn } from '../../compiler/statistics'
import { compileSpecOf, specOptions } from '../../layers/compile-spec'
import { examplesDtype } from '../../layers/data-facts'
import type { SplitName } from '../../shared/dataset'
import type { Logs } from '../../shared/run'
import type { Floats, Judged, ModelOptions, ModelSession, NamedWeight, Statistics, TrainingData } from '../engine'
import { Feeding } from './feeding'
import { GraphFunctions, type Fetched, type TensorFlow } from './graph-functions'
import { FED_SOURCES, fedData } from './session-data'

/** Graphs that stay open; of more, the one that was asked longest ago is closed. */
const MOST_GRAPHS = 8

interface Opened<M extends InferenceModel> {
  model: M
  functions: GraphFunctions
  /** The weights that were set; others have to be set before it is asked. */
  weights: readonly NamedWeight[] | null
}

export class CompiledModelSession implements ModelSession {
  private weights: readonly NamedWeight[] = []
  private readonly graphs = new Map<string, Promise<Opened<InferenceModel>>>()
  private columns: readonly LogColumn[] = []

  constructor(
    private readonly tf: TensorFlow,
    private readonly options: ModelOptions
  ) {}

  setWeights = (weights: readonly NamedWeight[]): void => void (this.weights = weights)

  /** The network as the compiler takes it. */
  spec(data: Partial<SpecData> = {}): CompileSpec {
    const { checked, shape, ...training } = this.options
    const { floatType } = specOptions(training)
    const alone: SpecData = {
      sources: FED_SOURCES,
      dtype: floatType,
      shape,
      targets: 'input',
      rescaling: { scale: 1, offset: 0 },
      classWeights: null,
      sampleWeights: false
    }
    return compileSpecOf(checked, { ...alone, ...data }, specOptions(training))
  }

  /**
   * Calls a signature of a graph with the weights that were set last.
   * @param key one for each graph @param inputs made once nothing has to be waited for any more
   */
  async ask<M extends InferenceModel>(
    key: string,
    compile: () => M,
    signature: string,
    inputs: (feeding: Feeding, model: M) => Record<string, ReturnType<Feeding['numbers']>>,
    data: Pick<TrainingData, 'targets' | 'sampleWeights'> = { targets: 'input', sampleWeights: false }
  ): Promise<{ model: M; answer: Record<string, Floats> }> {
    const weights = this.weights
    const opened = (await this.opened(key, compile)) as Opened<M>
    const { model, functions } = opened
    const feeding = new Feeding(this.tf, model.floatType, data)
    if (opened.weights !== weights) {
      const byName = new Map(weights.map((weight) => [weight.name, weight]))
      const tensors = model.weights.map(({ name, dims }, i) => [
        `v${i}`,
        feeding.numbers(byName.get(name)!.values, dims as readonly number[])
      ])
      functions.call('set_weights', Object.fromEntries(tensors))
      opened.weights = weights
    }
    const answer = functions.call(signature, inputs(feeding, model))
    const floats = (fetched: Fetched): Floats => numbersOf(fetched, model.floatType) as Floats
    return { model, answer: Object.fromEntries(Object.entries(answer).map(([name, values]) => [name, floats(values)])) }
  }

  private opened(key: string, compile: () => InferenceModel): Promise<Opened<InferenceModel>> {
    const known = this.graphs.get(key)
    this.graphs.delete(key)
    const opening =
      known ??
      (async () => {
        const model = compile()
        return { model, functions: await GraphFunctions.open(this.tf, model), weights: null }
      })()
    this.graphs.set(key, opening)
    if (!known) opening.catch(() => this.graphs.delete(key))
    for (const [oldest, graph] of this.graphs) {
      if (this.graphs.size <= MOST_GRAPHS) break
      this.graphs.delete(oldest)
      void graph.then(({ functions }) => functions.dispose())
    }
    return opening
  }

  async outputs(x: Floats, count: number, layers: readonly string[]): Promise<Map<string, Floats>> {
    const { answer } = await this.ask(
      `outputs ${JSON.stringify(layers)}`,
      () => compileInference(this.spec(), layers),
      'outputs',
      (feeding) => ({ x: feeding.numbers(x, [count, ...this.options.shape]) })
    )
    return new Map(layers.map((layer, i) => [layer, answer[`y${i}`]!]))
  }

  async explain(
    x: Floats,
    count: number,
    { unit, ...target }: { output: number; unit: number; layer: string | null }
  ): Promise<Floats> {
    const { answer } = await this.ask(
      `explain ${JSON.stringify(target)}`,
      () => compileSaliency(this.spec(), target),
      'explain',
      (feeding) => ({
        x: feeding.numbers(x, [count, ...this.options.shape]),
        units: feeding.indices(new Int32Array(count).fill(unit))
      })
    )
    return answer.map!
  }

  async judge(data: TrainingData, split: SplitName, first: number, count: number): Promise<Judged> {
    const view = data.splits[split]
    const { shape, targets, rescaling, sampleWeights } = data
    const dtype = examplesDtype(view.examples, false)
    const positions = Uint32Array.from({ length: count }, (_, i) => first + i)
    const placed = fedData({ ...data, augmentation: null }).place(view, positions)
    const { answer, model } = await this.ask(
      'judge',
      () => compileJudging(this.spec({ dtype, shape, targets, rescaling, sampleWeights })),
      'judge',
      (feeding) => feeding.chosen(placed),
      data
    )
    this.columns = model.columns
    const outputs = this.options.checked.outputs.map((_output, i) => answer[`y${i}`]!)
    return {
      statistics: answer.row!,
      outputs,
      losses: outputs.map((_output, i) => answer[`l${i}`]!)
    }
  }

  logs = (sums: Statistics): Logs => logsOf(this.columns, sums)

  dispose(): void {
    for (const graph of this.graphs.values()) void graph.then(({ functions }) => functions.dispose())
    this.graphs.clear()
  }
}
