// Which format a JSON is of, and where in it the model stands.
import { NetloomError } from '../../shared/errors'
import { inKerasWords } from './tfjs'
import { isRecord, shown, structureError, type Dialect, type Json, type JsonRecord } from './source'

export interface ModelJson {
  dialect: Dialect
  /** { class_name, config } */
  model: JsonRecord
  /** Keras 3's compile_config, or Keras 2's training_config. */
  compiled: JsonRecord | null
  /** Weights come with the file; they are not taken over. */
  hasWeights: boolean
}

/** Deeper than any model, and far from what a call stack holds. */
const DEEPEST = 400

/**
 * @param raw a JSON that was parsed
 * @throws NetloomError MODEL_FILE_UNKNOWN, MODEL_FORMAT, MODEL_STRUCTURE
 */
export function recognize(raw: unknown, file: string): ModelJson {
  checkDepth(raw, file)
  if (!isRecord(raw)) throw unknownFile(file, raw)
  if ('netloom' in raw) throw new NetloomError('MODEL_FILE_UNKNOWN', { file, found: 'a project of Netloom' })
  if ('modelTopology' in raw || 'model_topology' in raw) return recognizeTfjs(raw, file)
  const container = jsonOf(raw.model_config)
  if (isRecord(container)) {
    const compiled = jsonOf(raw.training_config)
    return { ...recognize(container, file), compiled: isRecord(compiled) ? compiled : null }
  }
  if ('className' in raw) return { ...recognize(inKerasWords(raw), file), dialect: 'tfjs' }
  if (typeof raw.class_name !== 'string' || !('config' in raw)) throw unknownFile(file, raw)
  return {
    dialect: dialectOf(raw),
    model: raw,
    compiled: isRecord(raw.compile_config) ? raw.compile_config : null,
    hasWeights: false
  }
}

/** tf.keras 2.13 to 2.15 write Keras 3's modules already, but not its inputs. */
function dialectOf(raw: JsonRecord): Dialect {
  const version = String(raw.keras_version ?? '')
  if (version.startsWith('tfjs')) return 'tfjs'
  const isKeras2 = /^[12]\./.test(version) || hasOldInput(raw)
  return 'module' in raw && !isKeras2 ? 'keras3' : 'keras2'
}

const hasOldInput = ({ config }: JsonRecord): boolean =>
  isRecord(config) &&
  ('batch_input_shape' in config ||
    (Array.isArray(config.layers) && config.layers.some((layer) => isRecord(layer) && hasOldInput(layer))))

function recognizeTfjs(raw: JsonRecord, file: string): ModelJson {
  const topology = raw.modelTopology ?? raw.model_topology
  if (raw.format === 'graph-model' || (isRecord(topology) && 'node' in topology)) {
    throw new NetloomError('MODEL_FORMAT', { file, found: 'TensorFlow.js graph model' })
  }
  const { compiled, ...model } = recognize(topology, file)
  const training = inKerasWords(raw.trainingConfig ?? raw.training_config ?? null)
  const manifest = raw.weightsManifest ?? raw.weights_manifest
  return {
    ...model,
    dialect: model.dialect === 'keras3' ? 'keras3' : 'tfjs',
    compiled: isRecord(training) ? training : compiled,
    hasWeights: Array.isArray(manifest) && manifest.length > 0
  }
}

/** HDF5 holds JSON as text, and what is taken out of it may be text still. */
function jsonOf(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as Json
  } catch {
    return undefined
  }
}

const unknownFile = (file: string, raw: unknown): NetloomError =>
  new NetloomError('MODEL_FILE_UNKNOWN', { file, found: shown(raw) })

/** Level by level, as a walk by recursion is what deep nesting would break. */
function checkDepth(raw: unknown, file: string): void {
  let level: unknown[] = [raw]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) throw structureError(file, '(top level)', `at most ${DEEPEST} levels`, 'more')
    level = level.flatMap((value) => (value !== null && typeof value === 'object' ? Object.values(value) : []))
  }
}
