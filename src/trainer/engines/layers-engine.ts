// Trains through tfjs-layers, on whichever backend the given tfjs runs: TensorFlow's C library, WebAssembly or JavaScript.
import type * as tf from '@tensorflow/tfjs'
import { sizeOf } from '../../layers/define'
import type { InferredLayer } from '../../layers/infer'
import type { ResolvedTerm } from '../../layers/terms'
import type { SplitName } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import type { Logs } from '../../shared/run'
import type { Engine, EngineInfo, NamedWeight, Session, SessionOptions, StepColumns } from '../engine'
import { gatherBatch, type Batch } from '../feed'
import { toKerasJson } from './keras-json'
import { createLoss, createMetric, createOptimizer } from './layers-terms'

type Tf = typeof tf

/**
 * tfjs-layers knows class numbers as targets only for its own sparse loss, which takes no logits: from logits, targets
 * are handed over as the same one-hot rows that TensorFlow makes of them inside the loss.
 */
function withFittingTargets(options: SessionOptions): SessionOptions {
  const { checked, data } = options
  const { name, params } = checked.loss
  if (name !== 'sparse_categorical_crossentropy' || params.from_logits !== true) return options
  return { ...options, data: { ...data, targets: 'categorical', classes: checked.output.outputShape.at(-1)! } }
}

export const layersEngine = (tf: Tf, info: EngineInfo): Engine => ({
  info,
  maxStepsPerCall: 1, // each step is dispatched from JavaScript anyway: nothing is saved by taking several
  open: (options) => LayersSession.open(tf, withFittingTargets(options))
})

/** What tfjs-layers 4.22 has forward but not backward. @throws NetloomError ENGINE_UNSUPPORTED */
function checkTrainable(layers: readonly InferredLayer[]): void {
  for (const { name, type, params } of layers) {
    const gap =
      type.className === 'BatchNormalization' && !(params.center && params.scale)
        ? 'center or scale false'
        : type.className === 'Conv2D' && (params.dilation_rate as number[]).some((rate) => rate > 1)
          ? 'dilation_rate above 1'
          : null
    if (gap) throw new NetloomError('ENGINE_UNSUPPORTED', { className: type.className, layer: name, gap })
  }
}

/** tfjs subtracts epsilon in centered RMSprop, and takes the root of a negative number. @throws ENGINE_UNSUPPORTED */
function checkOptimizer({ name, params }: ResolvedTerm): void {
  if (name !== 'rmsprop' || params.centered !== true) return
  throw new NetloomError('ENGINE_UNSUPPORTED', {
    className: 'RMSprop',
    layer: 'training.optimizer',
    gap: 'centered true'
  })
}

class LayersSession implements Session {
  private readonly optimizer: tf.Optimizer
  private readonly labels: string[]
  private order: Uint32Array | null = null
  readonly learningRate: number

  static async open(tf: Tf, options: SessionOptions): Promise<LayersSession> {
    checkTrainable(options.checked.model.layers)
    checkOptimizer(options.checked.optimizer)
    const json = toKerasJson('model', options.checked.model, options.seed)
    return new LayersSession(
      tf,
      options,
      await tf.models.modelFromJSON(json as Parameters<typeof tf.models.modelFromJSON>[0])
    )
  }

  private constructor(
    private readonly tf: Tf,
    private readonly options: SessionOptions,
    private readonly model: tf.LayersModel
  ) {
    const { checked, data } = options
    this.optimizer = createOptimizer(tf, checked.optimizer)
    this.learningRate = Number(checked.optimizer.params.learning_rate)
    this.labels = ['loss', ...checked.metrics.map((metric) => metric.label)]
    const outputs = sizeOf(checked.output.outputShape)
    this.model.compile({
      optimizer: this.optimizer,
      loss: createLoss(tf, checked.loss),
      metrics: checked.metrics.map((metric) => createMetric(tf, metric, data.targets, outputs))
    })
  }

  startEpoch(order: Uint32Array): void {
    this.order = order
  }

  async train(first: number, steps: number): Promise<StepColumns> {
    const { data, batchSize } = this.options
    const columns: StepColumns = Object.fromEntries(this.labels.map((label) => [label, []]))
    const view = data.splits.train
    for (let step = first; step < first + steps; step++) {
      const from = step * batchSize
      const batch = gatherBatch(data, view, this.order, from, Math.min(batchSize, view.indices.length - from))
      const values = await this.trainBatch(batch)
      this.labels.forEach((label, i) => columns[label]!.push(values[i]!))
    }
    return columns
  }

  private async trainBatch(batch: Batch): Promise<number[]> {
    const [x, y] = this.tensors(batch)
    try {
      return [await this.model.trainOnBatch(x, y)].flat()
    } finally {
      this.tf.dispose([x, y])
    }
  }

  evaluate(split: SplitName, first: number, count: number): Logs {
    const { data } = this.options
    const [x, y] = this.tensors(gatherBatch(data, data.splits[split], null, first, count))
    const scalars = [this.model.evaluate(x, y, { batchSize: count })].flat()
    try {
      return Object.fromEntries(this.labels.map((label, i) => [label, scalars[i]!.dataSync()[0]!]))
    } finally {
      this.tf.dispose([x, y, ...scalars])
    }
  }

  private tensors(batch: Batch): [tf.Tensor, tf.Tensor] {
    const { data } = this.options
    const width = batch.y.length / batch.count
    return [this.tf.tensor(batch.x, [batch.count, ...data.shape]), this.tf.tensor2d(batch.y, [batch.count, width])]
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
    const byName = new Map(weights.map((weight) => [weight.name, weight]))
    for (const layer of this.options.checked.model.layers.filter((candidate) => candidate.weights.length > 0)) {
      const tensors = layer.weights.map(({ name, shape }) =>
        this.tf.tensor(byName.get(`${layer.name}/${name}`)!.values, [...shape])
      )
      this.model.getLayer(layer.name).setWeights(tensors)
      this.tf.dispose(tensors)
    }
  }

  dispose(): void {
    this.model.dispose()
    this.optimizer.dispose()
  }
}
