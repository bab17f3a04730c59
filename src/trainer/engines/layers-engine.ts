// Trains through tfjs-layers, on whichever backend the given tfjs runs: TensorFlow's C library, WebAssembly or JavaScript.
import type * as tf from '@tensorflow/tfjs'
import { wordsOf } from '../../compiler/border'
import type { CheckedOutput } from '../../layers/check'
import type { SplitName } from '../../shared/dataset'
import type { Logs } from '../../shared/run'
import type { Engine, EngineInfo, NamedWeight, Session, SessionOptions, SessionState, Statistics } from '../engine'
import { gatherBatch, type Batch } from '../feed'
import { LearningRates } from '../learning-rate'
import { checkSupported, unsupported } from './layers-gaps'
import { LayersModelSession } from './layers-model'
import { createLoss, createMetric, createOptimizer, setRate } from './layers-terms'
import { layersModelOf, setLayerWeights } from './layers-weights'

type Tf = typeof tf

/**
 * tfjs-layers knows class numbers as targets only for its own sparse loss, which takes no logits: from logits, targets
 * are handed over as the same one-hot rows that TensorFlow makes of them inside the loss.
 */
function withFittingTargets(options: SessionOptions): SessionOptions {
  const { checked, data } = options
  const { loss, layer } = checked.outputs[0]!
  if (loss.name !== 'sparse_categorical_crossentropy' || loss.params.from_logits !== true) return options
  return { ...options, data: { ...data, targets: 'categorical', classes: layer.outputShape.at(-1)! } }
}

export const layersEngine = (tf: Tf, info: EngineInfo): Engine => ({
  info,
  maxStepsPerCall: 1, // each step is dispatched from JavaScript anyway: nothing is saved by taking several
  open: (options) => openSession(tf, options),
  openModel: (options) => LayersModelSession.open(tf, options, (training) => openSession(tf, training))
})

async function openSession(tf: Tf, options: SessionOptions): Promise<LayersSession> {
  checkSupported(options)
  return LayersSession.open(tf, withFittingTargets(options))
}

class LayersSession implements Session {
  private readonly optimizer: tf.Optimizer
  private readonly labels: string[]
  readonly statistics: number
  private order: Uint32Array | null = null
  private epoch = 0
  step = 0
  readonly rates: LearningRates

  static async open(tf: Tf, options: SessionOptions): Promise<LayersSession> {
    return new LayersSession(tf, options, await layersModelOf(tf, options.checked.model, options.seed))
  }

  private constructor(
    private readonly tf: Tf,
    private readonly options: SessionOptions,
    private readonly model: tf.LayersModel
  ) {
    const { checked, data } = options
    this.rates = new LearningRates(checked.optimizer)
    this.optimizer = createOptimizer(tf, checked.optimizer, this.learningRate)
    const [{ loss, metrics }] = checked.outputs as [CheckedOutput]
    this.labels = ['loss', ...metrics.map((metric) => metric.label)]
    this.statistics = this.labels.length + 1
    this.model.compile({
      optimizer: this.optimizer,
      loss: createLoss(tf, loss),
      metrics: metrics.map((metric) => createMetric(tf, metric, data.targets))
    })
  }

  get learningRate(): number {
    return this.rates.at(this.step)
  }

  startEpoch(order: Uint32Array, epoch: number): void {
    this.order = order
    this.epoch = epoch
  }

  async train(first: number, steps: number): Promise<Statistics[]> {
    const { data, batchSize, seed } = this.options
    const pass = { seed, epoch: this.epoch }
    const rows: Statistics[] = []
    const view = data.splits.train
    for (let step = first; step < first + steps; step++) {
      const from = step * batchSize
      const count = Math.min(batchSize, this.order!.length - from)
      const batch = gatherBatch(data, view, this.order, from, count, pass)
      setRate(this.optimizer, this.learningRate)
      rows.push(totals(await this.trainBatch(batch), batch.count))
      this.step += 1
    }
    return rows
  }

  private async trainBatch(batch: Batch): Promise<number[]> {
    const [x, y] = this.tensors(batch)
    try {
      return [await this.model.trainOnBatch(x, y)].flat()
    } finally {
      this.tf.dispose([x, y])
    }
  }

  evaluate(split: SplitName, first: number, count: number): Statistics {
    const { data } = this.options
    const [x, y] = this.tensors(gatherBatch(data, data.splits[split], null, first, count))
    const scalars = [this.model.evaluate(x, y, { batchSize: count })].flat()
    try {
      return totals(
        scalars.map((scalar) => scalar.dataSync()[0]!),
        count
      )
    } finally {
      this.tf.dispose([x, y, ...scalars])
    }
  }

  predict(split: SplitName, first: number, count: number): Float32Array[] {
    const { data } = this.options
    const [x, y] = this.tensors(gatherBatch(data, data.splits[split], null, first, count))
    const output = this.model.predict(x, { batchSize: count }) as tf.Tensor
    try {
      return [Float32Array.from(output.dataSync())]
    } finally {
      this.tf.dispose([x, y, output])
    }
  }

  logs = (sums: Statistics): Logs =>
    Object.fromEntries(this.labels.map((label, i) => [label, sums[i]! / sums[this.labels.length]!]))

  private tensors(batch: Batch): [tf.Tensor, tf.Tensor] {
    const { checked, data } = this.options
    const { outputShape } = checked.inputs[0]!
    const targetShape = data.targets === 'input' ? outputShape : [batch.y.length / batch.count]
    const tensor = (values: ArrayLike<number>, shape: readonly number[]): tf.Tensor =>
      this.tf.tensor(wordsOf(values, 'float32'), [batch.count, ...shape])
    return [tensor(batch.x, outputShape), tensor(batch.y, targetShape)]
  }

  weights(): NamedWeight[] {
    return this.options.checked.model.layers.flatMap((layer) => {
      const tensors = layer.weights.length === 0 ? [] : this.model.getLayer(layer.name).getWeights()
      return layer.weights.map((weight, i) => ({
        name: `${layer.name}/${weight.name}`,
        shape: weight.shape,
        values: Float32Array.from(tensors[i]!.dataSync())
      }))
    })
  }

  setWeights(weights: readonly NamedWeight[]): void {
    setLayerWeights(this.tf, this.options.checked.model, this.model, weights)
  }

  // Its optimizers keep what they gather to themselves: a run can be looked at from here, but not gone on with.
  state = (): SessionState => ({ weights: this.weights(), slots: [], step: this.step })

  restore(): never {
    throw unsupported('Model', 'checkpoint', 'resume')
  }

  dispose(): void {
    this.model.dispose()
    this.optimizer.dispose()
  }
}

/** Means over a batch as statistics that add up: totals, then the number of examples. */
const totals = (means: readonly number[], count: number): Statistics => [...means.map((mean) => mean * count), count]
