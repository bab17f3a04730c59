// What a model was compiled with: Keras 3's compile_config and Keras 2's training_config.
import { LOSSES, METRICS, OPTIMIZERS, resolveOptimizer, resolveTerm, SCHEDULES } from '../../layers/terms'
import { isAccuracy } from '../../layers/terms/metrics'
import { findTerm, type TermSpec } from '../../shared/schema'
import { NetloomError } from '../../shared/errors'
import type { ImportedModel } from '../../shared/imported-model'
import type { Identifier } from '../../shared/training'
import { isDefault } from './defaults'
import { plainNumber } from './terms'
import { isRecord, shown, type ImportContext, type Json, type JsonRecord } from './source'

type Kind = 'optimizer' | 'loss' | 'metric'
type Compiled = Omit<ImportedModel['training'], 'dtype_policy'>

/** @param outputs Keras's names of the outputs, in the design's order */
export function readCompiled(config: JsonRecord, outputs: readonly string[], context: ImportContext): Compiled {
  const read = (kind: Kind, value: Json): Identifier | null => identifierOf(kind, value, context)
  const optimizer = config.optimizer ?? optimizerOf(config)
  const losses = perOutput(config.loss, outputs)
  const loss = losses.map((value) => (value === null ? null : read('loss', value)))
  const weights = perOutput(config.loss_weights, outputs)
  const metrics = metricsOf(config.metrics ?? null, context).map((value) => read('metric', value))
  const weighted = config.weighted_metrics
  if (Array.isArray(weighted) && weighted.length > 0) lost('metric', 'weighted_metrics', weighted, context)
  const chosen = optimizer === null ? null : read('optimizer', optimizer)
  return {
    ...(chosen !== null && { optimizer: chosen }),
    ...lossOf(loss, outputs.length),
    ...(weights.length > 0 && weights.every((weight) => typeof weight === 'number') && { loss_weights: weights }),
    ...(metrics.length > 0 && { metrics: metrics.filter((metric) => metric !== null) })
  }
}

/** Keras 2: { optimizer_config: { class_name, config } } */
const optimizerOf = ({ optimizer_config }: JsonRecord): Json => (isRecord(optimizer_config) ? optimizer_config : null)

const lost = (kind: Kind, found: string, value: Json, { note }: ImportContext): void =>
  note('IMPORT_TRAINING_LOST', { kind, found, value: shown(value) })

function lossOf(losses: readonly (Identifier | null)[], outputs: number): Pick<Compiled, 'loss'> {
  if (losses.length === 0 || losses.some((loss) => loss === null)) return {}
  const same = losses.every((loss) => JSON.stringify(loss) === JSON.stringify(losses[0]))
  if (same) return { loss: losses[0]! }
  return losses.length === outputs ? { loss: losses as Identifier[] } : {}
}

/** One for all, a list, or by the name of the output. Empty where none is given. */
function perOutput(value: Json | undefined, outputs: readonly string[]): Json[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  const byName = isRecord(value) && !('class_name' in value)
  return byName ? outputs.map((name) => value[name] ?? null) : [value]
}

/** A design measures the same of every output. */
function metricsOf(value: Json, context: ImportContext): Json[] {
  const lists = Array.isArray(value) ? (value.some(Array.isArray) ? value : [value]) : []
  const groups = (isRecord(value) && !('class_name' in value) ? Object.values(value) : lists).map((item) =>
    [item].flat()
  )
  const texts = groups.map((group) => JSON.stringify(group))
  if (new Set(texts).size > 1) context.note('IMPORT_METRICS_MERGED', { found: shown(value) })
  const seen = new Map(groups.flat().map((metric) => [JSON.stringify(metric), metric]))
  return [...seen.values()].filter((metric) => metric !== null)
}

/** TensorFlow.js's words for Keras's. */
const TFJS_SETTINGS: Record<string, string> = { beta1: 'beta_1', beta2: 'beta_2', 'RMSprop.decay': 'rho' }

