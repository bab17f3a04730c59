// The trained model on disk: tfjs-layers' own format (model.json + weights.bin), whichever engine trained it.
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { InferredModel } from '../layers/infer'
import { sizeOf } from '../layers/define'
import type { Nested } from '../shared/run'
import { toKerasJson } from './engines/keras-json'
import type { NamedWeight } from './engine'
import { makeFolder } from '../main/make-folder'

/**
 * Writes a model into `folder`, in one rename: a reader finds the whole model or none.
 * Weights are float32, little endian, in the order of the manifest.
 * @param beside other files of the folder, by name
 */
export async function writeModel(
  folder: string,
  name: string,
  model: InferredModel,
  weights: readonly NamedWeight[],
  beside: Readonly<Record<string, string>> = {}
): Promise<void> {
  const manifest = weights.map(({ name: weight, shape }) => ({ name: weight, shape, dtype: 'float32' }))
  const json = {
    format: 'layers-model',
    generatedBy: 'Netloom',
    modelTopology: { model_config: toKerasJson(name, model, null) },
    weightsManifest: [{ paths: ['weights.bin'], weights: manifest }]
  }
  makeFolder(dirname(folder))
  const draft = await mkdtemp(`${folder}.draft-`)
  try {
    await writeFile(
      join(draft, 'weights.bin'),
      Buffer.concat(weights.map(({ values }) => littleEndian(Float32Array.from(values))))
    )
    await writeFile(join(draft, 'model.json'), JSON.stringify(json, null, 1))
    for (const [file, text] of Object.entries(beside)) await writeFile(join(draft, file), text)
    await rm(folder, { recursive: true, force: true })
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // A write that fails on a full disk does not say where.
    throw error instanceof Error && !('path' in error) ? Object.assign(error, { path: folder }) : error
  }
}

// Every platform that TensorFlow runs on is little endian, so the bytes are the file.
const littleEndian = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength)

export const SMALL_MODEL_WEIGHTS = 16

/** The weights of a small model as nested lists in full precision, under Keras's variable names; undefined for others. */
export function smallModelWeights(weights: readonly NamedWeight[]): Record<string, Nested> | undefined {
  const total = weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  if (total > SMALL_MODEL_WEIGHTS) return undefined
  return Object.fromEntries(weights.map(({ name, shape, values }) => [name, nest([...values], shape)]))
}

function nest(values: number[], [size, ...rest]: readonly number[]): Nested {
  if (size === undefined) return values[0]!
  const width = values.length / size
  return Array.from({ length: size }, (_, i) => nest(values.slice(i * width, (i + 1) * width), rest))
}
