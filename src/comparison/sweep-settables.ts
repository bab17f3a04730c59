// The settings of a project that can be set one by one, by their paths as in settings.ts: what sweeps change.
import { catalogue } from '../layers'
import { callbackTerms } from '../layers/terms/callbacks'
import { FIT_PARAMS } from '../layers/terms/fit'
import { LOSSES, OPTIMIZERS, SCHEDULES } from '../layers/terms'
import { steps } from '../pipeline'
import { datasetSourceSchema, splitSchema } from '../shared/dataset'
import type { LayerConfig } from '../shared/design'
import { augmentationSchema } from '../shared/preprocessing'
import { labelModeSchema, type Project } from '../shared/project'
import { findTerm, type ParamSpec, type ParamSpecs, type TermSpec } from '../shared/schema'
import type { Setting } from '../shared/setting'
import { callbackSchema, identifierName, trainingSchema, type Identifier, type Training } from '../shared/training'
import type { z } from '../shared/zod'

type Value = LayerConfig[string]

export interface Settable {
  path: string
  /** What it is now, its default where the project leaves it at that. */
  present: Setting | undefined
  spec: ParamSpec
  /** The project with another value, which fits `spec`; the schema's first fault where it does not fit otherwise. */
  set(value: Value): Project | z.ZodError
}

/** Every setting of a project that is one value; layers by their own names. */
export function settablesOf(project: Project): Settable[] {
  const found = [
    ...ofTraining(project),
    ...ofOptimizer(project),
    ...ofCallbacks(project),
    ...ofLayers(project),
    ...ofData(project)
  ]
  return [...new Map(found.map((one) => [one.path, one])).values()]
}

const help = { en: '', 'zh-CN': '' }
const INTEGER: ParamSpec = { kind: 'integer', help }
const atLeast = (min: number, usual: readonly number[]): ParamSpec => ({ kind: 'integer', min, usual, help })
const TRAINING_PARAMS: ParamSpecs = {
  epochs: atLeast(1, [1, 5, 10, 20, 50, 100]),
  batch_size: atLeast(1, [16, 32, 64, 128, 256, 512]),
  seed: atLeast(0, []),
  ...FIT_PARAMS,
  histogram_freq: atLeast(0, [0, 1])
}
const WHOLE = new Set(['n_samples', 'num_words', 'maxlen', 'seed'])

/** Of what has no specification of its own: by the kind of its value. */
function specOf(name: string, value: unknown): ParamSpec {
  if (WHOLE.has(name)) return INTEGER
  if (typeof value === 'number') return { kind: 'number', help }
  return typeof value === 'boolean' ? { kind: 'boolean', help } : { kind: 'value', nullable: true, help }
}

/** Lists and terms as they are written in JSON. */
export const shown = (value: unknown): Setting | undefined =>
  value === undefined
    ? undefined
    : value === null || typeof value !== 'object'
      ? (value as Setting)
      : JSON.stringify(value)

function ofTraining(project: Project): Settable[] {
  const { training } = project
  const set =
    (key: string) =>
    (value: Value): Project | z.ZodError => {
      const { [key as keyof Training]: _before, ...rest } = training
      // Of what may be left out, null stands for that.
      const parsed = trainingSchema.safeParse(value === null ? rest : { ...rest, [key]: value })
      return parsed.success ? { ...project, training: parsed.data } : parsed.error
    }
  const options = LOSSES.map(({ names }) => names[0]!)
  const loss: Settable[] =
    Array.isArray(training.loss) || typeof training.loss !== 'string'
      ? []
      : [{ path: 'loss', present: training.loss, spec: { kind: 'choice', options, help }, set: set('loss') }]
  const fields = Object.entries({ ...TRAINING_PARAMS, dtype_policy: dtypePolicy })
  return [
    ...fields.map(([path, spec]) => ({
      path,
      present: shown(training[path as keyof Training] ?? spec.default),
      spec,
      set: set(path)
    })),
    ...loss
  ]
}
const dtypePolicy: ParamSpec = { kind: 'choice', options: trainingSchema.shape.dtype_policy.unwrap().options, help }

const configOf = (given: Identifier): LayerConfig => (typeof given === 'string' ? {} : given.config)

