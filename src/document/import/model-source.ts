// Functional and Sequential models of every dialect as layers and calls.
import { readKeras2Call, readReferences } from './keras2'
import { readKeras3Call } from './keras3'
import {
  isRecord,
  structureError,
  TensorRef,
  type Call,
  type ImportContext,
  type Json,
  type JsonRecord,
  type LayerSource,
  type ModelSource
} from './source'

type Place = Pick<ImportContext, 'file' | 'dialect'>

/**
 * @param raw { class_name, config } of a model
 * @param where its JSON path
 * @throws NetloomError MODEL_STRUCTURE, MODEL_FILE_UNKNOWN
 */
export function readModel(raw: JsonRecord, where: string, place: Place): ModelSource {
  // Before Keras 2.2.3 the config of a Sequential was the list of its layers.
  const config: JsonRecord = Array.isArray(raw.config) ? { layers: raw.config } : isRecord(raw.config) ? raw.config : {}
  const list = config.layers
  const path = `${where}config.layers`
  if (!Array.isArray(list)) throw structureError(place.file, path, 'a list of layers', list ?? null)
  const layers = list.map((layer, i) => readLayer(layer, `${path}[${i}]`, place))
  const byName = new Map(layers.map((layer) => [layer.name, layer]))
  if (byName.size < layers.length) throw structureError(place.file, path, 'names that differ', twice(layers))
  const name = typeof config.name === 'string' ? config.name : 'model'
  if (!isFunctional(config)) return sequential(name, layers, inputShapeOf(raw, config))
  const shift = (ref: TensorRef, ofModel: boolean): TensorRef => {
    const layer = byName.get(ref.layer)
    const first = layer?.model ? firstCallOf(layer, ofModel, place) : 0
    return first === 0 ? ref : new TensorRef(ref.layer, ref.call - first, ref.output)
  }
  list.forEach((layer, i) => {
    const nodes = isRecord(layer) ? layer.inbound_nodes : null
    const calls = Array.isArray(nodes) ? nodes : []
    layers[i]!.calls = calls.map((node) => shifted(readCall(node), (ref) => shift(ref, false)))
    if (layers[i]!.className === 'InputLayer') layers[i]!.calls = [{ args: [], kwargs: {} }]
  })
  const refs = (value: Json | undefined): TensorRef[] => readReferences(value).map((ref) => shift(ref, true))
  const outputs = refs(config.output_layers)
  if (outputs.length === 0)
    throw structureError(place.file, `${where}config.output_layers`, 'outputs', config.output_layers ?? null)
  return { name, layers, inputs: refs(config.input_layers), outputs }
}

const twice = (layers: readonly LayerSource[]): string =>
  layers.map(({ name }) => name).find((name, i, names) => names.indexOf(name) !== i)!

const isFunctional = (config: JsonRecord): boolean => 'output_layers' in config

/** Models within models; their classes may be of one's own. */
const isModel = ({ class_name, config }: JsonRecord): boolean =>
  Array.isArray(config)
    ? class_name === 'Sequential'
    : isRecord(config) && Array.isArray(config.layers) && (class_name === 'Sequential' || isFunctional(config))

function readLayer(raw: Json, where: string, place: Place): LayerSource {
  if (!isRecord(raw) || typeof raw.class_name !== 'string' || raw.class_name === '')
    throw structureError(place.file, where, 'a layer { class_name, config }', raw)
  const config = isRecord(raw.config) ? raw.config : {}
  const name = raw.name ?? config.name
  if (typeof name !== 'string' || name === '')
    throw structureError(place.file, `${where}.config.name`, 'a name', name ?? null)
  return {
    name,
    className: raw.class_name,
    module: typeof raw.module === 'string' ? raw.module : null,
    registeredName: typeof raw.registered_name === 'string' ? raw.registered_name : null,
    config,
    calls: [],
    model: isModel(raw) ? readModel(raw, `${where}.`, place) : null
  }
}

/**
 * A model counts the call that made it as its first. In Keras 3 calls of others leave it out, and only the model's own
 * outputs count it; in tf.keras a Sequential that was made without an input has none.
 */
function firstCallOf({ model, className }: LayerSource, ofModel: boolean, { dialect }: Place): number {
  if (dialect === 'keras3') return ofModel && className !== 'Sequential' ? 1 : 0
  return dialect === 'tfjs' || model!.layers[0]?.className === 'InputLayer' ? 1 : 0
}

const readCall = (node: Json): Call => (isRecord(node) && 'args' in node ? readKeras3Call(node) : readKeras2Call(node))

function shifted<T>(value: T, shift: (ref: TensorRef) => TensorRef): T {
  if (value instanceof TensorRef) return shift(value) as T
  if (Array.isArray(value)) return value.map((item: unknown) => shifted(item, shift)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shifted(item as unknown, shift)])) as T
}

/** One layer after another, each called once. */
function sequential(name: string, layers: LayerSource[], known: Json | null): ModelSource {
  const shape = known ?? firstShape(layers[0])
  const all = layers[0]?.className === 'InputLayer' || shape === null ? layers : [inputLayer(layers, shape), ...layers]
  const refs = all.map((layer) => new TensorRef(layer.name, 0, 0))
  all.forEach((layer, i) => {
    layer.calls = [{ args: refs.slice(Math.max(0, i - 1), i), kwargs: {} }]
  })
  return {
    name,
    layers: all,
    inputs: all[0]?.className === 'InputLayer' ? refs.slice(0, 1) : [],
    outputs: refs.slice(-1)
  }
}

function inputLayer(layers: readonly LayerSource[], shape: Json): LayerSource {
  const names = new Set(layers.map(({ name }) => name))
  let name = 'input'
  while (names.has(name)) name += '_layer'
  const config = { name, batch_shape: shape }
  return { name, className: 'InputLayer', module: null, registeredName: null, config, calls: [], model: null }
}

/** The shape with the batch that a Sequential was built for, where it says so itself. */
function inputShapeOf(raw: JsonRecord, config: JsonRecord): Json | null {
  const built = isRecord(raw.build_config) ? raw.build_config.input_shape : null
  return [config.build_input_shape, built].find((shape) => Array.isArray(shape)) ?? null
}

/** Else its first layer does, or the first one of the model that is its first. */
function firstShape(layer: LayerSource | undefined): Json | null {
  if (!layer) return null
  const { batch_shape, batch_input_shape } = layer.config
  return batch_shape ?? batch_input_shape ?? firstShape(layer.model?.layers[0])
}