const TERMS: Record<Kind, readonly TermSpec[]> = { optimizer: OPTIMIZERS, loss: LOSSES, metric: METRICS }

/** The short name where nothing is set, else { class_name, config }; null, and a note, where Netloom has no such term. */
function identifierOf(kind: Kind, value: Json, context: ImportContext): Identifier | null {
  if (isRecord(value) && value.class_name === 'LossScaleOptimizer' && isRecord(value.config))
    return identifierOf(kind, value.config.inner_optimizer ?? null, context)
  const given = isRecord(value) ? unwrapped(value) : { class_name: value }
  // A function is named by its config.
  const name = typeof given.config === 'string' ? given.config : given.class_name
  if (typeof name !== 'string') return nothing(kind, value, context)
  if (kind === 'metric' && isAccuracy(name) && !isRecord(given.config)) return 'accuracy'
  const term = findTerm(TERMS[kind], name) ?? findTerm(TERMS[kind], name.toLowerCase())
  if (!term) return nothing(kind, value, context)
  const config = settingsOf(kind, term, isRecord(given.config) ? given.config : {}, context)
  // A metric's name in logs follows from the way it is given.
  const isClass = kind === 'metric' && isRecord(given.config)
  const short = term.names.includes(name) ? name : term.names[0]!
  const identifier = Object.keys(config).length === 0 && !isClass ? short : { class_name: term.className, config }
  try {
    if (kind === 'optimizer') resolveOptimizer(identifier, 'optimizer')
    else resolveTerm(kind, TERMS[kind], identifier, kind)
    return identifier
  } catch (problem) {
    if (!(problem instanceof NetloomError)) throw problem
    return nothing(kind, value, context)
  }
}

/** Keras 2 wraps a loss or metric that was given by its name. */
function unwrapped(term: JsonRecord): JsonRecord {
  if (!/^(MeanMetricWrapper|LossFunctionWrapper)$/.test(String(term.class_name)) || !isRecord(term.config)) return term
  const { name, fn } = term.config
  return { class_name: typeof name === 'string' && isAccuracy(name) ? name : (fn ?? name ?? null) }
}

function nothing(kind: Kind, value: Json, context: ImportContext): null {
  lost(kind, isRecord(value) ? String(value.class_name) : shown(value), value, context)
  return null
}

function settingsOf(kind: Kind, term: TermSpec, given: JsonRecord, context: ImportContext): JsonRecord {
  const rename = (key: string): string =>
    context.dialect === 'tfjs' ? (TFJS_SETTINGS[key] ?? TFJS_SETTINGS[`${term.className}.${key}`] ?? key) : key
  const entries = Object.entries(given).flatMap(([name, raw]): [string, Json][] => {
    const key = rename(name)
    const spec = Object.hasOwn(term.params, key) ? term.params[key] : undefined
    // Keras 2's 'auto' was sum_over_batch_size, but for training on several machines.
    const value = key === 'reduction' && raw === 'auto' ? 'sum_over_batch_size' : plainNumber(raw)
    if (JSON.stringify(value) === JSON.stringify(spec?.default) || isDefault(key, value)) return []
    const schedule = spec?.kind === 'number' && spec.terms && isRecord(value) ? scheduleOf(value, context) : null
    if (schedule) return [[key, schedule]]
    if (spec && !isRecord(value)) return [[key, value]]
    lost(kind, `${term.className}.${key}`, value, context)
    return []
  })
  return Object.fromEntries(entries)
}

/** Without what is only for Keras to find its class; null where Netloom has no such schedule. */
function scheduleOf(given: JsonRecord, context: ImportContext): JsonRecord | null {
  const { class_name, config } = given
  const term = typeof class_name === 'string' ? findTerm(SCHEDULES, class_name) : undefined
  if (!term) return null
  return { class_name: term.className, config: settingsOf('optimizer', term, isRecord(config) ? config : {}, context) }
}