function ofOptimizer(project: Project): Settable[] {
  const { optimizer } = project.training
  const term = findTerm(OPTIMIZERS, identifierName(optimizer))
  const put = (given: Identifier): Project => ({ ...project, training: { ...project.training, optimizer: given } })
  const options = OPTIMIZERS.map(({ names }) => names[0]!)
  const name: Settable = {
    path: 'optimizer',
    present: term?.names[0] ?? identifierName(optimizer),
    spec: { kind: 'choice', options, help },
    // Another optimizer has its own defaults, as where it is chosen by hand.
    set: (value) => {
      const wanted = findTerm(OPTIMIZERS, String(value))!
      return wanted === term ? project : put({ class_name: wanted.className, config: {} })
    }
  }
  if (!term) return [name]
  const config = configOf(optimizer)
  const own = withConfig('optimizer', term.params, config, (next) => put({ class_name: term.className, config: next }))
  const rate = config.learning_rate
  const schedule = isTerm(rate) ? findTerm(SCHEDULES, rate.class_name) : undefined
  if (!schedule || !isTerm(rate)) return [name, ...own]
  const ofRate = (next: LayerConfig): Project =>
    put({
      class_name: term.className,
      config: { ...config, learning_rate: { class_name: schedule.className, config: next } }
    })
  return [
    name,
    ...own.map((one) => (one.path === 'optimizer.learning_rate' ? { ...one, present: schedule.names[0] } : one)),
    ...withConfig('optimizer.learning_rate', schedule.params, rate.config, ofRate)
  ]
}

const isTerm = (value: Value | undefined): value is { class_name: string; config: LayerConfig } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'class_name' in value

/** One for each parameter. */
const withConfig = (
  path: string,
  params: ParamSpecs,
  config: LayerConfig,
  set: (config: LayerConfig) => Project | z.ZodError
): Settable[] =>
  Object.entries(params).map(([key, spec]) => ({
    path: `${path}.${key}`,
    present: shown(config[key] ?? spec.default),
    spec,
    set: (value) => set({ ...config, [key]: value })
  }))

function ofCallbacks(project: Project): Settable[] {
  const terms: readonly TermSpec[] = callbackTerms([])
  return project.training.callbacks.flatMap(({ class_name, config }, at) => {
    const params = Object.entries(findTerm(terms, class_name)?.params ?? {})
    // Which logs there are to monitor is not known here.
    const specs = params.map(([key, spec]): [string, ParamSpec] => [
      key,
      key === 'monitor' ? { kind: 'value', help } : spec
    ])
    return withConfig(class_name, Object.fromEntries(specs), config as LayerConfig, (next) => {
      const parsed = callbackSchema.safeParse({ class_name, config: next })
      if (!parsed.success) return parsed.error
      const callbacks = project.training.callbacks.map((one, i) => (i === at ? parsed.data : one))
      return { ...project, training: { ...project.training, callbacks } }
    })
  })
}

const ofLayers = (project: Project): Settable[] =>
  project.model.nodes
    .filter(({ layer }) => layer === undefined)
    .flatMap(({ name, class_name, config }) =>
      withConfig(name, catalogue.get(class_name)?.params ?? {}, config, (next) =>
        withLayers(project, [name], () => next)
      )
    )

/** Layers by their names with another config. */
export const withLayers = (
  project: Project,
  names: readonly string[],
  change: (config: LayerConfig) => LayerConfig
): Project => {
  const nodes = project.model.nodes.map((node) =>
    names.includes(node.name) ? { ...node, config: change(node.config) } : node
  )
  return { ...project, model: { ...project.model, nodes } }
}

function ofData(project: Project): Settable[] {
  const { dataset } = project
  const put = (change: Partial<Project['dataset']>): Project => ({ ...project, dataset: { ...dataset, ...change } })
  const parts = <T extends z.ZodType>(
    path: string,
    schema: T,
    present: Record<string, unknown>,
    set: (value: z.output<T>) => Project
  ): Settable[] =>
    Object.entries(present).map(([key, value]) => ({
      path: `${path}.${key}`,
      present: shown(value),
      spec: specOf(key, value),
      set: (next) => {
        const parsed = schema.safeParse({ ...present, [key]: next })
        return parsed.success ? set(parsed.data) : parsed.error
      }
    }))
  const source = parts('dataset', datasetSourceSchema, dataset.source, (next) => put({ source: next }))
  // What a source is called by goes by `dataset` alone.
  const key = ['name', 'path', 'generator'].find((one) => one in dataset.source)
  const named = source.find(({ path }) => path === `dataset.${key}`)
  const augmentation = dataset.augmentation ?? augmentationSchema.parse({})
  return [
    ...(named ? [{ ...named, path: 'dataset' }] : []),
    ...source.filter((one) => one !== named && !one.path.endsWith('.format')),
    ...parts('split', splitSchema, dataset.split, (split) => put({ split })),
    ...dataset.preprocessing.flatMap(({ class_name, columns, config }, at) =>
      withConfig(
        columns ? `${class_name}[${columns.join(', ')}]` : class_name,
        steps.get(class_name)?.params ?? {},
        config,
        (next) =>
          put({ preprocessing: dataset.preprocessing.map((step, i) => (i === at ? { ...step, config: next } : step)) })
      )
    ),
    ...parts('augmentation', augmentationSchema, augmentation, (next) => put({ augmentation: next })),
    {
      path: 'label_mode',
      present: dataset.label_mode,
      spec: { kind: 'choice', options: labelModeSchema.options, help },
      set: (value) => put({ label_mode: value as Project['dataset']['label_mode'] })
    }
  ]
}
