// What a file or folder that a person gives may be: sources, the likeliest first.
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { ArraysSource, DatasetSource, TableSource } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import { IDX_NAMES, ROLES } from '../datasets/catalog/known'
import { fileError, openFile, sniffFile } from '../datasets/formats'
import { openTableFrame } from '../datasets/frames/table'
import { readHead } from '../datasets/pictures/files'

export interface Suggestion {
  source: DatasetSource
  baseDir: string | null
  title: string
}

const PICTURE = /\.(png|jpe?g|bmp|gif|webp)$/i
const TEXT = /\.txt$/i
/** Integers with at most so many different values are taken for classes. */
const FEW_CLASSES = 20
/** Files of a folder that are looked at to tell what it holds. */
const LOOKED_AT = 200

const suggestion = (source: DatasetSource, path: string): Suggestion => ({
  source,
  baseDir: null,
  title: basename(path)
})

/** @param path absolute @throws NetloomError FILE_NOT_FOUND, NOT_PERMITTED, FORMAT_UNKNOWN, DATA_FOLDER_UNKNOWN */
export async function suggestSources(path: string): Promise<Suggestion[]> {
  const found = await stat(path).catch((error: unknown) => Promise.reject(fileError(error, path)))
  const sources = found.isDirectory() ? await ofFolder(path) : await ofFile(path)
  return sources.map((source) => suggestion(source, path))
}

async function ofFolder(path: string): Promise<DatasetSource[]> {
  const idx = await idxParts(path, '')
  if (idx) return [idx]
  const kind = await contentOf(path, 2)
  if (kind === 'pictures') {
    const tables = (await readdir(path)).filter((name) => /\.(csv|tsv)$/i.test(name))
    const [table] = tables
    if (table === undefined) return [{ format: 'images', path, labels: 'inferred', task: 'classification' }]
    const labels = await labelColumns(join(path, table))
    return [{ format: 'images', path, labels: labels ?? 'inferred', task: 'classification' }]
  }
  if (kind === 'texts') return [{ format: 'texts', path, task: 'classification' }]
  throw new NetloomError('DATA_FOLDER_UNKNOWN', { folder: path })
}

/** What the first files of a folder are, or those of its subfolders down to `depth`. */
async function contentOf(path: string, depth: number): Promise<'pictures' | 'texts' | null> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) =>
    Promise.reject(fileError(error, path))
  )
  const visible = entries.filter(({ name }) => !name.startsWith('.')).slice(0, LOOKED_AT)
  const files = visible.filter((entry) => entry.isFile()).map(({ name }) => name)
  if (files.some((name) => PICTURE.test(name))) return 'pictures'
  if (depth > 0) {
    for (const folder of visible.filter((entry) => entry.isDirectory())) {
      const kind = await contentOf(join(path, folder.name), depth - 1)
      if (kind) return kind
    }
  }
  // Read-me files lie beside folders of anything.
  return depth < 2 && files.some((name) => TEXT.test(name)) ? 'texts' : null
}

/** The columns of a table that name pictures and their labels. */
async function labelColumns(path: string): Promise<{ path: string; filename: string; label: string } | null> {
  const frame = await openTableFrame(path)
  try {
    const texts = frame.columns.filter(({ type }) => type === 'text')
    const rows = { first: 0, count: Math.min(20, frame.rows) }
    for (const { name } of texts) {
      const [values] = await frame.read([name], rows)
      if (values?.kind !== 'texts' || !values.values.every((value) => value !== null && PICTURE.test(value))) continue
      const label = frame.columns.find((column) => column.name !== name)
      if (label) return { path, filename: name, label: label.name }
    }
    return null
  } finally {
    await frame.close()
  }
}

async function ofFile(path: string): Promise<DatasetSource[]> {
  if (PICTURE.test(path)) {
    if ((await stat(path)).size === 0) throw new NetloomError('DATA_EMPTY', { file: path })
    return ofFolder(await rootOf(dirname(path), PICTURE))
  }
  if (TEXT.test(path)) {
    const root = await rootOf(dirname(path), TEXT)
    if (root !== dirname(path)) return [{ format: 'texts', path: root, task: 'classification' }]
  }
  if ((await isParquet(path)) || /\.(csv|tsv|json|jsonl|ndjson)\.gz$/i.test(path)) return [await tableSource(path)]
  const { name } = await sniffFile(path)
  if (name === 'csv') return [await tableSource(path)]
  const siblings = await idxParts(dirname(path), basename(path))
  if (siblings) return [siblings]
  return [await arraysSource(path)]
}

async function isParquet(path: string): Promise<boolean> {
  const head = new Uint8Array(4)
  const count = await readHead(path, head)
  return count === 4 && String.fromCharCode(...head) === 'PAR1'
}

