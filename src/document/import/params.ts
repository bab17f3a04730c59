// A layer's config in Keras's JSON as a design has it: what is Keras's default is left out.
import type { LayerCatalogue, LayerType } from '../../layers'
import { readParams, type ParamSpec, type ParamSpecs } from '../../shared/schema'
import { NetloomError } from '../../shared/errors'
import { isDefault } from './defaults'
import { plainNumber, termOf } from './terms'
import { isRecord, shown, type ImportContext, type Json, type JsonRecord } from './source'

export interface ParamPlace {
  /** Of the layer as it is shown. */
  layer: string
  context: ImportContext
  catalogue: LayerCatalogue
  /** Before the names of parameters of a layer inside of a wrapper. */
  prefix?: string
}

/** Notes every parameter that Netloom does not have or whose value it does not take; the latter stay as they are. */
export function readConfig(type: LayerType, config: JsonRecord, place: ParamPlace): JsonRecord {
  const { className } = type
  const given = withoutMirror(renamed(className, config))
  const result: JsonRecord = {}
  for (const [key, value] of Object.entries(given)) {
    const spec = Object.hasOwn(type.params, key) ? type.params[key] : undefined
    if (spec) {
      const read = readParam(key, spec, value, type, place)
      if (read !== undefined) result[key] = read
    } else if (!isDefault(key, value)) {
      place.context.note('IMPORT_PARAM_LOST', {
        className,
        layer: place.layer,
        param: (place.prefix ?? '') + key,
        found: shown(value)
      })
    }
  }
  return withoutImplied(type.params, result)
}

/** Keras 2's words for Keras 3's. */
function renamed(className: string, config: JsonRecord): JsonRecord {
  if (className !== 'LeakyReLU' || !('alpha' in config) || 'negative_slope' in config) return config
  const { alpha, ...rest } = config
  return { ...rest, negative_slope: alpha! }
}

/** Keras writes down the layer that Bidirectional makes itself, too. */
function withoutMirror(config: JsonRecord): JsonRecord {
  const { layer, backward_layer, ...rest } = config
  if (!isRecord(layer) || !isRecord(backward_layer)) return config
  const core = ({ class_name, config: inner }: JsonRecord): string => {
    const { name: _name, go_backwards: _way, zero_output_for_mask: _own, ...settings } = isRecord(inner) ? inner : {}
    return JSON.stringify([class_name, settings])
  }
  return core(layer) === core(backward_layer) ? { ...rest, layer } : config
}

/** Undefined where the value is the default. */
function readParam(key: string, spec: ParamSpec, value: Json, type: LayerType, place: ParamPlace): Json | undefined {
  const { className } = type
  const { context, layer } = place
  const param = (place.prefix ?? '') + key
  const simple = simplified(key, spec, value, { ...place, prefix: `${param}.` })
  const isNullDefault = simple === null && spec.default !== undefined && !('nullable' in spec && spec.nullable)
  if (isNullDefault) return undefined
  if (simple === 'hard_sigmoid' && context.dialect !== 'keras3') {
    context.note('IMPORT_FORMULA', { className, layer, param, found: 'hard_sigmoid' })
  }
  try {
    const resolved = resolve(key, spec, simple, className)
    return spec.default !== undefined && resolved === resolve(key, spec, spec.default as Json, className)
      ? undefined
      : simple
  } catch (problem) {
    if (!(problem instanceof NetloomError)) throw problem
    const { expected = '', expected_zh = expected } = problem.args
    context.note('IMPORT_PARAM_REFUSED', {
      className,
      layer,
      param,
      found: shown(simple),
      expected,
      expected_zh
    })
    return simple
  }
}

/** With short forms written out, so that equal values are equal texts. @throws NetloomError LAYER_PARAM */
const resolve = (key: string, spec: ParamSpec, value: Json, className: string): string =>
  JSON.stringify(readParams({ [key]: spec }, { [key]: value }, { className, layer: '', where: '' }))

function simplified(key: string, spec: ParamSpec, value: Json, place: ParamPlace): Json {
  if (spec.kind === 'layer') return wrappedLayer(value, place)
  if (spec.kind === 'term') return termOf(value, spec.terms)
  // Keras 2 writes the one axis of BatchNormalization as a list.
  if (spec.kind === 'integer' && Array.isArray(value) && value.length === 1) return value[0]!
  if (isRecord(value) && isRecord(value.config)) {
    if (key === 'seed') return value.config.seed ?? null
  } else if (isRecord(value) && spec.kind === 'choice') {
    return value.config ?? value // a function, by its name
  }
  return plainNumber(value)
}

function wrappedLayer(value: Json, place: ParamPlace): Json {
  if (!isRecord(value) || typeof value.class_name !== 'string' || !isRecord(value.config)) return value
  const type = place.catalogue.get(value.class_name)
  // Bidirectional sets zero_output_for_mask itself.
  const { zero_output_for_mask: _own, ...given } = value.config
  const config = type ? readConfig(type, given, place) : value.config
  return { class_name: value.class_name, config }
}

/** Defaults that Keras writes out: what follows from other parameters, or from its settings. */
function withoutImplied(specs: ParamSpecs, config: JsonRecord): JsonRecord {
  const implied = [
    ['strides', 'pool_size'],
    ['value_dim', 'key_dim']
  ] as const
  const drop = implied
    .filter(([key, source]) => {
      const [spec, other] = [specs[key], specs[source]]
      if (!spec || !other || spec.default !== null) return false
      const value = config[source] ?? (other.default as Json | undefined)
      const list = (item: Json | undefined): string => JSON.stringify(item === undefined ? null : [item].flat())
      const [a, b] = [list(config[key]), list(value)]
      // A pool_size that is the default is left out: 2 for [2, 2].
      return a === b || (Array.isArray(config[key]) && (config[key] as Json[]).every((item) => list(item) === b))
    })
    .map(([key]) => key as string)
  return Object.fromEntries(
    Object.entries(config).filter(
      ([key, value]) => !drop.includes(key) && !(key === 'data_format' && value === 'channels_last')
    )
  )
}
