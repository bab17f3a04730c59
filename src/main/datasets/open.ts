import { tableOf, type Examples, type OpenDataset, type ResolvedDataset } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import type { FloatType } from '../../shared/training'
import { asLabels, asPictures, FileSet, type Uint8Values } from './arrays'
import { CATALOG } from './catalog'
import { urlOf, type KnownDataset } from './catalog/known'
import { shapeText } from './formats/format'
import { checkHash, contentSha256 } from './hash'
import { openKnown } from './open-known'
import { openSequences } from './sequences'
import { openTable } from './table'

export interface OpenOptions {
  catalog?: readonly KnownDataset[]
  /** In which numbers that are no bytes are held: what a network computes in. */
  floatType?: FloatType
}

/**
 * Reads a dataset whole, into memory, and checks it: format, SHA-256 where one is expected, counts, shapes, labels.
 * Pictures: x uint8 [count, ...shape], y uint8 class numbers. CSV: x of `floatType` [count, features]; y targets of the
 * same, or class numbers with `classes`. Texts: x float32 [count, maxlen], word numbers. Known tables as CSV.
 * @throws NetloomError DATASET_HASH, DATA_*, and those of the formats
 */
export async function openDataset(
  resolved: ResolvedDataset,
  { catalog = CATALOG, floatType = 'float32' }: OpenOptions = {}
): Promise<OpenDataset> {
  const table = tableOf(resolved.source)
  if (table) return openTable(resolved, table, floatType)
  const known = catalog.find(({ name }) => name === resolved.name)
  if (known?.form) return openKnown(resolved, known, floatType)
  if (resolved.sequences) return openSequences(resolved, resolved.sequences, known)
  const arrays = await readArrays(resolved, known)
  const train = examples(arrays, 'x_train', 'y_train')
  const test = arrays.has('x_test') ? examples(arrays, 'x_test', 'y_test') : null
  return {
    name: resolved.name,
    task: resolved.task,
    shape: arrays.get('x_train')!.shape.slice(1),
    classes: resolved.classes,
    train,
    test,
    hashes: Object.fromEntries([...arrays].map(([role, { sha256 }]) => [role, sha256]))
  }
}

interface CheckedArray extends Uint8Values {
  file: string
  sha256: string
}

async function readArrays(
  resolved: ResolvedDataset,
  known: KnownDataset | undefined
): Promise<Map<string, CheckedArray>> {
  const files = new FileSet()
  const arrays = new Map<string, CheckedArray>()
  for (const { role, path: file, sha256: expected } of resolved.files) {
    const array = await files.read(file, role)
    const values = role.startsWith('x_')
      ? asPictures(array, role, file)
      : asLabels(array, role, file, resolved.classes?.length ?? 256)
    const sha256 = await contentSha256(values.shape, values.data)
    checkHash(expected, sha256, { file, role, url: urlOf(known, role) })
    if (role.startsWith('x_'))
      checkShape(values.shape, known?.shape ?? arrays.get('x_train')?.shape.slice(1), role, file)
    arrays.set(role, { ...values, file, sha256 })
  }
  return arrays
}

function checkShape(shape: number[], example: number[] | undefined, role: string, file: string): void {
  const [count = 0, ...found] = shape
  if (count > 0 && found.length > 0 && (!example || shapeText(found) === shapeText(example))) return
  const expected = example ? `[n, ${example.join(', ')}]` : '[n, ...]'
  throw new NetloomError('DATA_SHAPE', { file, role, expected, found: shapeText(shape) })
}

function examples(arrays: Map<string, CheckedArray>, xRole: string, yRole: string): Examples {
  const x = arrays.get(xRole)!
  const y = arrays.get(yRole)!
  const [count = 0] = x.shape
  if (count !== y.shape[0]) {
    throw new NetloomError('DATA_COUNT_MISMATCH', {
      ...{ xRole, yRole, xCount: count, yCount: y.shape[0] ?? 0 },
      ...{ xFile: x.file, yFile: y.file }
    })
  }
  return { x: x.data, y: y.data, count }
}
