// Does the training fit the network, and the network the data? Answered before anything is started.
import { readStep } from '../pipeline/read'
import type { Task } from '../shared/dataset'
import { NetloomError } from '../shared/errors'
import type { Project } from '../shared/project'
import type { ResolvedTerm } from '../shared/schema'
import { checkCallbacks } from './check-callbacks'
import type { LayerCatalogue } from './index'
import { kerasShape, sizeOf, type Shape } from './define'
import { labelMisfit, misfit, type Compared, type Misfit } from './fits'
import { inferModel, type InferredLayer, type InferredModel } from './infer'
import { metricParamMisfit } from './terms/metric-params'
import { unflattened } from './unflattened'
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
export const checkProject = (project: Project, catalogue: LayerCatalogue): CheckedProject =>
  checkTraining(project, inferModel(project.model, catalogue))

/**
 * As checkProject, of a network that is inferred already.
 * @throws NetloomError as resolveTerm, checkCallbacks, PIPELINE_STEP, PIPELINE_PARAM, OUTPUT_COUNT, MODEL_NO_WEIGHTS, LOSS_MISMATCH
 */
export function checkTraining(project: Project, model: InferredModel): CheckedProject {
  const { training } = project
  project.dataset.preprocessing.forEach(readStep)
  if (model.parameters.trainable === 0) {
    throw new NetloomError('MODEL_NO_WEIGHTS', { names: model.layers.map(({ name }) => name).join(', ') })
  }
  const byName = (name: string): InferredLayer => model.layers.find((layer) => layer.name === name)!
  const optimizer = resolveOptimizer(training.optimizer, 'training.optimizer')
  checkCallbacks(training, optimizer)
  const losses = perOutput(training.loss, model, 'training.loss')
  const lossWeights = perOutput(training.loss_weights ?? 1, model, 'training.loss_weights')
  const outputs = model.outputs.map((name, i): CheckedOutput => {
    const layer = byName(name)
    const metrics = training.metrics.map((metric, k) =>
      resolveMetric(metric, layer.outputShape, project.dataset.label_mode, `training.metrics[${k}]`)
    )
    const loss = resolveTerm('loss', LOSSES, losses[i]!, lossPath(project, i))
    return { layer, loss, lossWeight: lossWeights[i]!, metrics: withOwnLabels(metrics) }
  })
  const checked = { model, inputs: model.inputs.map(byName), outputs, optimizer }
  outputs.forEach((output, i) => {
    // Without data, several inputs leave open what an example is.
    const example = exampleShape(checked, output.layer.outputShape)
    const found = labelMisfit(comparedByLoss(project, checked, output, example))
    if (found) throw lossMismatch(output, lossPath(project, i), found)
  })
  return checked
}

const lossPath = ({ training }: Project, output: number): string =>
  Array.isArray(training.loss) ? `training.loss[${output}]` : 'training.loss'

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
const compared = (project: Project, { model }: CheckedProject, { layer }: CheckedOutput, rest: Known): Compared => ({
  ...rest,
  labelMode: project.dataset.label_mode,
  layer: layer.name,
  outputs: layer.outputShape,
  unflattened: unflattened(model, layer)
})
const comparedByLoss = (project: Project, checked: CheckedProject, output: CheckedOutput, example: Shape): Compared => {
  const { target } = LOSSES.find(({ names }) => names[0] === output.loss.name)!
  return compared(project, checked, output, { kind: 'loss', form: target, example })
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
 * @throws NetloomError the first of dataMisfits
 */
export function checkAgainstData(project: Project, checked: CheckedProject, data: DataFacts): void {
  const [first] = dataMisfits(project, checked, data)
  if (first) throw first
}

/** INPUT_MISMATCH, INPUTS_MISMATCH, LOSS_MISMATCH, METRIC_MISMATCH: all that there are, of each output the first. */
export function dataMisfits(project: Project, checked: CheckedProject, data: DataFacts): NetloomError[] {
  const example = exampleShape(checked, data.shape)
  const ofInputs = inputMisfit(checked, data)
  const ofOutputs = checked.outputs.map((output, i) => outputMisfit(project, checked, output, i, data, example))
  return [ofInputs, ...ofOutputs].filter((misfit) => misfit !== null)
}

/** Do the inputs take an example whole, each of them, or cut it into parts? */
function inputMisfit({ inputs }: CheckedProject, data: DataFacts): NetloomError | null {
  if (inputs.every((input) => kerasShape(input.outputShape) === kerasShape(data.shape))) return null
  const found = inputs.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), 0)
  if (found === sizeOf(data.shape)) return null
  const shown = (shape: Shape): string => `[${shape.join(', ')}]`
  const [input] = inputs
  if (inputs.length === 1) {
    return new NetloomError('INPUT_MISMATCH', {
      layer: input!.name,
      dataset: data.name,
      expected: shown(data.shape),
      found: shown(input!.outputShape)
    })
  }
  return new NetloomError('INPUTS_MISMATCH', {
    layers: inputs.map(({ name, outputShape }) => `${name} ${shown(outputShape)}`).join(', '),
    dataset: data.name,
    shape: shown(data.shape),
    expected: sizeOf(data.shape),
    found
  })
}

function outputMisfit(
  project: Project,
  checked: CheckedProject,
  output: CheckedOutput,
  index: number,
  data: DataFacts,
  example: Shape
): NetloomError | null {
  const found = misfit(comparedByLoss(project, checked, output, example), data)
  if (found) return lossMismatch(output, lossPath(project, index), found)
  for (const [k, metric] of output.metrics.entries()) {
    const { target } = METRICS.find(({ names }) => names[0] === metric.name)!
    const problem =
      misfit(compared(project, checked, output, { kind: 'metric', form: target, example }), data) ??
      metricParamMisfit(metric, output.layer.outputShape)
    if (!problem) continue
    const about = { metric: metric.label, layer: output.layer.name, where: `training.metrics[${k}]` }
    return new NetloomError('METRIC_MISMATCH', { ...about, ...problem })
  }
  return null
}

const lossMismatch = ({ loss, layer }: CheckedOutput, where: string, found: Misfit): NetloomError =>
  new NetloomError('LOSS_MISMATCH', { loss: loss.name, layer: layer.name, where, ...found })
