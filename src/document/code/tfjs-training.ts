// JavaScript that compiles, trains and evaluates the model.
import { LOSSES, METRICS, OPTIMIZERS, ratesOf, resolveSchedule } from '../../layers/terms'
import { isAccuracy } from '../../layers/terms/metrics'
import type { Project } from '../../shared/project'
import { directionFor } from '../../shared/monitor'
import type { CallbackConfig, Identifier } from '../../shared/training'
import type { DataPlan } from './data'
import { call, layout, list, value, word, type Expression, type Named, identifier } from './expression'
import { JAVASCRIPT } from './languages'
import { isObject, readTerm, type Json, type JsonObject } from './params'
import type { Plan } from './plan'
import { code, commentLines, type CodeLine } from './text'
import { LOSS_NAMES, METRIC_NAMES, OPTIMIZER_PARAMS } from './tfjs-gaps'
import { camel } from './tfjs-layers'

const remarked = (remarks: readonly string[], lines: readonly string[]): CodeLine[] =>
  code(...remarks.flatMap((remark) => commentLines(JAVASCRIPT.mark, remark, JAVASCRIPT.width)), ...lines)

export function tfjsCompile({ training }: Project): CodeLine[] {
  const remarks: string[] = []
  const { loss, metrics, loss_weights } = training
  const named: Named[] = [
    ['optimizer', optimizer(training.optimizer, remarks)],
    ['loss', Array.isArray(loss) ? list(loss.map((one) => lossOf(one, remarks))) : lossOf(loss, remarks)]
  ]
  const measured = metrics.flatMap((metric) => metricOf(metric, remarks) ?? [])
  if (measured.length > 0) named.push(['metrics', list(measured)])
  if (loss_weights) remarks.push('tfjs has no loss_weights: each output counts alike.')
  return remarked(remarks, layout('', call('model.compile', [], named), JAVASCRIPT))
}

/** tf.train.adam(0.001): by position, up to the last one that is not at its default. */
function optimizer(given: Json, remarks: string[]): Expression {
  const read = readTerm(OPTIMIZERS, given)
  const name = read?.term?.names[0] ?? 'unknown'
  const written = new Map(read?.given.map(({ key, value: item }) => [key, item]))
  const own = name === 'sgd' && written.has('momentum') ? 'momentum' : name
  const keys = OPTIMIZER_PARAMS[own]
  if (!keys) remarks.push(`tfjs has no optimizer ${read?.name ?? String(given)}: this does not run.`)
  const taken = keys ?? ['learning_rate']
  for (const key of written.keys()) if (!taken.includes(key)) remarks.push(`tfjs's ${own} has no ${key}: left out.`)
  const last = Math.max(0, ...[...written.keys()].map((key) => taken.indexOf(key)))
  const args = taken
    .slice(0, last + 1)
    .map((key) => written.get(key) ?? (read?.term?.params[key]?.default as Json | undefined) ?? null)
  return call(
    `tf.train.${identifier(camel(own))}`,
    args.map((item) => value(isObject(item) ? firstRate(item, remarks) : (item as number | boolean | null)))
  )
}

/** The learning rate that a schedule begins with. */
function firstRate(given: JsonObject, remarks: string[]): number | null {
  remarks.push(`tfjs has no ${String(given.class_name)}: the learning rate stays as it begins.`)
  try {
    return ratesOf(resolveSchedule(given as unknown as Identifier, ''))(0)
  } catch {
    return null // what does not fit is told elsewhere
  }
}

function lossOf(given: Json, remarks: string[]): Expression {
  const read = readTerm(LOSSES, given)
  const name = read?.term?.names[0] ?? read?.name ?? ''
  if (!LOSS_NAMES[name]) remarks.push(`tfjs has no loss ${name}: this does not run.`)
  for (const { key } of read?.given ?? [])
    if (key !== 'reduction') remarks.push(`tfjs's ${name} has no ${key}: left out.`)
  return value(LOSS_NAMES[name] ?? camel(name))
}

function metricOf(given: Json, remarks: string[]): Expression | null {
  if (typeof given === 'string' && isAccuracy(given)) return value('accuracy')
  const read = readTerm(METRICS, given)
  const name = read?.term?.names[0] ?? read?.name ?? ''
  const known = METRIC_NAMES[name]
  if (!known) remarks.push(`tfjs has no metric ${name}: left out.`)
  else for (const { key } of read?.given ?? []) remarks.push(`tfjs's ${name} has no ${key}: left out.`)
  return known ? word(known) : null
}

