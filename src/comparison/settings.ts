// Everything that a project was trained with, flat and under Keras's names: what tables filter, sweeps change and diffs compare.
import { catalogue } from '../layers'
import { LOSSES, METRICS, OPTIMIZERS, SCHEDULES } from '../layers/terms'
import type { Project } from '../shared/project'
import { findTerm, type ParamSpecs, type TermSpec } from '../shared/schema'
import type { Setting, SettingsMap } from '../shared/setting'
import { isSame } from '../shared/same'
import { identifierName, lossesOf, type Identifier } from '../shared/training'

/**
 * Paths, in this order: `dataset` and its options (dataset.path, dataset.noise), `split.*`, `preprocessing` (names of the steps),
 * <step>.<parameter>, `augmentation.*`, `label_mode`; `optimizer` (its short name), optimizer.learning_rate and what else it was
 * given; `loss`, `metrics`, `epochs`, `batch_size`, `seed` and the rest of training; callbacks as EarlyStopping (true) and
 * EarlyStopping.patience; layers by their names: dense_1 (its class) and dense_1.units. What a layer, an optimizer or a step leaves
 * at its default is not told, but for the learning rate. Lists are told as they are written in JSON.
 */
export function settingsOf(project: Project): SettingsMap {
  const settings: SettingsMap = {}
  const { dataset, training, model } = project
  const { name, path, ...source } = dataset.source as { name?: string; path?: unknown } & Record<string, unknown>
  add(settings, 'dataset', name ?? path ?? source.generator ?? source.format)
  for (const [key, value] of Object.entries(source)) add(settings, `dataset.${key}`, value)
  for (const [key, value] of Object.entries(dataset.split)) add(settings, `split.${key}`, value)
  if (dataset.preprocessing.length > 0)
    settings.preprocessing = dataset.preprocessing.map(({ class_name }) => class_name).join(', ')
  for (const { class_name, columns, config } of dataset.preprocessing) {
    const step = columns ? `${class_name}[${columns.join(', ')}]` : class_name
    for (const [key, value] of Object.entries(config)) add(settings, `${step}.${key}`, value)
  }
  for (const [key, value] of Object.entries(dataset.augmentation ?? {})) add(settings, `augmentation.${key}`, value)
  settings.label_mode = dataset.label_mode
  addTraining(settings, training)
  for (const node of model.nodes) {
    settings[node.name] = node.layer === undefined ? node.class_name : `${node.class_name} (${node.layer})`
    const defaults = catalogue.get(node.class_name)?.params ?? {}
    for (const [key, value] of Object.entries(node.config)) {
      if (!isSame(value, defaults[key]?.default)) add(settings, `${node.name}.${key}`, value)
    }
  }
  return settings
}

function addTraining(settings: SettingsMap, training: Project['training']): void {
  const { optimizer, loss: _loss, metrics, callbacks, ...rest } = training
  addTerm(settings, 'optimizer', OPTIMIZERS, optimizer)
  const losses = lossesOf(training).map((loss) => shortName(LOSSES, loss))
  settings.loss = losses.join(', ')
  if (metrics.length > 0) settings.metrics = metrics.map((metric) => shortName(METRICS, metric)).join(', ')
  for (const [key, value] of Object.entries(rest)) add(settings, key, value)
  for (const { class_name, config } of callbacks) {
    settings[class_name] = true
    for (const [key, value] of Object.entries(config)) add(settings, `${class_name}.${key}`, value)
  }
}

function addTerm(settings: SettingsMap, path: string, terms: readonly TermSpec[], given: Identifier): void {
  const params: ParamSpecs = findTerm(terms, identifierName(given))?.params ?? {}
  const config: Record<string, unknown> = typeof given === 'string' ? {} : given.config
  settings[path] = shortName(terms, given)
  const rate = config.learning_rate ?? params.learning_rate?.default
  if (isTerm(rate)) addTerm(settings, `${path}.learning_rate`, SCHEDULES, rate)
  else if (rate !== undefined) add(settings, `${path}.learning_rate`, rate)
  for (const [key, value] of Object.entries(config)) {
    if (key !== 'learning_rate' && !isSame(value, params[key]?.default)) add(settings, `${path}.${key}`, value)
  }
}

const isTerm = (value: unknown): value is Exclude<Identifier, string> =>
  typeof value === 'object' && value !== null && 'class_name' in value

const shortName = (terms: readonly TermSpec[], given: Identifier): string =>
  findTerm(terms, identifierName(given))?.names[0] ?? identifierName(given)

function add(settings: SettingsMap, path: string, value: unknown): void {
  if (value === undefined) return
  settings[path] = isSetting(value) ? value : JSON.stringify(value)
}
const isSetting = (value: unknown): value is Setting => value === null || typeof value !== 'object'
