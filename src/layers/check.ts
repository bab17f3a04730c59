// Does the training fit the network, and the network the data? Answered before anything is started.
import type { Task } from '../shared/dataset'
import { NetloomError } from '../shared/errors'
import type { Project } from '../shared/project'
import type { ResolvedTerm } from '../shared/schema'
import type { LayerCatalogue } from './index'
import { kerasShape, sizeOf, type Shape } from './define'
import { labelMisfit, misfit, type Compared, type Misfit } from './fits'
import { inferModel, type InferredLayer, type InferredModel } from './infer'
import { metricParamMisfit } from './terms/metric-params'
import { LOSSES, METRICS, resolveMetric, resolveOptimizer, resolveTerm, type ResolvedMetric } from './terms'

/** What a network gives, and what it is compared with. */
export interface CheckedOutput {
  layer: InferredLayer
  loss: ResolvedTerm
  /** Its share in the total loss. */
  lossWeight: number
  metrics: ResolvedMetric[]
}
export interface CheckedProject {
  model: InferredModel
  /** In the order of the design's nodes, as the outputs are. */
  inputs: InferredLayer[]
  outputs: CheckedOutput[]
  optimizer: ResolvedTerm
}

/**
 * All that can be known of a project without its data.
 * @throws NetloomError as inferModel and resolveTerm, OUTPUT_COUNT, MODEL_NO_WEIGHTS, LOSS_MISMATCH
 */
export function checkProject(project: Project, catalogue: LayerCatalogue): CheckedProject {
  const { training } = project
  const model = inferModel(project.model, catalogue)
  if (model.parameters.trainable === 0) {
    throw new NetloomError('MODEL_NO_WEIGHTS', { names: model.layers.map(({ name }) => name).join(', ') })
  }
  const byName = (name: string): InferredLayer => model.layers.find((layer) => layer.name === name)!
  const optimizer = resolveOptimizer(training.optimizer, 'training.optimizer')
  const losses = perOutput(training.loss, model, 'training.loss')
  const lossWeights = perOutput(training.loss_weights ?? 1, model, 'training.loss_weights')
  const outputs = model.outputs.map((name, i): CheckedOutput => {
    const where = Array.isArray(training.loss) ? `training.loss[${i}]` : 'training.loss'
    const layer = byName(name)
    const metrics = training.metrics.map((metric, k) =>
      resolveMetric(metric, layer.outputShape, project.dataset.label_mode, `training.metrics[${k}]`)
    )
    const loss = resolveTerm('loss', LOSSES, losses[i]!, where)
    return { layer, loss, lossWeight: lossWeights[i]!, metrics: withOwnLabels(metrics) }
  })
  const checked = { model, inputs: model.inputs.map(byName), outputs, optimizer }
  for (const output of outputs) {
    // Without data, several inputs leave open what an example is.
    const example = exampleShape(checked, output.layer.outputShape)
    const found = labelMisfit(comparedByLoss(project, output, example))
    if (found) throw lossMismatch(output.loss, found)
  }
  return checked
}

/** One value for each output: a list as it is, one value for all. @throws NetloomError OUTPUT_COUNT */
function perOutput<T>(given: T | readonly T[], { outputs }: InferredModel, where: string): T[] {
  if (!Array.isArray(given)) return outputs.map(() => given as T)
  if (given.length === outputs.length) return [...(given as T[])]
  throw new NetloomError('OUTPUT_COUNT', {
    expected: outputs.length,
    names: outputs.join(', '),
    where,
    found: given.length
  })
}

/** Keras's names where a metric is measured twice: precision, precision_1. */
function withOwnLabels(metrics: readonly ResolvedMetric[]): ResolvedMetric[] {
  return metrics.map((metric, i) => {
    const before = metrics.slice(0, i).filter(({ label }) => label === metric.label).length
    return before === 0 ? metric : { ...metric, label: `${metric.label}_${before}` }
  })
}

type Known = Pick<Compared, 'kind' | 'form' | 'example'>
const compared = (project: Project, { layer }: CheckedOutput, rest: Known): Compared => ({
  ...rest,
  labelMode: project.dataset.label_mode,
  layer: layer.name,
  outputs: layer.outputShape
})
const comparedByLoss = (project: Project, output: CheckedOutput, example: Shape): Compared => {
  const { target } = LOSSES.find(({ names }) => names[0] === output.loss.name)!
  return compared(project, output, { kind: 'loss', form: target, example })
}

/** The one Input's shape, or that of the data, which several of them share or cut into parts. */
const exampleShape = ({ inputs }: CheckedProject, data: Shape): Shape =>
  inputs.length === 1 ? inputs[0]!.outputShape : data

/** What has to be known of the data to check a network against it. */
export interface DataFacts {
  name: string
  shape: Shape
  task: Task
  classes: number | null
}

/**
 * Does the network take these examples and give what the loss compares with their targets?
 * @throws NetloomError INPUT_MISMATCH, INPUTS_MISMATCH, LOSS_MISMATCH, METRIC_MISMATCH
 */
export function checkAgainstData(project: Project, checked: CheckedProject, data: DataFacts): void {
  checkInputs(checked, data)
  const example = exampleShape(checked, data.shape)
  for (const output of checked.outputs) checkOutput(project, output, data, example)
}

/** Do the inputs take an example whole, each of them, or cut it into parts? */
function checkInputs({ inputs }: CheckedProject, data: DataFacts): void {
  if (inputs.every((input) => kerasShape(input.outputShape) === kerasShape(data.shape))) return
  const found = inputs.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), 0)
  if (found === sizeOf(data.shape)) return
  const shown = (shape: Shape): string => `[${shape.join(', ')}]`
  const [input] = inputs
  if (inputs.length === 1) {
    throw new NetloomError('INPUT_MISMATCH', {
      layer: input!.name,
      dataset: data.name,
      expected: shown(data.shape),
      found: shown(input!.outputShape)
    })
  }
  throw new NetloomError('INPUTS_MISMATCH', {
    layers: inputs.map(({ name, outputShape }) => `${name} ${shown(outputShape)}`).join(', '),
    dataset: data.name,
    shape: shown(data.shape),
    expected: sizeOf(data.shape),
    found
  })
}

function checkOutput(project: Project, output: CheckedOutput, data: DataFacts, example: Shape): void {
  const found = misfit(comparedByLoss(project, output, example), data)
  if (found) throw lossMismatch(output.loss, found)
  for (const metric of output.metrics) {
    const { target } = METRICS.find(({ names }) => names[0] === metric.name)!
    const problem =
      misfit(compared(project, output, { kind: 'metric', form: target, example }), data) ??
      metricParamMisfit(metric, output.layer.outputShape)
    if (!problem) continue
    const { expected, found, hint } = problem
    throw new NetloomError('METRIC_MISMATCH', {
      metric: metric.label,
      expected,
      found,
      hint: hint.en,
      hint_zh: hint['zh-CN']
    })
  }
}

const lossMismatch = (loss: ResolvedTerm, { expected, found, hint }: Misfit): NetloomError =>
  new NetloomError('LOSS_MISMATCH', { loss: loss.name, expected, found, hint: hint.en, hint_zh: hint['zh-CN'] })
