// The files of a folder of texts, in the order of Keras's text_dataset_from_directory(shuffle=False).
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { NetloomError } from '../../../shared/errors'
import { fileError } from '../formats'
import type { FrameFault, FramePart } from '../frame'

export interface TextFolder {
  classes: string[]
  parts: FramePart[]
  files: { path: string; label: number }[]
  /** Where the files of each class begin in `files`, by the folder relative to the root: 'train/neg'. */
  folders: { name: string; first: number; count: number }[]
  /** Folders that are no class. */
  ignored: string[]
  faults: FrameFault[]
}

const PARTS = [
  ['train', 'train'],
  ['validation', 'validation'],
  ['valid', 'validation'],
  ['val', 'validation'],
  ['test', 'test']
] as const
/** Of the IMDB archive (aclImdb): reviews that nobody has labelled. */
const UNLABELLED = 'unsup'
const SUFFIX = '.txt'

/** Python's order of strings: by code points, which is that of their UTF-8 bytes. */
const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/**
 * A subfolder for each class; or for each part, with one for each class within: train and test, as aclImdb has.
 * @throws NetloomError TEXTS_NO_CLASSES, TEXTS_EMPTY, and for a folder that cannot be read
 */
export async function listTexts(root: string): Promise<TextFolder> {
  const top = await subfolders(root).catch((error: unknown) => Promise.reject(fileError(error, root)))
  const layout = await layoutOf(root, top)
  const found: TextFolder = { classes: [], parts: [], files: [], folders: [], ignored: [], faults: [] }
  const names = layout.flatMap(({ classes }) => classes)
  found.classes = [...new Set(names)].sort(byCodePoint)
  if (found.classes.length === 0) throw new NetloomError('TEXTS_NO_CLASSES', { folder: root })
  for (const { part, folder, classes, ignored } of layout) {
    const first = found.files.length
    for (const name of classes) await listClass(root, folder === '' ? name : `${folder}/${name}`, name, found)
    found.ignored.push(...ignored.map((name) => `${folder}/${name}`))
    if (part !== null) found.parts.push({ name: part, first, count: found.files.length - first })
  }
  if (found.files.length === 0) throw new NetloomError('TEXTS_EMPTY', { folder: root, expected: SUFFIX })
  return found
}

interface Layout {
  part: FramePart['name'] | null
  folder: string
  classes: string[]
  ignored: string[]
}

async function layoutOf(root: string, top: string[]): Promise<Layout[]> {
  const layout: Layout[] = []
  for (const [folder, part] of PARTS) {
    if (!top.includes(folder) || layout.some((other) => other.part === part)) continue
    const within = await subfolders(join(root, folder)).catch(() => [])
    const classes = within.filter((name) => name !== UNLABELLED)
    if (classes.length > 0) {
      layout.push({ part, folder, classes, ignored: within.filter((name) => name === UNLABELLED) })
    }
  }
  // A folder that has no train/ with classes in it has classes of these names.
  if (layout[0]?.part === 'train') return layout
  return [{ part: null, folder: '', classes: top, ignored: [] }]
}

async function listClass(root: string, folder: string, name: string, found: TextFolder): Promise<void> {
  const label = found.classes.indexOf(name)
  const first = found.files.length
  const waiting = [join(root, folder)]
  const folders: { path: string; files: string[] }[] = []
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    try {
      const entries = await readdir(path, { withFileTypes: true })
      // Links to folders are not followed, as in Keras, so that none leads round in a circle.
      for (const entry of entries) if (entry.isDirectory()) waiting.push(join(path, entry.name))
      const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
      folders.push({ path, files: files.filter((file) => file.toLowerCase().endsWith(SUFFIX)) })
    } catch (error) {
      found.faults.push({ where: path, error: fileError(error, path) })
    }
  }
  for (const { path, files } of folders.sort((a, b) => byCodePoint(a.path, b.path))) {
    for (const file of files.sort(byCodePoint)) found.files.push({ path: join(path, file), label })
  }
  found.folders.push({ name: folder, first, count: found.files.length - first })
}

/** Also those that are links; hidden ones are left out. */
async function subfolders(path: string): Promise<string[]> {
  const entries = (await readdir(path)).filter((name) => !name.startsWith('.')).sort(byCodePoint)
  const isFolder = await Promise.all(
    entries.map((name) =>
      stat(join(path, name)).then(
        (found) => found.isDirectory(),
        () => false
      )
    )
  )
  return entries.filter((_, i) => isFolder[i])
}
