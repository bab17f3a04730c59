// A split put through the network once: what the pages ask of it follows from what is kept here.
import { calibration, classMeasures, confusionMatrix } from '../../evaluation/classification'
import { curvesOf } from '../../evaluation/curves'
import { regressionMeasures } from '../../evaluation/regression'
import type { Predictions } from '../../evaluation/select'
import { sizeOf } from '../../layers/define'
import type { SplitName } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import type { Evaluation, OutputEvaluation } from '../../shared/model-contract'
import type { Floats } from '../engine'
import { EVALUATION_CHUNK, Sums } from '../loop'
import { classNames, formOf, predictedClass, probabilitiesOf } from './class-names'
import type { AskedModel } from './open-model'

export interface JudgedSplit {
  evaluation: Evaluation
  /** By output. */
  predictions: Predictions[]
}

/** Probabilities that are kept at a time to draw curves; of more, evenly drawn examples count. */
const MOST_SCORES = 1 << 25
const MOST_SHOWN = 5000

/** Once for each split and checkpoint. @throws NetloomError MODEL_SPLIT_EMPTY, MODEL_DATA_* */
export const judgedSplit = (model: AskedModel, split: SplitName): Promise<JudgedSplit> =>
  model.remembered('judged', split, () => judge(model, split))

async function judge(model: AskedModel, split: SplitName): Promise<JudgedSplit> {
  const { training, rows, truthOf } = await model.data()
  const { examples, indices } = training.splits[split]
  const total = indices.length
  if (total === 0) throw new NetloomError('MODEL_SPLIT_EMPTY', { split })
  const names = await classNames(model)
  const toUnits = await model.toUnits()
  const truth = Float64Array.from(indices, (i) => truthOf(examples.y[i]!) ?? NaN)
  const rowsOfSplit = rows(split)
  const collectors = model.checked.outputs.map((output) => {
    const form = formOf(model, output)
    const size = sizeOf(output.layer.outputShape)
    return form
      ? new ClassCollector(rowsOfSplit, truth, size, names!.length, form)
      : new NumberCollector(rowsOfSplit, truth, size, toUnits)
  })
  const began = performance.now()
  let sums: Sums | null = null
  for (let first = 0; first < total; first += EVALUATION_CHUNK) {
    const count = Math.min(EVALUATION_CHUNK, total - first)
    model.session.setWeights(model.weights)
    const { statistics, outputs, losses } = await model.session.judge(training, split, first, count)
    sums ??= new Sums(statistics.length)
    sums.add(statistics)
    collectors.forEach((collector, i) => collector.take(first, count, outputs[i]!, losses[i]!))
    // Another question may be waiting.
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  const seconds = (performance.now() - began) / 1000
  const logs = model.session.logs(sums!.values)
  const outputs = collectors.map((collector, i) => ({
    layer: model.checked.outputs[i]!.layer.name,
    ...collector.finish()
  }))
  return {
    evaluation: { split, examples: total, logs, seconds, outputs },
    predictions: collectors.map(({ predictions }) => predictions)
  }
}

abstract class Collector {
  readonly predictions: Predictions

  constructor(
    rows: Uint32Array<ArrayBuffer>,
    protected readonly truth: Float64Array<ArrayBuffer>,
    protected readonly size: number
  ) {
    const n = rows.length
    this.predictions = {
      rows,
      truth,
      predicted: new Float64Array(n).fill(NaN),
      confidence: new Float32Array(n).fill(NaN),
      loss: new Float32Array(n),
      error: new Float64Array(n).fill(NaN)
    }
  }

  take(first: number, count: number, output: Floats, losses: Floats): void {
    this.predictions.loss.set(losses, first)
    for (let i = 0; i < count; i++) this.one(first + i, output.subarray(i * this.size, (i + 1) * this.size))
  }

  protected abstract one(example: number, values: Floats): void
  abstract finish(): Omit<OutputEvaluation, 'layer'>
}

class ClassCollector extends Collector {
  private readonly stride: number
  /** [examples / stride, classes] */
  private readonly scores: Float32Array

  constructor(
    rows: Uint32Array<ArrayBuffer>,
    truth: Float64Array<ArrayBuffer>,
    size: number,
    private readonly classes: number,
    private readonly form: Parameters<typeof probabilitiesOf>[1]
  ) {
    super(rows, truth, size)
    this.stride = Math.max(1, Math.ceil((rows.length * classes) / MOST_SCORES))
    this.scores = new Float32Array(Math.ceil(rows.length / this.stride) * classes)
  }

  protected one(example: number, values: Floats): void {
    const { predicted, confidence, error } = this.predictions
    const probabilities = probabilitiesOf(values, this.form)
    const found = predictedClass(values, this.form)
    predicted[example] = found ?? NaN
    confidence[example] = found === null ? NaN : probabilities[found]!
    error[example] = 1 - (probabilities[this.truth[example]!] ?? 0)
    if (example % this.stride === 0) this.scores.set(probabilities, (example / this.stride) * this.classes)
  }

  finish(): Omit<OutputEvaluation, 'layer'> {
    const { classes, truth, stride, scores } = this
    const { confidence } = this.predictions
    const predicted = this.predictions.predicted.map((one) => (Number.isNaN(one) ? -1 : one))
    const told = { classes, truth, predicted, confidence }
    const confusion = confusionMatrix(told)
    const curves = Array.from({ length: classes }, (_, one) => {
      const own = Float32Array.from({ length: scores.length / classes }, (_score, i) => scores[i * classes + one]!)
      const { roc, precisionRecall } = curvesOf(own, (i) => truth[i * stride] === one)
      return { roc: { class: one, ...roc }, precisionRecall: { class: one, ...precisionRecall } }
    })
    return {
      classification: {
        confusion,
        ...classMeasures(told, confusion),
        roc: curves.map(({ roc }) => roc),
        precisionRecall: curves.map(({ precisionRecall }) => precisionRecall),
        calibration: calibration(told)
      },
      regression: null
    }
  }
}

class NumberCollector extends Collector {
  constructor(
    rows: Uint32Array<ArrayBuffer>,
    truth: Float64Array<ArrayBuffer>,
    size: number,
    private readonly toUnits: (value: number) => number
  ) {
    super(rows, truth, size)
  }

  /** Of several numbers their mean, as each is compared with the one target; of an example as its own target nothing. */
  protected one(example: number, values: Floats): void {
    const truth = this.truth[example]!
    if (Number.isNaN(truth)) return
    const { predicted, error } = this.predictions
    predicted[example] = this.toUnits(Float64Array.from(values).reduce((sum, value) => sum + value, 0) / values.length)
    error[example] = Math.abs(truth - predicted[example]!)
  }

  finish(): Omit<OutputEvaluation, 'layer'> {
    const { rows, truth, predicted } = this.predictions
    const n = rows.length
    if (truth.every(Number.isNaN)) return { classification: null, regression: null }
    const shown = Uint32Array.from({ length: Math.min(n, MOST_SHOWN) }, (_, i) =>
      Math.floor((i * n) / Math.min(n, MOST_SHOWN))
    )
    return {
      classification: null,
      regression: {
        rows: shown.map((i) => rows[i]!),
        truth: Float64Array.from(shown, (i) => truth[i]!),
        predicted: Float64Array.from(shown, (i) => predicted[i]!),
        ...regressionMeasures(truth, predicted)
      }
    }
  }
}
