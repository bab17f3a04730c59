// Layers and terms as Keras 3 makes them.
import type { LayerCatalogue } from '../../layers'
import { SCHEDULES } from '../../layers/terms'
import type { TermSpec } from '../../shared/schema'
import { call, layout, value, word, type Expression, type Named, identifier } from './expression'
import { PYTHON } from './languages'
import { jsonExpression, paramExpression } from './literals'
import type { LayerDialect } from './model'
import { argumentsOf, isObject, readTerm, type Argument, type Json, type JsonObject } from './params'
import { tensorsOf } from './script'

/** What is commonly written without its name, where it comes first. */
const POSITIONAL = new Set('units filters rate stddev target_shape dims n layer activation factor size'.split(' '))
/** Keras's pooling asks for it, or its default is easily overlooked. */
const ALWAYS = new Set(['pool_size'])

/** 'keras.regularizers' of kernel_regularizer. */
const moduleOf = (key: string): string => `keras.${/[a-z]+$/.exec(key)?.[0] ?? ''}s`

function argument(catalogue: LayerCatalogue, { key, spec, value: given }: Argument): Expression {
  if (spec?.kind === 'term') return term(moduleOf(key), spec.terms, given)
  if (spec?.kind === 'layer' && isObject(given) && typeof given.class_name === 'string')
    return layer(catalogue, given.class_name, isObject(given.config) ? given.config : {})
  return paramExpression(spec, given)
}

/** layers.Dense(128, activation="relu") */
function layer(
  catalogue: LayerCatalogue,
  className: string,
  config: JsonObject,
  more: readonly Named[] = []
): Expression {
  const specs = catalogue.get(className)?.params ?? {}
  const given = argumentsOf(specs, config, ALWAYS)
  const [first] = given
  const leads = first !== undefined && first.key === Object.keys(specs)[0] && POSITIONAL.has(first.key)
  const named = given.slice(leads ? 1 : 0).map((one): Named => [one.key, argument(catalogue, one)])
  const args = leads ? [argument(catalogue, first)] : []
  return call(`layers.${identifier(className)}`, args, [...named, ...more])
}

/** keras.optimizers.schedules.CosineDecay(0.1, ...) */
export const schedule = (given: Json): Expression => term('keras.optimizers.schedules', SCHEDULES, given, true)

function termArgument({ key, spec, value: given }: Argument): Expression {
  if (spec?.kind === 'number' && spec.terms && isObject(given)) return schedule(given)
  // Whole numbers of steps, as people write them.
  return /(steps|boundaries)$/.test(key) ? jsonExpression(given) : paramExpression(spec, given)
}

/** "l2", or keras.regularizers.L2(0.001); `asObject`: a name alone is not enough where the class was given. */
export function term(module: string, terms: readonly TermSpec[], given: Json, asObject = false): Expression {
  const read = readTerm(terms, given)
  if (!read) return paramExpression(undefined, given)
  if (read.short) return value(read.name)
  if (!asObject && read.given.length === 0) return value(read.term?.names[0] ?? read.name)
  const alone = Object.keys(read.term?.params ?? {}).filter((key) => key !== 'seed').length === 1
  const values = read.given.map((one): Named => [one.key, termArgument(one)])
  const [[key, first] = ['', null]] = values
  const callee = `${module}.${read.term?.className ?? identifier(read.name)}`
  return alone && values.length === 1 && key !== 'seed' && !asObject ? call(callee, [first!]) : call(callee, [], values)
}

export const kerasLayers = (catalogue: LayerCatalogue): LayerDialect => ({
  language: PYTHON,
  make({ node, owner }) {
    // Keras keeps '/' for paths.
    const name: Named = ['name', value(node.name.replaceAll('/', '_'))]
    if (node.class_name !== 'Input')
      return { layer: layer(catalogue, owner.class_name, owner.config, [name]), remarks: [] }
    const shape: Named = ['shape', paramExpression(catalogue.get('Input')?.params.shape, node.config.shape ?? [])]
    return { layer: call('keras.Input', [], [shape, name]), remarks: [] }
  },
  assign: (variable) => `${variable} = `,
  adapt(variable, before, plan) {
    const { tensors } = plan.variables
    const inputs = plan.inputs.map(({ node }) => tensors.get(node)!)
    if (inputs.includes(before)) {
      const part = inputs.length === 1 ? '' : `[${inputs.indexOf(before)}]`
      return [`${variable}.adapt(x_train${part})`]
    }
    const part = call('keras.Model', [tensorsOf(plan.inputs, plan), word(before)])
    return [
      ...layout('before = ', part, PYTHON),
      `${variable}.adapt(before.predict(x_train, batch_size=256, verbose=0))`
    ]
  }
})
