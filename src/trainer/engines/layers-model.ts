// A trained network in tfjs-layers, to be asked. Losses of single examples follow from its outputs.
import type * as tf from '@tensorflow/tfjs'
import { exampleLoss } from '../../evaluation/losses'
import { sizeOf } from '../../layers/define'
import type { SplitName } from '../../shared/dataset'
import type { Logs } from '../../shared/run'
import type {
  Floats,
  Judged,
  ModelOptions,
  ModelSession,
  NamedWeight,
  Session,
  SessionOptions,
  Statistics,
  TrainingData
} from '../engine'
import { gatherBatch } from '../feed'
import { layersModelOf, setLayerWeights } from './layers-weights'

type Tf = typeof tf

export class LayersModelSession implements ModelSession {
  private weights: readonly NamedWeight[] = []
  private set: readonly NamedWeight[] | null = null
  private judging: { data: TrainingData; session: Session; weights: readonly NamedWeight[] | null } | null = null

  static async open(
    tf: Tf,
    options: ModelOptions,
    train: (options: SessionOptions) => Promise<Session>
  ): Promise<LayersModelSession> {
    return new LayersModelSession(tf, options, await layersModelOf(tf, options.checked.model, options.seed), train)
  }

  private constructor(
    private readonly tf: Tf,
    private readonly options: ModelOptions,
    private readonly model: tf.LayersModel,
    private readonly train: (options: SessionOptions) => Promise<Session>
  ) {}

  setWeights = (weights: readonly NamedWeight[]): void => void (this.weights = weights)

  async outputs(x: Floats, count: number, layers: readonly string[]): Promise<Map<string, Floats>> {
    const { tf, model } = this
    if (this.set !== this.weights) setLayerWeights(tf, this.options.checked.model, model, this.weights)
    this.set = this.weights
    const part = tf.model({
      inputs: model.inputs,
      outputs: layers.map((layer) => model.getLayer(layer).output as tf.SymbolicTensor)
    })
    const input = tf.tensor(Float32Array.from(x), [count, ...this.options.checked.inputs[0]!.outputShape])
    const outputs = [part.predict(input, { batchSize: count })].flat()
    try {
      return new Map(layers.map((layer, i) => [layer, Float32Array.from(outputs[i]!.dataSync())]))
    } finally {
      tf.dispose([input, ...outputs])
    }
  }

  async judge(data: TrainingData, split: SplitName, first: number, count: number): Promise<Judged> {
    const { checked, seed, dtype_policy } = this.options
    const weights = this.weights
    if (this.judging?.data !== data) {
      this.judging?.session.dispose()
      this.judging = null
      const session = await this.train({ checked, data, batchSize: count, seed, dtype_policy })
      this.judging = { data, session, weights: null }
    }
    const { session } = this.judging
    if (this.judging.weights !== weights) session.setWeights(weights)
    this.judging.weights = weights
    const statistics = session.evaluate(split, first, count)
    const outputs = session.predict(split, first, count) as Floats[]
    const { loss, layer } = checked.outputs[0]!
    const batch = gatherBatch(data, data.splits[split], null, first, count)
    const [size, width] = [sizeOf(layer.outputShape), batch.y.length / count]
    const losses = Float32Array.from({ length: count }, (_, i) =>
      exampleLoss(loss, outputs[0]!.subarray(i * size, (i + 1) * size), batch.y.subarray(i * width, (i + 1) * width))
    )
    return { statistics, outputs, losses: [losses] }
  }

  logs = (sums: Statistics): Logs => this.judging!.session.logs(sums)

  dispose(): void {
    this.judging?.session.dispose()
    this.model.dispose()
  }
}