/**
 * Of a folder that holds the examples of one class, that of all classes; of one without siblings like it, itself. Most folders
 * of classes hold examples, unlike those of a home folder, of which some hold pictures too.
 */
async function rootOf(folder: string, like: RegExp): Promise<string> {
  const parent = dirname(folder)
  const siblings = await readdir(parent, { withFileTypes: true }).catch(() => [])
  const folders = siblings.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).slice(0, LOOKED_AT)
  const alike = await Promise.all(
    folders.map(async ({ name }) => (await readdir(join(parent, name)).catch(() => [])).some((file) => like.test(file)))
  )
  const count = alike.filter(Boolean).length
  return count > 1 && 2 * count > folders.length ? parent : folder
}

async function tableSource(path: string): Promise<TableSource> {
  const ending = extname(path.replace(/\.gz$/i, '')).slice(1).toLowerCase()
  const format =
    ending === 'tsv' || ending === 'parquet' ? ending : /^(json|jsonl|ndjson)$/.test(ending) ? 'json' : 'csv'
  const frame = await openTableFrame(path)
  try {
    const last = frame.columns.at(-1)!
    const classes = last.type === 'text' || last.type === 'boolean'
    if (classes || last.type !== 'integer') return { format, path, task: classes ? 'classification' : 'regression' }
    const [statistics] = await frame.query.statistics([last.name])
    return { format, path, task: statistics!.distinct <= FEW_CLASSES ? 'classification' : 'regression' }
  } finally {
    await frame.close()
  }
}

/** The four files of MNIST and its successors, where a folder has them; `like`: one that was meant, or ''. */
async function idxParts(folder: string, like: string): Promise<ArraysSource | null> {
  const present = await readdir(folder).catch((): string[] => [])
  const parts = ROLES.map((role) => {
    const stem = IDX_NAMES[role]
    const names = [stem, stem.replace('-idx', '.idx')].flatMap((name) => [name, `${name}.gz`])
    return names.find((name) => present.includes(name))
  })
  if (like !== '' && !parts.includes(like)) return null
  const [x_train, y_train, x_test, y_test] = parts
  if (!x_train || !y_train) return null
  const part = (name: string | undefined) => (name === undefined ? undefined : { path: join(folder, name) })
  return {
    format: 'arrays',
    x_train: part(x_train)!,
    y_train: part(y_train)!,
    ...(x_test && y_test && { x_test: part(x_test)!, y_test: part(y_test)! }),
    task: 'classification'
  }
}

/** Members by the names that numpy users give them. */
const MEMBERS: [role: 'x_train' | 'y_train' | 'x_test' | 'y_test', names: string[]][] = [
  ['x_train', ['x_train', 'x', 'X', 'X_train', 'train_images', 'images', 'data', 'features']],
  ['y_train', ['y_train', 'y', 'Y', 'Y_train', 'train_labels', 'labels', 'label', 'target', 'targets']],
  ['x_test', ['x_test', 'X_test', 'test_images']],
  ['y_test', ['y_test', 'Y_test', 'test_labels']]
]

async function arraysSource(path: string): Promise<ArraysSource> {
  const file = await openFile(path)
  if (file.kind === 'table') throw new NetloomError('DATA_FORM', { file: path, found: 'CSV' })
  const names = file.names.filter((name) => name !== '')
  if (names.length === 0)
    return { format: 'arrays', x_train: { path }, ...(await labelsBeside(path)), task: 'classification' }
  const member = (role: (typeof MEMBERS)[number][0]) => {
    const known = MEMBERS.find(([name]) => name === role)![1].find((name) => names.includes(name))
    return known === undefined ? undefined : { path, member: known }
  }
  const x_train = member('x_train') ?? { path, member: names[0]! }
  const [y_train, x_test, y_test] = [member('y_train'), member('x_test'), member('y_test')]
  const y = y_train && (await file.read(y_train.member))
  const whole = !y || /^(u?int|bool)/.test(y.dtype)
  return {
    format: 'arrays',
    x_train,
    ...(y_train && { y_train }),
    ...(x_test && y_test && { x_test, y_test }),
    task: whole ? 'classification' : 'regression'
  }
}

/** y.npy beside x.npy, y_train.npy beside x_train.npy. */
async function labelsBeside(path: string): Promise<Pick<ArraysSource, 'y_train'>> {
  const name = basename(path)
  if (!/^x/i.test(name)) return {}
  const wanted = (name.startsWith('X') ? ['y', 'Y'] : ['y']).map((letter) => letter + name.slice(1))
  const present = await readdir(dirname(path)).catch((): string[] => [])
  const beside = wanted.find((candidate) => present.includes(candidate))
  return beside === undefined ? {} : { y_train: { path: join(dirname(path), beside) } }
}
