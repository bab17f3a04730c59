// Does the training fit the network, and the network the data? Answered before anything is started.
import type { Task } from '../shared/dataset'
import { NetloomError } from '../shared/errors'
import type { Project } from '../shared/project'
import type { LayerCatalogue } from './index'
import { kerasShape, sizeOf, type Shape } from './define'
import { inferModel, type InferredLayer, type InferredModel } from './infer'
import { LOSSES, metricLabel, METRICS, OPTIMIZERS, resolveTerm, type ResolvedTerm } from './terms'

export interface CheckedProject {
  model: InferredModel
  input: InferredLayer
  output: InferredLayer
  optimizer: ResolvedTerm
  loss: ResolvedTerm
  metrics: (ResolvedTerm & { label: string })[]
}

/**
 * All that can be known of a project without its data.
 * @throws NetloomError as inferModel and resolveTerm, MODEL_ONE_PATH, MODEL_NO_WEIGHTS, LOSS_MISMATCH
 */
export function checkProject(project: Project, catalogue: LayerCatalogue): CheckedProject {
  const { training } = project
  const model = inferModel(project.model, catalogue)
  const { input, output } = onePath(model)
  if (model.parameters.trainable === 0) {
    throw new NetloomError('MODEL_NO_WEIGHTS', { names: model.layers.map(({ name }) => name).join(', ') })
  }
  const optimizer = resolveTerm('optimizer', OPTIMIZERS, training.optimizer, 'training.optimizer')
  const loss = resolveTerm('loss', LOSSES, training.loss, 'training.loss')
  const metrics = training.metrics.map((metric, i) => ({
    ...resolveTerm('metric', METRICS, metric, `training.metrics[${i}]`),
    label: metricLabel(metric)
  }))
  const checked = { model, input, output, optimizer, loss, metrics }
  checkLabelMode(project, checked)
  return checked
}

function onePath(model: InferredModel): { input: InferredLayer; output: InferredLayer } {
  const byName = (name: string): InferredLayer => model.layers.find((layer) => layer.name === name)!
  const [input, ...moreInputs] = model.inputs
  const [output, ...moreOutputs] = model.outputs
  if (!input || !output || moreInputs.length > 0 || moreOutputs.length > 0) {
    const names = [...new Set([...model.inputs, ...model.outputs])].join(', ')
    throw new NetloomError('MODEL_ONE_PATH', { inputs: model.inputs.length, outputs: model.outputs.length, names })
  }
  return { input: byName(input), output: byName(output) }
}

const lossTarget = (loss: ResolvedTerm): string => LOSSES.find((term) => term.names[0] === loss.name)!.target

// The label mode decides whether targets are class numbers or one-hot rows, so some losses are ruled out without data.
function checkLabelMode(project: Project, { loss }: CheckedProject): void {
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
 * @throws NetloomError INPUT_MISMATCH, LOSS_MISMATCH, METRIC_MISMATCH
 */
export function checkAgainstData(project: Project, checked: CheckedProject, data: DataFacts): void {
  const { input, output, loss } = checked
  if (kerasShape(input.outputShape) !== kerasShape(data.shape)) {
    const shown = (shape: Shape): string => `[${shape.join(', ')}]`
    throw new NetloomError('INPUT_MISMATCH', {
      layer: input.name,
      dataset: data.name,
      expected: shown(data.shape),
      found: shown(input.outputShape)
    })
  }
  if (data.task === 'classification') checkClassification(project, checked, data.classes ?? 0)
  else checkRegression(checked)
  if (checked.metrics.some((metric) => metric.name === 'accuracy') && data.task === 'regression') {
    throw new NetloomError('METRIC_MISMATCH', {
      metric: 'accuracy',
      expected: 'classes',
      found: `numbers (${data.name} is a regression)`
    })
  }
  if (lossTarget(loss) !== 'two classes') return
  if (sizeOf(output.outputShape) !== 1) {
    throw mismatch(loss, 'one output', kerasShape(output.outputShape), {
      en: 'End in Dense with 1 unit and sigmoid, or use a categorical loss.',
      'zh-CN': '请以 1 个单元、sigmoid 激活的 Dense 结尾，或改用多分类损失。'
    })
  }
}

function checkClassification(project: Project, { output, loss }: CheckedProject, classes: number): void {
  const target = lossTarget(loss)
  const categorical = project.dataset.label_mode === 'categorical'
  const outputs = output.outputShape
  if (target === 'two classes' && classes !== 2) {
    throw mismatch(loss, 'two classes', `${classes} classes`, {
      en: 'Use sparse_categorical_crossentropy.',
      'zh-CN': '请改用 sparse_categorical_crossentropy。'
    })
  }
  if (target === 'class numbers' || categorical) {
    if (outputs.length === 1 && (target === 'class numbers' ? outputs[0]! >= classes : outputs[0] === classes)) return
    throw mismatch(loss, `${classes} outputs, one for each class`, `${kerasShape(outputs)} from "${output.name}"`, {
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

function checkRegression({ output, loss }: CheckedProject): void {
  const target = lossTarget(loss)
  if (target !== 'same shape') {
    throw mismatch(loss, 'classes', 'numbers as targets', {
      en: 'Use mean_squared_error for a regression.',
      'zh-CN': '回归任务请使用 mean_squared_error。'
    })
  }
  if (sizeOf(output.outputShape) === 1) return
  throw mismatch(loss, 'one output, as the target is one number', kerasShape(output.outputShape), {
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
