// The end of a network: what its outputs are, and what they should be for the loss and the data.
import { sizeOf } from '../../layers/define'
import type { DataFacts } from '../../layers/check'
import type { InferredLayer, InferredModel } from '../../layers/infer'
import type { Survey } from '../../layers/survey'
import { LOSSES, type FittedTerm } from '../../layers/terms'
import type { Task } from '../../shared/dataset'
import type { Project } from '../../shared/project'
import { findTerm } from '../../shared/schema'
import { identifierName, type Identifier } from '../../shared/training'

/** Layers whose outputs are the numbers that go in, in another order or some left out. */
const PASSING = new Set([
  'Flatten',
  'Reshape',
  'Permute',
  'RepeatVector',
  'Dropout',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'GaussianNoise',
  'GaussianDropout',
  'AlphaDropout',
  'ActivityRegularization'
])
/** Layers that are an activation by themselves. */
const ACTIVATION_LAYERS: Readonly<Record<string, string>> = {
  Softmax: 'softmax',
  ReLU: 'relu',
  LeakyReLU: 'leaky_relu',
  ELU: 'elu',
  PReLU: 'leaky_relu'
}
const RECURRENT = new Set(['SimpleRNN', 'LSTM', 'GRU', 'Bidirectional', 'TimeDistributed'])

export interface FinalActivation {
  /** The layer that applies it. */
  layer: InferredLayer
  /** Keras's name: 'softmax'. */
  name: string
}

export const layerNamed = (survey: Survey, name: string): InferredLayer | null => survey.nodes.get(name)?.layer ?? null

/** What was applied last to a layer's outputs; null where no activation can be named. */
export function finalActivation(survey: Survey, output: InferredLayer): FinalActivation | null {
  let layer: InferredLayer | null = output
  while (layer && PASSING.has(layer.type.className) && layer.inputs.length === 1) {
    layer = layerNamed(survey, layer.inputs[0]!)
  }
  if (!layer || RECURRENT.has(layer.type.className)) return null
  const name: unknown = ACTIVATION_LAYERS[layer.type.className] ?? layer.params.activation
  return typeof name === 'string' ? { layer, name } : null
}

/** The last Dense of a network that ends in one, with at most activations and what passes numbers on behind it. */
export function headOf(survey: Survey, output: InferredLayer): InferredLayer | null {
  let layer: InferredLayer | null = output
  while (layer && layer.type.className !== 'Dense') {
    const { className, group } = layer.type
    if (layer.inputs.length !== 1 || !(PASSING.has(className) || group === 'activation')) return null
    layer = layerNamed(survey, layer.inputs[0]!)
  }
  return layer
}

export const taskOf = (project: Project, dataset: DataFacts | null): Task | null => {
  const { source } = project.dataset
  return dataset?.task ?? ('task' in source ? source.task : null)
}

/** The loss of one output, as the project has it. */
export function lossOf({ training: { loss } }: Project, index: number): Identifier {
  return Array.isArray(loss) ? (loss[index] ?? loss[0]!) : loss
}
export const lossTerm = (loss: Identifier): FittedTerm | undefined => findTerm(LOSSES, identifierName(loss))
export const isFromLogits = (loss: Identifier): boolean => typeof loss !== 'string' && loss.config.from_logits === true

/** The same loss, with one parameter changed; a loss without parameters is its short name. */
export function lossWith(loss: Identifier, fromLogits: boolean): Identifier {
  const term = lossTerm(loss)!
  const { from_logits: _before, ...rest } = typeof loss === 'string' ? {} : loss.config
  const config = { ...rest, ...(fromLogits && { from_logits: true }) }
  return Object.keys(config).length === 0 ? term.names[0]! : { class_name: term.className, config }
}

export interface Head {
  units: number
  activation: 'softmax' | 'sigmoid' | 'linear'
}

/** What the last Dense should be for this loss and these data; null where that is not known. */
export function wantedHead(project: Project, dataset: DataFacts | null, loss: Identifier): Head | null {
  const activation = (wanted: Head['activation']): Head['activation'] => (isFromLogits(loss) ? 'linear' : wanted)
  const { label_mode } = project.dataset
  if (label_mode === 'input') {
    const binary = lossTerm(loss)?.target === 'two classes'
    return dataset && { units: sizeOf(dataset.shape), activation: activation(binary ? 'sigmoid' : 'linear') }
  }
  const task = taskOf(project, dataset)
  if (task === 'regression') return { units: 1, activation: 'linear' }
  if (!dataset?.classes) return null
  const form = lossTerm(loss)?.target
  if (form === 'sides') return { units: label_mode === 'categorical' ? dataset.classes : 1, activation: 'linear' }
  const single = label_mode === 'int' && form !== 'class numbers' && dataset.classes === 2
  if (single) return { units: 1, activation: activation('sigmoid') }
  return { units: dataset.classes, activation: activation('softmax') }
}

/** Where an output stands in the order of the network's outputs. */
export const outputIndex = (model: InferredModel, name: string): number => model.outputs.indexOf(name)