export function tfjsFit({ training }: Project, plan: Plan, { splits }: DataPlan): CodeLine[] {
  const { epochs, batch_size, shuffle, class_weight, callbacks, seed } = training
  const remarks = [`tfjs has no seed for start weights and shuffling: no two runs are the same (seed ${seed}).`]
  const named: Named[] = [
    ['batchSize', value(batch_size)],
    ['epochs', value(epochs)]
  ]
  if (!shuffle) named.push(['shuffle', value(false)])
  if (splits.includes('val')) named.push(['validationData', list([word('xVal'), target('yVal', plan)])])
  if (class_weight) {
    const entries = Object.entries(class_weight).map(([key, weight]): Named => [String(Number(key)), value(weight)])
    const weights: Expression = { kind: 'object', entries }
    named.push(['classWeight', plan.outputs.length > 1 ? list(plan.outputs.map(() => weights)) : weights])
  }
  for (const key of ['steps_per_epoch', 'validation_steps'] as const)
    if (training[key] !== undefined) remarks.push(`tfjs's fit of tensors has no ${key}: left out.`)
  if (training.validation_freq > 1) remarks.push("tfjs's fit has no validation_freq: it validates after every epoch.")
  if (training.histogram_freq > 0) remarks.push('tfjs has no histogram_freq in Node: left out.')
  const calls = callbacks.flatMap((callback) => callbackOf(callback, remarks) ?? [])
  if (calls.length > 0) named.push(['callbacks', list(calls)])
  return remarked(
    remarks,
    layout('await ', call('model.fit', [word('xTrain'), target('yTrain', plan)], named), JAVASCRIPT)
  )
}

function callbackOf(callback: CallbackConfig, remarks: string[]): Expression | null {
  switch (callback.class_name) {
    case 'EarlyStopping':
      return earlyStopping(callback.config, remarks)
    case 'ThresholdStopping': {
      const { threshold } = callback.config
      const reached = `logs.${logName(callback.config.monitor)} ${directionFor(callback.config) === 'max' ? '>=' : '<='} ${threshold}`
      return stopIf('(epoch, logs)', reached)
    }
    case 'TimeStopping':
      return stopIf('()', `performance.now() >= ${callback.config.seconds * 1000}`)
    default:
      remarks.push(`tfjs has no ${callback.class_name}: left out.`)
      return null
  }
}

/** tfjs logs 'accuracy' as acc. */
const logName = (log: string): string => log.replace(/(^|_)accuracy$/, '$1acc')

/** A callback written by hand. */
const stopIf = (given: string, condition: string): Expression => ({
  kind: 'object',
  entries: [['onEpochEnd', word(`async ${given} => { if (${condition}) model.stopTraining = true }`)]]
})

function earlyStopping(
  config: Extract<CallbackConfig, { class_name: 'EarlyStopping' }>['config'],
  remarks: string[]
): Expression {
  const { monitor, patience, min_delta, mode, baseline, start_from_epoch, restore_best_weights } = config
  if (restore_best_weights) remarks.push("tfjs's earlyStopping has no restore_best_weights: the last weights stay.")
  if (start_from_epoch > 0) remarks.push("tfjs's earlyStopping has no start_from_epoch: left out.")
  const named: Named[] = [
    ['monitor', value(logName(monitor))],
    ['patience', value(patience)]
  ]
  if (min_delta !== 0) named.push(['minDelta', value(min_delta)])
  if (mode !== 'auto') named.push(['mode', value(mode)])
  if (baseline !== null) named.push(['baseline', value(baseline)])
  return call('tf.callbacks.earlyStopping', [], named)
}

/** Every output is compared with the same targets. */
const target = (name: string, { outputs }: Plan): Expression =>
  outputs.length > 1 ? list(outputs.map(() => word(name))) : word(name)

export const tfjsEvaluate = (plan: Plan, { splits }: DataPlan): CodeLine[] =>
  splits.includes('test')
    ? code(
        ...layout('const results = ', call('model.evaluate', [word('xTest'), target('yTest', plan)]), JAVASCRIPT),
        "console.log([results].flat().map((result, i) => `${model.metricsNames[i]} ${result.dataSync()[0]}`).join(', '))"
      )
    : []
