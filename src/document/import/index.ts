// Models of Keras and TensorFlow.js as designs.
import type { LayerCatalogue } from '../../layers'
import { NetloomError, type ErrorPayload } from '../../shared/errors'
import type { ImportedModel } from '../../shared/imported-model'
import { readCompiled } from './compiled'
import { flatten } from './flatten'
import { readModel } from './model-source'
import { readPolicy } from './policy'
import { recognize } from './recognize'
import { isRecord, type ImportContext } from './source'
import { toDesign } from './to-design'

export type { ImportedModel } from '../../shared/imported-model'

/**
 * Reads Keras's model.to_json() or config.json (Keras 3 and 2, Functional and Sequential), or TensorFlow.js's model.json.
 * Layers that Netloom does not know stay as they are, so that nothing is lost; models inside become blocks.
 * @param raw the JSON, parsed
 * @param file named in errors
 * @throws NetloomError MODEL_FILE_UNKNOWN, MODEL_FORMAT, MODEL_SUBCLASSED, MODEL_STRUCTURE
 */
export function importModel(raw: unknown, file: string, catalogue: LayerCatalogue): ImportedModel {
  const { dialect, model, compiled, hasWeights } = recognize(raw, file)
  const className = String(model.class_name)
  if (isRecord(model.config) && !('layers' in model.config)) {
    throw new NetloomError(catalogue.has(className) ? 'MODEL_FILE_UNKNOWN' : 'MODEL_SUBCLASSED', {
      file,
      found: className
    })
  }
  const notes = new Map<string, ErrorPayload>()
  const context: ImportContext = {
    file,
    dialect,
    note: (code, args) => notes.set(JSON.stringify([code, args]), { code, args })
  }
  const source = readModel(model, '', { file, dialect })
  const flat = flatten(source, context)
  const { design, outputs } = toDesign(flat, context, catalogue)
  if (!design.nodes.some((node) => node.class_name === 'Input')) context.note('IMPORT_NO_INPUT', {})
  const outputNames = outputs.map(({ keras }) => keras)
  const training = {
    ...(compiled && readCompiled(compiled, outputNames, context)),
    ...readPolicy(flat.nodes, context)
  }
  if (hasWeights) context.note('IMPORT_WEIGHTS_LEFT', {})
  return { name: source.name, design, training, notes: [...notes.values()] }
}

/**
 * As importModel, of a file's text.
 * @throws NetloomError MODEL_NOT_JSON besides
 */
export function importModelText(text: string, file: string, catalogue: LayerCatalogue): ImportedModel {
  return importModel(parseModel(text, file), file, catalogue)
}

function parseModel(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new NetloomError('MODEL_NOT_JSON', { file, reason: error instanceof Error ? error.message : String(error) })
  }
}
