// Edits of what model.compile() and model.fit() are given. What is as it was comes back as the same project.
import { OPTIMIZERS } from '../../layers/terms'
import type { LayerConfig } from '../../shared/design'
import type { Project } from '../../shared/project'
import { findTerm, type TermSpec } from '../../shared/schema'
import {
  callbackSchema,
  identifierName,
  type CallbackConfig,
  type Identifier,
  type Training
} from '../../shared/training'

export const withTraining = (project: Project, change: Partial<Training>): Project => ({
  ...project,
  training: { ...project.training, ...change }
})

export const identifierConfig = (identifier: Identifier): LayerConfig =>
  typeof identifier === 'string' ? {} : identifier.config

/**
 * A term with one parameter set, or with undefined as its default; without any it is its short name.
 * @param className of the long form
 */
export function withParam(
  identifier: Identifier,
  className: string,
  key: string,
  value: LayerConfig[string] | undefined
): Identifier {
  const { [key]: _before, ...rest } = identifierConfig(identifier)
  const config = value === undefined ? rest : { ...rest, [key]: value }
  const name = identifierName(identifier)
  return Object.keys(config).length === 0 && typeof identifier === 'string' ? name : { class_name: className, config }
}

const optimizerTerm = (optimizer: Identifier): TermSpec | undefined => findTerm(OPTIMIZERS, identifierName(optimizer))

/** The learning rate that an optimizer will use; null where a schedule gives it, or its default is not known. */
export function learningRateOf(optimizer: Identifier): number | null {
  const given = identifierConfig(optimizer).learning_rate ?? optimizerTerm(optimizer)?.params.learning_rate?.default
  return typeof given === 'number' ? given : null
}

/** The same optimizer with another learning rate, in Keras's long form. */
export const withLearningRate = (optimizer: Identifier, rate: number): Identifier =>
  withParam(optimizer, optimizerTerm(optimizer)?.className ?? identifierName(optimizer), 'learning_rate', rate)

/** One loss for all outputs, or the loss of one of several. @param outputs how many there are */
export function setLoss(project: Project, output: number | null, loss: Identifier, outputs: number): Project {
  if (output === null) return withTraining(project, { loss })
  const { loss: before } = project.training
  const all = Array.isArray(before) ? [...before] : Array.from({ length: outputs }, () => before)
  all[output] = loss
  return withTraining(project, { loss: all })
}

/** A loss for each output, or the first of them for all. */
export function splitLoss(project: Project, apart: boolean, outputs: number): Project {
  const { loss } = project.training
  if (apart === Array.isArray(loss)) return project
  if (!Array.isArray(loss)) return withTraining(project, { loss: Array.from({ length: outputs }, () => loss) })
  const { loss_weights: _weights, ...rest } = project.training
  return { ...project, training: { ...rest, loss: loss[0]! } }
}

/** All 1 is as if there were none. */
export function setLossWeight(project: Project, output: number, weight: number, outputs: number): Project {
  const weights = [...(project.training.loss_weights ?? Array.from({ length: outputs }, () => 1))]
  weights[output] = weight
  const { loss_weights: _before, ...rest } = project.training
  const plain = weights.every((one) => one === 1)
  return { ...project, training: { ...rest, ...(!plain && { loss_weights: weights }) } }
}

export const addMetric = (project: Project, metric: Identifier): Project =>
  withTraining(project, { metrics: [...project.training.metrics, metric] })
export const removeMetric = (project: Project, at: number): Project =>
  withTraining(project, { metrics: project.training.metrics.filter((_metric, i) => i !== at) })
export const setMetric = (project: Project, at: number, metric: Identifier): Project =>
  withTraining(project, { metrics: project.training.metrics.map((before, i) => (i === at ? metric : before)) })

/** @param config what differs from the defaults */
export const addCallback = (project: Project, className: CallbackConfig['class_name'], config: object = {}): Project =>
  withTraining(project, {
    callbacks: [...project.training.callbacks, callbackSchema.parse({ class_name: className, config })]
  })
export const removeCallback = (project: Project, at: number): Project =>
  withTraining(project, { callbacks: project.training.callbacks.filter((_callback, i) => i !== at) })

/** They are asked one after another. */
export function moveCallback(project: Project, from: number, to: number): Project {
  const callbacks = [...project.training.callbacks]
  if (to < 0 || to >= callbacks.length || from === to) return project
  callbacks.splice(to, 0, ...callbacks.splice(from, 1))
  return withTraining(project, { callbacks })
}

/** One parameter, undefined for its default; what it does not take leaves the project as it is. */
export function setCallbackParam(
  project: Project,
  at: number,
  key: string,
  value: LayerConfig[string] | undefined
): Project {
  const { class_name, config } = project.training.callbacks[at]!
  const { [key]: _before, ...rest } = config as LayerConfig
  const parsed = callbackSchema.safeParse({
    class_name,
    config: value === undefined ? rest : { ...rest, [key]: value }
  })
  if (!parsed.success) return project
  return withTraining(project, {
    callbacks: project.training.callbacks.map((before, i) => (i === at ? parsed.data : before))
  })
}

/** Optional settings of fit: undefined takes them out. */
export function setOptional<K extends 'steps_per_epoch' | 'validation_steps' | 'class_weight'>(
  project: Project,
  key: K,
  value: Training[K] | undefined
): Project {
  const training: Training = { ...project.training }
  if (value === undefined) delete training[key]
  else training[key] = value
  return { ...project, training }
}
