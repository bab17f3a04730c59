// Files of models: Keras's .keras (a zip) and JSON, TensorFlow.js's model.json.
import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl'
import { importModelText } from '../../document/import'
import { catalogue } from '../../layers'
import { NetloomError } from '../../shared/errors'
import { LARGEST_MODEL_FILE_BYTES, type ImportedModel } from '../../shared/imported-model'
import { readEntry } from '../datasets/formats/zip'

/** Of JSON, also of what a zip unpacks to. The largest models of Keras have 2 MB. */
const LARGEST_JSON_BYTES = 32 << 20
const CONFIG = 'config.json'
const HDF5 = Buffer.from([0x89, 0x48, 0x44, 0x46])
const ZIP = Buffer.from([0x50, 0x4b])
/** Formats that only their names tell. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/\.pb$/i, 'TensorFlow SavedModel'],
  [/\.onnx$/i, 'ONNX'],
  [/\.tflite$/i, 'TensorFlow Lite']
]

/** Where a model comes from: a file, of which no more is read than is needed, or bytes. */
interface Source {
  /** Named in errors. */
  file: string
  size: number
  head: Buffer
  bytes(): Promise<Buffer>
  zip(): Promise<ZipFile>
}

/**
 * @throws NetloomError MODEL_* of importModelText; MODEL_FORMAT, MODEL_ZIP_INVALID, MODEL_ZIP_NO_CONFIG,
 *   MODEL_TOO_LARGE. Errors of the file system as they are.
 */
export async function readModelFile(path: string): Promise<ImportedModel> {
  const handle = await open(path)
  try {
    const head = Buffer.alloc(8)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    const { size } = await handle.stat()
    return await readSource({
      file: path,
      size,
      head: head.subarray(0, bytesRead),
      bytes: () => readFile(path),
      zip: () => openPromise(path, { lazyEntries: true, autoClose: false })
    })
  } finally {
    await handle.close()
  }
}

/** As readModelFile, of a file's content. @param name of the file */
export async function readModelBytes(name: string, bytes: Uint8Array): Promise<ImportedModel> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  checkSize(name, content.length, LARGEST_MODEL_FILE_BYTES)
  return readSource({
    file: basename(name),
    size: content.length,
    head: content.subarray(0, 8),
    bytes: () => Promise.resolve(content),
    zip: () => fromBufferPromise(content, { lazyEntries: true, autoClose: false })
  })
}

async function readSource(source: Source): Promise<ImportedModel> {
  const { file, head } = source
  const found = head.subarray(0, HDF5.length).equals(HDF5) ? 'HDF5' : BY_NAME.find(([name]) => name.test(file))?.[1]
  if (found !== undefined) throw new NetloomError('MODEL_FORMAT', { file, found })
  if (head.subarray(0, ZIP.length).equals(ZIP)) return readKerasFile(source)
  checkSize(file, source.size, LARGEST_JSON_BYTES)
  return importModelText((await source.bytes()).toString('utf8'), file, catalogue)
}

async function readKerasFile(source: Source): Promise<ImportedModel> {
  const { file } = source
  const { text, hasWeights } = await readZip(source).catch((error: unknown) => {
    if (error instanceof NetloomError) throw error
    throw new NetloomError('MODEL_ZIP_INVALID', { file, reason: (error as Error).message }, { cause: error })
  })
  const model = importModelText(text, `${file} (${CONFIG})`, catalogue)
  return hasWeights ? { ...model, notes: [...model.notes, { code: 'IMPORT_WEIGHTS_LEFT', args: {} }] } : model
}

async function readZip({ file, zip: openZip }: Source): Promise<{ text: string; hasWeights: boolean }> {
  const zip = await openZip()
  try {
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    const names = entries.map(({ fileName }) => fileName)
    const config = entries.find(({ fileName }) => fileName === CONFIG)
    if (!config) throw new NetloomError('MODEL_ZIP_NO_CONFIG', { file, found: names.slice(0, 5).join(', ') || '-' })
    checkSize(file, config.uncompressedSize, LARGEST_JSON_BYTES)
    const { content, checksum } = await readEntry(zip, config)
    if (checksum !== config.crc32) throw new Error(`the checksum of ${CONFIG} is wrong`)
    return { text: content.toString('utf8'), hasWeights: names.some((name) => name.startsWith('model.weights')) }
  } finally {
    zip.close()
  }
}

function checkSize(file: string, found: number, expected: number): void {
  if (found > expected) throw new NetloomError('MODEL_TOO_LARGE', { file, found, expected })
}
