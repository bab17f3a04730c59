// Files of the user's own in the place of a known dataset: of the same form, but with no published hash.
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { NamedSource, ResolvedDataset } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import { byRole, IDX_NAMES, type ByRole, type Form, type KnownDataset } from './catalog/known'
import { fileError, sniffFile } from './formats'

/** Also 'train-images.idx3-ubyte', as some mirrors have it. */
const namesOf = (stem: string): string[] => [stem, stem.replace('-idx', '.idx')].flatMap((name) => [name, `${name}.gz`])

export async function resolveUserFiles(
  known: KnownDataset,
  source: NamedSource,
  path: string
): Promise<ResolvedDataset> {
  const files: Readonly<Record<string, string>> = known.form
    ? await filesOfForm(known.form, path)
    : await filesByRole(path)
  return {
    name: known.name,
    title: known.title,
    task: known.task,
    classes: known.classes,
    origin: 'file',
    files: Object.entries(files).map(([role, path]) => ({ role, path, sha256: null })),
    source
  }
}

async function filesOfForm(form: Form, path: string): Promise<Record<string, string>> {
  const folder = await isFolder(path)
  if (form.kind === 'whole') {
    const found = folder ? { en: 'a folder', 'zh-CN': '文件夹' } : await sniffFile(path)
    if (!('name' in found) || found.name !== 'npz')
      throw new NetloomError('DATA_FORM_OTHER', {
        file: path,
        found: 'title' in found ? found.title : found,
        expected: { en: 'an NPZ file with arrays x and y', 'zh-CN': '含有数组 x 和 y 的 NPZ 文件' }
      })
    return { x: path, y: path }
  }
  const batches = [...form.train, ...form.test]
  if (!folder) return Object.fromEntries(batches.map((batch) => [batch, path]))
  const present = await readdir(path).catch((error: unknown) => Promise.reject(fileError(error, path)))
  const missing = batches.filter((batch) => !present.includes(batch))
  if (missing.length > 0) throw new NetloomError('DATA_FOLDER', { folder: path, expected: missing.join(', ') })
  return Object.fromEntries(batches.map((batch) => [batch, join(path, batch)]))
}

async function filesByRole(path: string): Promise<ByRole<string>> {
  if (await isFolder(path)) return idxFilesIn(path, basename(path))
  const { name, title } = await sniffFile(path)
  if (name === 'npz') return byRole(() => path)
  const isPart = Object.values(IDX_NAMES).some((stem) => namesOf(stem).includes(basename(path)))
  if ((name === 'idx' || name === 'gzip') && isPart) return idxFilesIn(dirname(path), basename(path))
  throw new NetloomError('DATA_FORM', { file: path, found: `${title} (${basename(path)})` })
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    throw fileError(error, path)
  }
}

// Where a folder has a file both packed and unpacked, the siblings are taken as the given one is.
async function idxFilesIn(folder: string, like: string): Promise<ByRole<string>> {
  const present = await readdir(folder).catch((error: unknown) => Promise.reject(fileError(error, folder)))
  const candidates = (stem: string): string[] => {
    const names = namesOf(stem)
    return like.endsWith('.gz') ? names.sort((a, b) => Number(b.endsWith('.gz')) - Number(a.endsWith('.gz'))) : names
  }
  const missing: string[] = []
  const files = byRole((role) => {
    const found = candidates(IDX_NAMES[role]).find((name) => present.includes(name))
    if (!found) missing.push(IDX_NAMES[role])
    return join(folder, found ?? IDX_NAMES[role])
  })
  if (missing.length > 0) throw new NetloomError('DATA_FOLDER', { folder, expected: missing.join(', ') })
  return files
}
