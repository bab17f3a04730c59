import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { NetloomError } from '../../shared/errors'
import { isDataFile } from '../../shared/data-files'
import { PROJECT_EXTENSION } from '../../shared/project'
import type { FolderEntry, FolderList } from '../../shared/project-files'
import { errorCode } from '../error-code'

/**
 * What a file chooser shows of a folder: folders, projects, models and data, nothing hidden.
 * @param path null for the home folder
 * @throws NetloomError NOT_A_FOLDER, NOT_PERMITTED
 */
export async function listFolder(path: string | null): Promise<FolderList> {
  const folder = resolve(path ?? homedir())
  const found = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new NetloomError('NOT_A_FOLDER', { path: folder })
    throw error
  })
  const visible = found.filter(({ name }) => !name.startsWith('.'))
  const entries = await Promise.all(visible.map((entry) => folderEntry(folder, entry)))
  const { compare } = new Intl.Collator(undefined, { numeric: true })
  const parent = dirname(folder)
  return {
    folder,
    parent: parent === folder ? null : parent,
    entries: entries
      .filter((entry) => entry !== null)
      .sort((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || compare(a.name, b.name))
  }
}

async function folderEntry(folder: string, entry: Dirent): Promise<FolderEntry | null> {
  const { name } = entry
  const path = join(folder, name)
  const kind = fileKind(name)
  const target = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry
  if (target?.isDirectory()) return { name, path, kind: 'folder' }
  return target?.isFile() && kind ? { name, path, kind } : null
}

function fileKind(name: string): Exclude<FolderEntry['kind'], 'folder'> | null {
  if (name.endsWith(PROJECT_EXTENSION)) return 'project'
  if (/\.(json|keras)$/i.test(name)) return 'model'
  return isDataFile(name) ? 'data' : null
}
