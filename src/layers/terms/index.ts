// What model.compile() takes: optimizers, losses and metrics by Keras's names, with Keras's parameters and defaults.
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { findTerm, readParams, type ResolvedTerm, type TermSpec } from '../../shared/schema'
import type { LabelMode } from '../../shared/project'
import { identifierName, type Identifier } from '../../shared/training'
import type { Shape } from '../define'
import { accuracyFor, isAccuracy, METRICS } from './metrics'
import { CLIP_NAMES, OPTIMIZERS } from './optimizers'
import { checkSchedule, isScheduled, SCHEDULES } from './schedules'

export { LOSSES, type FittedTerm, type TargetForm } from './losses'
export { METRICS } from './metrics'
export { OPTIMIZERS } from './optimizers'
export { ratesOf, type RateByStep } from './schedule-values'
export { isScheduled, SCHEDULES } from './schedules'

export type TermKind = 'optimizer' | 'loss' | 'metric' | 'schedule'
const KINDS_ZH: Record<TermKind, string> = {
  optimizer: '优化器',
  loss: '损失函数',
  metric: '指标',
  schedule: '学习率调度'
}

/**
 * Finds a term by class or short name and fills in its parameters.
 * @throws NetloomError TERM_UNKNOWN, LAYER_PARAM (naming `where`)
 */
export function resolveTerm(
  kind: TermKind,
  terms: readonly TermSpec[],
  given: Identifier,
  where: string
): ResolvedTerm {
  const name = identifierName(given)
  const term = findTerm(terms, name)
  if (!term) {
    throw new NetloomError('TERM_UNKNOWN', {
      kind: words(kind, KINDS_ZH[kind]),
      found: name,
      where,
      known: terms.map((known) => known.names[0]!).join(', ')
    })
  }
  const config = typeof given === 'string' ? {} : given.config
  const params = readParams(term.params, config, { className: kind, layer: term.className, where: `${where}.config` })
  return { name: term.names[0]!, params }
}

/** As resolveTerm. @throws NetloomError LAYER_PARAM besides, for parameters that do not go together */
export function resolveSchedule(given: Identifier, where: string): ResolvedTerm {
  const schedule = resolveTerm('schedule', SCHEDULES, given, where)
  checkSchedule(schedule, `${where}.config`)
  return schedule
}

/** As resolveTerm. @throws NetloomError LAYER_PARAM besides, for more than one way to clip gradients */
export function resolveOptimizer(given: Identifier, where: string): ResolvedTerm {
  const optimizer = resolveTerm('optimizer', OPTIMIZERS, given, where)
  if (isScheduled(optimizer))
    checkSchedule(optimizer.params.learning_rate as ResolvedTerm, `${where}.config.learning_rate.config`)
  const clips = CLIP_NAMES.filter((name) => optimizer.params[name] !== null)
  if (clips.length <= 1) return optimizer
  throw new NetloomError('LAYER_PARAM', {
    className: 'optimizer',
    layer: optimizer.name,
    where: `${where}.config`,
    expected: words(`at most one of ${CLIP_NAMES.join(', ')}`, `${CLIP_NAMES.join(', ')} 中至多一个`),
    found: words(clips.join(' and '), clips.join(' 和 '))
  })
}

export interface ResolvedMetric extends ResolvedTerm {
  /** Its name in logs, as Keras gives it: 'mae' stays 'mae', a class has its instances' name. */
  label: string
}

/** As resolveTerm; 'accuracy' becomes the accuracy that fits, as in Keras. */
export function resolveMetric(given: Identifier, outputs: Shape, labelMode: LabelMode, where: string): ResolvedMetric {
  if (typeof given !== 'string') {
    const metric = resolveTerm('metric', METRICS, given, where)
    const { label } = METRICS.find(({ names }) => names[0] === metric.name)!
    return { ...metric, label: label ?? metric.name }
  }
  const name = isAccuracy(given) ? accuracyFor(outputs.at(-1) ?? 1, labelMode) : given
  return { ...resolveTerm('metric', METRICS, name, where), label: given }
}
