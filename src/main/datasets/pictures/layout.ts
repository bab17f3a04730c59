// Which pictures of a folder are rows, in which order, and what their classes are.
import type { ImagesSource } from '../../../shared/dataset'
import { NetloomError } from '../../../shared/errors'
import type { FrameFault, FramePart } from '../frame'
import { alphanumeric, FolderListing, PICTURE_ENDINGS } from './listing'

export interface PictureRows {
  /** By row, relative to the folder with '/'. */
  files: string[]
  labels: (string | null)[]
  classes: string[] | null
  parts: FramePart[]
  /** Rows whose picture is known to be unreadable. */
  missing: Map<number, FrameFault>
  notes: [string, string][]
}

/** Columns of a table as texts, row by row; null where nothing is. Rows are in the order of the file. */
export type ReadTexts = (path: string, columns: readonly string[]) => Promise<(string | null)[][]>

const PARTS: Record<string, FramePart['name']> = {
  train: 'train',
  validation: 'validation',
  val: 'validation',
  test: 'test'
}

/** One subfolder for each class; or a subfolder for each split, with one for each class in it. */
export async function rowsByFolder(listing: FolderListing): Promise<PictureRows> {
  const { folders, pictures } = await listing.read('')
  const names = folders.map(({ name }) => name)
  const rows = (await partsOf(listing, names)) ?? (await classesOf(listing, names))
  if (rows.files.length > 0) return rows
  const [folder, expected] = [listing.root, PICTURE_ENDINGS.join(' ')]
  throw pictures.length > 0
    ? new NetloomError('PICTURES_NO_CLASSES', { folder, found: pictures.length })
    : new NetloomError('PICTURES_NONE', { folder, expected })
}

async function classesOf(listing: FolderListing, classes: string[], within = ''): Promise<PictureRows> {
  const files: string[] = []
  const labels: string[] = []
  for (const name of classes) {
    const found = await listing.walk(within + name)
    for (const file of found) files.push(file)
    for (let i = 0; i < found.length; i++) labels.push(name)
  }
  return { files, labels, classes, parts: [], missing: new Map(), notes: [] }
}

/** null where the folders are not those of splits, each with folders of classes. */
async function partsOf(listing: FolderListing, names: string[]): Promise<PictureRows | null> {
  const parts = names.map((name) => PARTS[name.toLowerCase()])
  if (!parts.includes('train') || parts.includes(undefined) || new Set(parts).size < parts.length) return null
  const folders = await Promise.all(
    names.map(async (name, i) => ({ name, part: parts[i]!, classes: (await listing.read(name)).folders }))
  )
  if (folders.some(({ classes }) => classes.length === 0)) return null
  const order = Object.values(PARTS)
  folders.sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part))
  const rows: PictureRows = { files: [], labels: [], classes: [], parts: [], missing: new Map(), notes: [] }
  const classes = new Set<string>()
  for (const folder of folders) {
    const own = folder.classes.map(({ name }) => name)
    own.forEach((name) => classes.add(name))
    const found = await classesOf(listing, own, `${folder.name}/`)
    rows.parts.push({ name: folder.part, first: rows.files.length, count: found.files.length })
    rows.files = rows.files.concat(found.files)
    rows.labels = rows.labels.concat(found.labels)
  }
  return { ...rows, classes: [...classes].sort(alphanumeric) }
}

/** One row for each of a table that names files and their labels. */
export async function rowsByTable(
  listing: FolderListing,
  source: Exclude<ImagesSource['labels'], 'inferred'>,
  readTexts: ReadTexts
): Promise<PictureRows> {
  const found = await listing.walk('')
  const [names, labels] = (await readTexts(source.path, [source.filename, source.label])) as [Texts, Texts]
  const present = new Set(found)
  const byStem = stems(found)
  const missing = new Map<number, FrameFault>()
  const used = new Set<string>()
  const files = names.map((name, row) => {
    const wanted = (name ?? '').trim().replaceAll('\\', '/').replace(/^\.\//, '')
    const file = present.has(wanted) ? wanted : (byStem.get(wanted) ?? null)
    if (file === null) {
      const args = { table: source.path, row: row + 2, file: wanted }
      missing.set(row, { where: wanted, error: new NetloomError('PICTURE_MISSING', args) })
    } else used.add(file)
    return file ?? wanted
  })
  const unlabelled = present.size - used.size
  const notes: [string, string][] = unlabelled > 0 ? [['unlabelled', String(unlabelled)]] : []
  return { files, labels, classes: null, parts: [], missing, notes }
}
type Texts = (string | null)[]

/** Files by their names without ending, where tables leave it out; those that share one are not guessed. */
function stems(files: readonly string[]): Map<string, string | null> {
  const result = new Map<string, string | null>()
  for (const file of files) {
    const stem = file.slice(0, file.lastIndexOf('.'))
    result.set(stem, result.has(stem) ? null : file)
  }
  return result
}
