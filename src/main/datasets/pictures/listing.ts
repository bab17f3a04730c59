// The picture files of a folder, as Keras's image_dataset_from_directory finds them: by their endings, in alphanumeric order.
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { NetloomError } from '../../../shared/errors'
import { fileError } from '../formats'
import type { FrameFault } from '../frame'

/** Keras's, and WebP. What is inside tells the format. */
export const PICTURE_ENDINGS = ['.bmp', '.gif', '.jpeg', '.jpg', '.png', '.webp'] as const
const MAX_ENTRIES = 4_000_000

/** What was met on the way and is no row. */
export interface Passed {
  hidden: number
  /** Files of other endings. */
  others: number
  /** Links that lead out of the folder, or nowhere. */
  outside: number
  faults: FrameFault[]
}

export interface FolderEntries {
  /** Names, in alphanumeric order. */
  pictures: string[]
  /** `linked`: by a symbolic link that stays within the root. */
  folders: { name: string; linked: boolean }[]
}

/** By code points, as Python sorts; JavaScript alone would compare halves of rare characters. */
export function alphanumeric(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return a.codePointAt(i)! - b.codePointAt(i)!
  }
  return a.length - b.length
}

const isPictureName = (name: string): boolean => {
  const lower = name.toLowerCase()
  return PICTURE_ENDINGS.some((ending) => lower.endsWith(ending))
}

/** Lists folders under one root; paths are relative to it, with '/'. */
export class FolderListing {
  readonly passed: Passed = { hidden: 0, others: 0, outside: 0, faults: [] }
  #entries = 0
  #realRoot: string | null = null

  constructor(readonly root: string) {}

  path = (relative: string): string => join(this.root, ...relative.split('/'))

  /** @throws NetloomError where the folder cannot be read; PICTURES_TOO_MANY */
  async read(folder: string): Promise<FolderEntries> {
    const path = this.path(folder)
    const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      throw fileError(error, path)
    })
    this.#entries += entries.length
    if (this.#entries > MAX_ENTRIES) {
      throw new NetloomError('PICTURES_TOO_MANY', { folder: this.root, expected: MAX_ENTRIES })
    }
    const found: FolderEntries = { pictures: [], folders: [] }
    for (const entry of entries) {
      const { name } = entry
      // What macOS leaves in archives looks like pictures, and is none.
      if (name.startsWith('.') || name === '__MACOSX') {
        this.passed.hidden++
        continue
      }
      const linked = entry.isSymbolicLink()
      const kind = linked ? await this.#linkKind(join(path, name)) : entry
      if (!kind) this.passed.outside++
      else if (kind.isDirectory()) found.folders.push({ name, linked })
      else if (kind.isFile() && isPictureName(name)) found.pictures.push(name)
      else this.passed.others++
    }
    found.pictures.sort(alphanumeric)
    found.folders.sort((a, b) => alphanumeric(a.name, b.name))
    return found
  }

  /** All pictures in a folder and below, folder by folder. Links to folders are not entered, so none is entered twice. */
  async walk(start: string): Promise<string[]> {
    const folders: { folder: string; pictures: string[] }[] = []
    const open = [start]
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      const base = folder === '' ? '' : `${folder}/`
      try {
        const entries = await this.read(folder)
        folders.push({ folder, pictures: entries.pictures.map((name) => base + name) })
        for (const { name, linked } of entries.folders) if (!linked) open.push(base + name)
      } catch (error) {
        if (folder === '' || !(error instanceof NetloomError) || error.code === 'PICTURES_TOO_MANY') throw error
        this.passed.faults.push({ where: folder, error })
      }
    }
    return folders.sort((a, b) => alphanumeric(a.folder, b.folder)).flatMap(({ pictures }) => pictures)
  }

  /** What a link leads to; null where that is outside the root, or nothing. */
  async #linkKind(path: string): Promise<{ isFile(): boolean; isDirectory(): boolean } | null> {
    try {
      this.#realRoot ??= await realpath(this.root)
      const target = await realpath(path)
      return target.startsWith(this.#realRoot + sep) ? await stat(target) : null
    } catch {
      return null
    }
  }
}
