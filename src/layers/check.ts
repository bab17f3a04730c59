// Does the training fit the network, and the network the data? Answered before anything is started.
import type { Task } from '../shared/dataset'
import { NetloomError } from '../shared/errors'
import type { Project } from '../shared/project'
import type { ResolvedTerm } from '../shared/schema'
import type { LayerCatalogue } from './index'
import { kerasShape, sizeOf, type Shape } from './define'
import { inferModel, type InferredLayer, type InferredModel } from './infer'
import { LOSSES, metricLabel, METRICS, OPTIMIZERS, resolveTerm } from './terms'

/** What a network gives, and what it is compared with. */
export interface CheckedOutput {
  layer: InferredLayer
  loss: ResolvedTerm
  /** Its share in the total loss. */
  lossWeight: number
  metrics: (ResolvedTerm & { label: string })[]
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
  const optimizer = resolveTerm('optimizer', OPTIMIZERS, training.optimizer, 'training.optimizer')
  const losses = perOutput(training.loss, model, 'training.loss')
  const lossWeights = perOutput(training.loss_weights ?? 1, model, 'training.loss_weights')
  const outputs = model.outputs.map((name, i): CheckedOutput => {
    const where = Array.isArray(training.loss) ? `training.loss[${i}]` : 'training.loss'
    const metrics = training.metrics.map((metric, k) => ({
      ...resolveTerm('metric', METRICS, metric, `training.metrics[${k}]`),
      label: metricLabel(metric)
    }))
    const loss = resolveTerm('loss', LOSSES, losses[i]!, where)
    return { layer: byName(name), loss, lossWeight: lossWeights[i]!, metrics }
  })
  const checked = { model, inputs: model.inputs.map(byName), outputs, optimizer }
  for (const output of outputs) checkLabelMode(project, output)
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

const lossTarget = (loss: ResolvedTerm): string => LOSSES.find((term) => term.names[0] === loss.name)!.target

// The label mode decides whether targets are class numbers or one-hot rows, so some losses are ruled out without data.
function checkLabelMode(project: Project, { loss }: CheckedOutput): void {
  const target = lossTarget(loss)
  const categorical = project.dataset.label_mode === 'categorical'
  if (target === 'class numbers' && categorical) {
    throw mismatch(loss, 'class numbers', 'one-hot labels (dataset.label_mode is "categorical")', {
      en: 'Use categorical_crossentropy, or set dataset.label_mode to "int".',
      'zh-CN': '请改用 categorical_crossentropy，或将 dataset.label_mode 设为 "int"。'
    })
  }
  if (target === 'one-hot' && !categorical) {
    throw mismatch(loss, 'one-hot labels', 'class numbers (dataset.label_mode is "int")', {
      en: 'Use sparse_categorical_crossentropy, or set dataset.label_mode to "categorical".',
      'zh-CN': '请改用 sparse_categorical_crossentropy，或将 dataset.label_mode 设为 "categorical"。'
    })
  }
}

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
  for (const output of checked.outputs) checkOutput(project, output, data)
}

/** Do the inputs take an example whole, each of them, or cut it into parts? */
function checkInputs({ inputs }: CheckedProject, data: DataFacts): void {
  if (inputs.every((input) => kerasShape(input.outputShape) === kerasShape(data.shape))) return
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
  const found = inputs.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), 0)
  if (found === sizeOf(data.shape)) return
  throw new NetloomError('INPUTS_MISMATCH', {
    layers: inputs.map(({ name, outputShape }) => `${name} ${shown(outputShape)}`).join(', '),
    dataset: data.name,
    shape: shown(data.shape),
    expected: sizeOf(data.shape),
    found
  })
}

function checkOutput(project: Project, output: CheckedOutput, data: DataFacts): void {
  const { loss, layer, metrics } = output
  if (data.task === 'classification') checkClassification(project, output, data.classes ?? 0)
  else checkRegression(output)
  if (metrics.some((metric) => metric.name === 'accuracy') && data.task === 'regression') {
    throw new NetloomError('METRIC_MISMATCH', {
      metric: 'accuracy',
      expected: 'classes',
      found: `numbers (${data.name} is a regression)`
    })
  }
  if (lossTarget(loss) !== 'two classes') return
  if (sizeOf(layer.outputShape) !== 1) {
    throw mismatch(loss, 'one output', kerasShape(layer.outputShape), {
      en: 'End in Dense with 1 unit and sigmoid, or use a categorical loss.',
      'zh-CN': '请以 1 个单元、sigmoid 激活的 Dense 结尾，或改用多分类损失。'
    })
  }
}

function checkClassification(project: Project, { layer, loss }: CheckedOutput, classes: number): void {
  const target = lossTarget(loss)
  const categorical = project.dataset.label_mode === 'categorical'
  const outputs = layer.outputShape
  if (target === 'two classes' && classes !== 2) {
    throw mismatch(loss, 'two classes', `${classes} classes`, {
      en: 'Use sparse_categorical_crossentropy.',
      'zh-CN': '请改用 sparse_categorical_crossentropy。'
    })
  }
  if (target === 'class numbers' || categorical) {
    if (outputs.length === 1 && (target === 'class numbers' ? outputs[0]! >= classes : outputs[0] === classes)) return
    throw mismatch(loss, `${classes} outputs, one for each class`, `${kerasShape(outputs)} from "${layer.name}"`, {
      en: `End in Dense with ${classes} units (softmax).`,
      'zh-CN': `请以 ${classes} 个单元的 Dense（softmax）结尾。`
    })
  }
  if (sizeOf(outputs) !== 1) {
    throw mismatch(
      loss,
      'targets of the shape of the output',
      `one class number each, and outputs of ${kerasShape(outputs)}`,
      {
        en: 'Use sparse_categorical_crossentropy, or set dataset.label_mode to "categorical".',
        'zh-CN': '请改用 sparse_categorical_crossentropy，或将 dataset.label_mode 设为 "categorical"。'
      }
    )
  }
}

function checkRegression({ layer, loss }: CheckedOutput): void {
  const target = lossTarget(loss)
  if (target !== 'same shape') {
    throw mismatch(loss, 'classes', 'numbers as targets', {
      en: 'Use mean_squared_error for a regression.',
      'zh-CN': '回归任务请使用 mean_squared_error。'
    })
  }
  if (sizeOf(layer.outputShape) === 1) return
  throw mismatch(loss, 'one output, as the target is one number', kerasShape(layer.outputShape), {
    en: 'End in Dense with 1 unit.',
    'zh-CN': '请以 1 个单元的 Dense 结尾。'
  })
}

const mismatch = (
  loss: ResolvedTerm,
  expected: string,
  found: string,
  hint: { en: string; 'zh-CN': string }
): NetloomError =>
  new NetloomError('LOSS_MISMATCH', { loss: loss.name, expected, found, hint: hint.en, hint_zh: hint['zh-CN'] })
