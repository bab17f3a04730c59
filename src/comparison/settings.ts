// Everything that a project was trained with, flat and under Keras's names: what tables filter, sweeps change and diffs compare.
import { catalogue } from '../layers'
import { LOSSES, METRICS, OPTIMIZERS } from '../layers/terms'
import { steps as STEPS } from '../pipeline'
import { augmentationSchema } from '../shared/preprocessing'
import type { Project } from '../shared/project'
import { findTerm, type ParamSpec, type ParamSpecs, type TermSpec } from '../shared/schema'
import type { Setting, SettingsMap } from '../shared/setting'
import { isSame } from '../shared/same'
import { callbackSchema, lossesOf, trainingSchema, type Identifier } from '../shared/training'

export type SettingsGroup = 'data' | 'training' | 'callbacks' | 'layers'

const DATA = ['dataset', 'split', 'preprocessing', 'augmentation', 'label_mode']
export const CALLBACKS: readonly string[] = callbackSchema.options.map(({ shape }) => shape.class_name.value)
const GROUPS: ReadonlyMap<string, SettingsGroup> = new Map([
  ...[...DATA, ...STEPS.keys()].map((name) => [name, 'data'] as const),
  ...Object.keys(trainingSchema.shape).map((name) => [name, 'training'] as const),
  ...CALLBACKS.map((name) => [name, 'callbacks'] as const),
  ['model', 'layers']
])
/** What comes before the first parameter: 'Normalization[age].axis' and 'Normalization#2.axis' are of Normalization. */
const firstWord = (path: string): string => /^[^.[#]*/.exec(path)![0]

export const groupOf = (path: string): SettingsGroup => GROUPS.get(firstWord(path)) ?? 'layers'

/** The path of a layer: its name, with `model.` before it where that name is taken by a setting. */
export const layerPath = (name: string): string => (GROUPS.has(firstWord(name)) ? `model.${name}` : name)

/** Of augmentation, what is left out of a project. */
export const AUGMENTATION_DEFAULTS: Record<string, unknown> = augmentationSchema.parse({})
/** Of a callback, what is left out of a project. */
export function callbackDefaults(className: string): Record<string, unknown> {
  const parsed = callbackSchema.safeParse({ class_name: className, config: {} })
  return parsed.success ? parsed.data.config : {}
}

/**
 * Paths, in this order: `dataset` (its name, path or generator) and its options (dataset.noise, dataset.x_train.path), `split.*`,
 * `preprocessing` (names of the steps), <step>.<parameter>, `augmentation.*`, `label_mode`; `optimizer` (its short name),
 * optimizer.learning_rate and what else it was given; `loss`, `metrics`, `epochs`, `batch_size`, `seed` and the rest of training;
 * callbacks as EarlyStopping (true) and EarlyStopping.patience; layers by their names (layerPath): dense_1 (its class) and
 * dense_1.units. What is a class with parameters of its own is told as that class, and its parameters behind it:
 * dense_1.kernel_regularizer, dense_1.kernel_regularizer.l2, bidirectional.layer.units. A second step or callback of a class is
 * EarlyStopping#2. What is left at its default is not told, but for the learning rate (defaultAt in defaults.ts tells it).
 * A list of one number again and again, where Keras takes that number for all, is told as the number; other lists as JSON.
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
  const stepNames = numbered()
  for (const { class_name, columns, config } of dataset.preprocessing) {
    const step = stepNames(columns ? `${class_name}[${columns.join(', ')}]` : class_name)
    addConfig(settings, step, config, STEPS.get(class_name)?.params ?? {})
  }
  if (dataset.augmentation)
    for (const [key, value] of Object.entries(dataset.augmentation))
      if (!isSame(value, AUGMENTATION_DEFAULTS[key])) add(settings, `augmentation.${key}`, value)
  settings.label_mode = dataset.label_mode
  addTraining(settings, training)
  for (const node of model.nodes) {
    const path = layerPath(node.name)
    settings[path] = node.layer === undefined ? node.class_name : `${node.class_name} (${node.layer})`
    addConfig(settings, path, node.config, catalogue.get(node.class_name)?.params ?? {})
  }
  return settings
}

function addTraining(settings: SettingsMap, training: Project['training']): void {
  const { optimizer, loss: _loss, metrics, callbacks, ...rest } = training
  addOptimizer(settings, optimizer)
  const losses = lossesOf(training)
  settings.loss = losses.map((loss) => shortName(LOSSES, loss)).join(', ')
  losses.forEach((loss, i) => addConfig(settings, losses.length > 1 ? `loss[${i}]` : 'loss', ...termOf(LOSSES, loss)))
  if (metrics.length > 0) settings.metrics = metrics.map((metric) => shortName(METRICS, metric)).join(', ')
  for (const metric of metrics) addConfig(settings, `metrics.${shortName(METRICS, metric)}`, ...termOf(METRICS, metric))
  for (const [key, value] of Object.entries(rest)) add(settings, key, value)
  const callbackNames = numbered()
  for (const { class_name, config } of callbacks) {
    const path = callbackNames(class_name)
    const defaults = callbackDefaults(class_name)
    settings[path] = true
    for (const [key, value] of Object.entries(config))
      if (!isSame(value, defaults[key])) addValue(settings, `${path}.${key}`, value)
  }
}

function addOptimizer(settings: SettingsMap, optimizer: Identifier): void {
  settings.optimizer = shortName(OPTIMIZERS, optimizer)
  const [config, specs] = termOf(OPTIMIZERS, optimizer)
  const rate = config.learning_rate ?? specs.learning_rate?.default
  if (rate !== undefined) addValue(settings, 'optimizer.learning_rate', rate, specs.learning_rate)
  const { learning_rate: _rate, ...others } = config
  addConfig(settings, 'optimizer', others, specs)
}

/** As Identifier, also of what was not validated. */
type Given = string | { class_name: string; config?: Record<string, unknown> }
const nameOf = (given: Given): string => (typeof given === 'string' ? given : given.class_name)

/** What it is given, and what it takes. */
const termOf = (terms: readonly TermSpec[], given: Given): [Record<string, unknown>, ParamSpecs] => [
  typeof given === 'string' ? {} : (given.config ?? {}),
  findTerm(terms, nameOf(given))?.params ?? {}
]
const shortName = (terms: readonly TermSpec[], given: Given): string =>
  findTerm(terms, nameOf(given))?.names[0] ?? nameOf(given)

/** The same name again gets a number. */
function numbered(): (name: string) => string {
  const counts = new Map<string, number>()
  return (name) => {
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return count === 1 ? name : `${name}#${count}`
  }
}

/** What of a config is not at its default. */
function addConfig(settings: SettingsMap, path: string, config: Record<string, unknown>, specs: ParamSpecs): void {
  for (const [key, value] of Object.entries(config)) {
    const told: SettingsMap = {}
    addValue(told, `${path}.${key}`, value, specs[key])
    if (specs[key]?.default !== undefined) {
      const usual: SettingsMap = {}
      addValue(usual, `${path}.${key}`, specs[key].default, specs[key])
      if (isSame(told, usual)) continue
    }
    Object.assign(settings, told)
  }
}

function addValue(settings: SettingsMap, path: string, value: unknown, spec?: ParamSpec): void {
  const terms = spec && 'terms' in spec ? spec.terms : undefined
  if (isTerm(value)) {
    settings[path] = terms ? shortName(terms, value) : value.class_name
    const specs = terms ? termOf(terms, value)[1] : (catalogue.get(value.class_name)?.params ?? {})
    addConfig(settings, path, value.config ?? {}, specs)
  } else if (terms && typeof value === 'string') settings[path] = shortName(terms, value)
  else add(settings, path, spec ? forAll(value, spec) : value)
}

/** A list whose one number stands for all, as that number. */
function forAll(value: unknown, spec: ParamSpec): unknown {
  const takesOne = spec.kind === 'integers' && (spec.length !== undefined || spec.single)
  if (!takesOne || !Array.isArray(value) || value.length !== (spec.length ?? 1)) return value
  return value.every((item) => item === value[0]) ? value[0] : value
}

const isTerm = (value: unknown): value is Exclude<Given, string> =>
  typeof value === 'object' && value !== null && 'class_name' in value

function add(settings: SettingsMap, path: string, value: unknown): void {
  if (value === undefined) return
  if (isSetting(value)) settings[path] = value
  else if (isTerm(value) || Array.isArray(value)) settings[path] = JSON.stringify(value)
  else for (const [key, item] of Object.entries(value as object)) add(settings, `${path}.${key}`, item)
}
const isSetting = (value: unknown): value is Setting => value === null || typeof value !== 'object'

/** A parameter's default as it would be told. */
export function toldDefault(spec: ParamSpec): Setting | undefined {
  const settings: SettingsMap = {}
  addValue(settings, 'value', spec.default, spec)
  return settings.value
}
