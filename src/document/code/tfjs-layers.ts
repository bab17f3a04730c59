// Layers and terms as tfjs-layers makes them; what it lacks is left out and told.
import type { LayerCatalogue, Shape } from '../../layers'
import { call, value, type Expression, type Named, identifier } from './expression'
import { JAVASCRIPT } from './languages'
import { jsonExpression, paramExpression } from './literals'
import type { LayerDialect } from './model'
import { argumentsOf, isObject, readTerm, type Argument, type Json, type JsonObject } from './params'
import type { Plan, PlannedNode } from './plan'
import { failsWith, hasActivation, hasLayer, hasTerm, lacksParam, layerName, ownDefaults } from './tfjs-gaps'

/** 'kernelSize' of kernel_size. */
export const camel = (name: string): string =>
  name.replaceAll(/_+(\w)/g, (_all, letter: string) => letter.toUpperCase()).replaceAll(/\W/g, '_')

/** Makes expressions, and keeps what there is to say of them. */
class Maker {
  readonly remarks: string[] = []
  constructor(private readonly catalogue: LayerCatalogue) {}

  layer(className: string, config: JsonObject, more: readonly Named[]): Expression {
    if (!hasLayer(className)) this.remarks.push(`tfjs has no layer ${className}: this does not run.`)
    const given = argumentsOf(this.catalogue.get(className)?.params ?? {}, config, ownDefaults(className))
    if (className === 'GRU' && config.reset_after !== false)
      this.remarks.push("tfjs's GRU is that of reset_after=False, with one bias less.")
    const named = given.flatMap((one): Named[] => {
      if (failsWith(className, one.key, one.value))
        this.remarks.push(`tfjs has no ${className} with this ${one.key}: this does not run.`)
      if (!lacksParam(className, one.key)) return [[this.key(className, one.key), this.argument(one)]]
      if (one.key !== 'reset_after') this.lacks(`${className} has no ${one.key}`)
      return []
    })
    return call(`tf.layers.${layerName(className)}`, [], [...named, ...more])
  }

  private lacks(what: string): void {
    this.remarks.push(`tfjs's ${what}: left out.`)
  }

  private key(className: string, key: string): string {
    return className === 'LeakyReLU' && key === 'negative_slope' ? 'alpha' : camel(key)
  }

  private argument({ key, spec, value: given }: Argument): Expression {
    if (spec?.kind === 'term') return this.term(key, spec.terms, given)
    if (spec?.kind === 'layer' && isObject(given) && typeof given.class_name === 'string')
      return this.layer(given.class_name, isObject(given.config) ? given.config : {}, [])
    if (spec?.kind === 'numbers' && Array.isArray(given) && given.length > 1)
      this.remarks.push(`tfjs takes one number for ${key}.`)
    if (typeof given !== 'string') return paramExpression(spec, given)
    if (key.endsWith('activation')) return this.activation(given)
    return value(camel(given))
  }

  private activation(name: string): Expression {
    if (name === 'hard_sigmoid') this.remarks.push("tfjs's hardSigmoid is x / 5 + 0.5, Keras's x / 6 + 0.5.")
    else if (!hasActivation(name)) this.remarks.push(`tfjs has no activation ${name}: this does not run.`)
    return value(name === 'silu' ? 'swish' : camel(name))
  }

  private term(key: string, terms: Parameters<typeof readTerm>[0], given: Json): Expression {
    const read = readTerm(terms, given)
    if (!read) return jsonExpression(given)
    const name = read.term?.names[0] ?? read.name
    const own = camel(name).replace('lecun', 'leCun')
    if (!hasTerm(name)) this.remarks.push(`tfjs has no ${name} for ${key}: this does not run.`)
    const regularizes = key.endsWith('regularizer')
    if (read.given.length === 0 && !regularizes) return value(own)
    // tfjs's own defaults are others for l1l2, and it knows no names of the others.
    const config = isObject(given) && isObject(given.config) ? given.config : {}
    const all = argumentsOf(read.term?.params ?? {}, config, new Set(['l1', 'l2']))
    const named = (regularizes ? all : read.given).map((one): Named => [camel(one.key), this.termParam(one)])
    return call(`tf.${/[a-z]+$/.exec(key)?.[0] ?? ''}s.${identifier(own)}`, [], named)
  }

  private termParam({ key, spec, value: given }: Argument): Expression {
    if (key === 'distribution') return value(given === 'truncated_normal' ? 'normal' : camel(String(given)))
    return typeof given === 'string' ? value(camel(given)) : paramExpression(spec, given)
  }
}

export const tfjsLayers = (catalogue: LayerCatalogue): LayerDialect => ({
  language: JAVASCRIPT,
  make(planned, plan) {
    const { node, owner } = planned
    const name: Named = ['name', value(node.name)]
    if (owner.class_name === 'Input')
      return { layer: call('tf.input', [], [['shape', jsonExpression(node.config.shape ?? [])], name]), remarks: [] }
    const maker = new Maker(catalogue)
    const layer = adjusted(planned, plan, name) ?? maker.layer(owner.class_name, owner.config, [name])
    return { layer, remarks: owner === node ? maker.remarks : [] }
  },
  assign: (variable, times) => `${{ once: 'const ', first: 'let ', again: '' }[times]}${variable} = `,
  adapt: () => []
})

/** Where tfjs wants the same said otherwise. */
function adjusted({ node, owner }: PlannedNode, { model }: Plan, name: Named): Expression | null {
  const layer = model?.layers.find((other) => other.name === node.name)
  if (!layer || owner !== node) return null
  switch (node.class_name) {
    case 'Flatten':
      // tfjs refuses what is flat already.
      if (layer.inputShapes[0]!.length > 1) return null
      return call('tf.layers.activation', [], [['activation', value('linear')], name])
    case 'Reshape':
      // -1 would leave it without a static shape.
      return call('tf.layers.reshape', [], [['targetShape', jsonExpression([...layer.outputShape])], name])
    case 'Concatenate': {
      // Of negative axes, tfjs knows the last one only.
      const axis = Number(layer.params.axis)
      if (axis >= -1) return null
      return call('tf.layers.concatenate', [], [['axis', value(countedAxis(axis, layer.outputShape))], name])
    }
    case 'Dot': {
      const axes = (layer.params.axes as number[]).map((axis, i) => countedAxis(axis, layer.inputShapes[i]!))
      const normalize: Named[] = layer.params.normalize ? [['normalize', value(true)]] : []
      return call('tf.layers.dot', [], [['axes', jsonExpression(axes)], ...normalize, name])
    }
    default:
      return null
  }
}

/** From the front, the batch as 0. */
const countedAxis = (axis: number, shape: Shape): number => (axis < 0 ? shape.length + 1 + axis : axis)
