// A folder of pictures, class by class, made from a dataset that is on this machine: for those who have no pictures of their own.
import { randomBytes } from 'node:crypto'
import { access, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { NumberValues } from '../../shared/columns'
import { SPLIT_NAMES, type SplitName } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import { errorCode, errorReason } from '../error-code'
import { CATALOG, knownDataset } from './catalog'
import { thisMachine, type KnownDataset, type Machine } from './catalog/known'
import type { Frame, FramePart } from './frame'
import { openKnownFrame } from './frames/known'
import { pngBytes } from './pictures/png'
import { resolveDataset } from './resolve'
import { makeFolder } from '../make-folder'

export interface WantedPictures {
  /** A dataset of pictures by its name, which is on this machine. */
  dataset: string
  /** By their names; none means all. */
  classes: readonly string[]
  /** Of each class. What the dataset calls test goes to test/; validation/ and train/ share nothing. */
  counts: Readonly<Record<SplitName, number>>
}

export interface WritePicturesOptions {
  machine?: Machine
  catalog?: readonly KnownDataset[]
}

interface PictureFile {
  /** In the folder, e.g. 'train/Ankle boot/00001.png'; the number is the row's, of the dataset's own split. */
  path: string
  row: number
}

const AT_ONCE = 16
/** What no file system takes in a name; 'T-shirt/top' is a class. */
const folderNameOf = (label: string): string => label.replaceAll(/[\\/:*?"<>|]/g, '-')

/**
 * Writes train/<class>/<number>.png, and so on, into a folder that is not there yet (or is empty): whole, or not at all.
 * Which pictures is fixed: the first of each class.
 * @returns how many were written
 * @throws NetloomError DATASET_UNKNOWN, DATASET_MISSING, DATASET_HASH, PICTURES_DATASET, PICTURES_CLASS, PICTURES_TOO_FEW,
 * PICTURES_FOLDER_TAKEN, PICTURES_NOT_WRITTEN, DISK_FULL
 */
export async function writePictures(
  wanted: WantedPictures,
  folder: string,
  options: WritePicturesOptions = {}
): Promise<number> {
  return withFrame(wanted, options, async (frame, known) => {
    const files = await chosen(frame, known, wanted)
    await refuseTaken(folder)
    const draft = `${folder}.${randomBytes(4).toString('hex')}.tmp`
    try {
      await writeFiles(frame, known, files, draft)
      await rmdir(folder).catch(() => undefined)
      await rename(draft, folder)
    } catch (error) {
      await rm(draft, { recursive: true, force: true }).catch(() => undefined)
      throw failure(error, folder)
    }
    return files.length
  })
}

/** Whether a folder holds all the files that writePictures would write. @throws NetloomError as it does */
export const hasPictures = (
  wanted: WantedPictures,
  folder: string,
  options: WritePicturesOptions = {}
): Promise<boolean> =>
  withFrame(wanted, options, async (frame, known) => {
    const files = await chosen(frame, known, wanted)
    const found = await Promise.all(files.map(({ path }) => isThere(join(folder, path))))
    return found.every(Boolean)
  })

async function withFrame<T>(
  { dataset }: WantedPictures,
  { machine = thisMachine(), catalog = CATALOG }: WritePicturesOptions,
  work: (frame: Frame, known: KnownDataset) => Promise<T>
): Promise<T> {
  const known = knownDataset(dataset, catalog)
  const isOfPictures = known.classes !== null && !known.texts && known.dtype === 'uint8' && known.shape.length >= 2
  if (!isOfPictures) throw new NetloomError('PICTURES_DATASET', { found: known.title })
  const resolved = await resolveDataset({ name: dataset }, { baseDir: null, machine, catalog })
  const frame = await openKnownFrame(resolved, catalog)
  try {
    return await work(frame, known)
  } finally {
    await frame.close()
  }
}

/** @throws NetloomError PICTURES_CLASS, PICTURES_TOO_FEW */
async function chosen(frame: Frame, known: KnownDataset, { classes, counts }: WantedPictures): Promise<PictureFile[]> {
  const names = known.classes!
  const unknown = classes.find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new NetloomError('PICTURES_CLASS', { found: unknown, title: known.title, known: names.join(', ') })
  const numbers = names.flatMap((name, number) => (classes.length === 0 || classes.includes(name) ? [number] : []))
  const [train, test] = await Promise.all((['train', 'test'] as const).map((name) => rowsByClass(frame, name)))
  return numbers.flatMap((number) => {
    const taken = { train: 0, validation: counts.train, test: 0 }
    return SPLIT_NAMES.flatMap((split) => {
      const { rows, first } = split === 'test' ? test! : train!
      const own = (rows.get(number) ?? []).slice(taken[split], taken[split] + counts[split])
      if (own.length < counts[split]) {
        const args = { part: split, class: names[number]!, expected: counts[split], found: own.length }
        throw new NetloomError('PICTURES_TOO_FEW', args)
      }
      const label = folderNameOf(names[number]!)
      return own.map((row) => ({ row, path: `${split}/${label}/${String(row - first).padStart(5, '0')}.png` }))
    })
  })
}

/** Rows of a part of the dataset by class number. */
async function rowsByClass(
  frame: Frame,
  name: FramePart['name']
): Promise<{ first: number; rows: Map<number, number[]> }> {
  const part = frame.parts.find((one) => one.name === name) ?? { first: 0, count: 0 }
  const rows = new Map<number, number[]>()
  const label = frame.columns.at(-1)!.name
  const [labels] = (await frame.read([label], part)) as [NumberValues]
  labels.data.forEach((value, i) => {
    const number = Number(value)
    const own = rows.get(number)
    if (own) own.push(part.first + i)
    else rows.set(number, [part.first + i])
  })
  return { first: part.first, rows }
}

async function writeFiles(
  frame: Frame,
  { shape }: KnownDataset,
  files: readonly PictureFile[],
  folder: string
): Promise<void> {
  const [height = 0, width = 0, channels = 1] = shape
  const size = height * width * channels
  const folders = new Set(files.map(({ path }) => dirname(join(folder, path))))
  for (const one of folders) makeFolder(one)
  const [pictures] = (await frame.read(
    [frame.columns[0]!.name],
    Uint32Array.from(files, ({ row }) => row)
  )) as [NumberValues]
  const data = pictures.data as Uint8Array
  for (let first = 0; first < files.length; first += AT_ONCE)
    await Promise.all(
      files
        .slice(first, first + AT_ONCE)
        .map(({ path }, i) =>
          writeFile(
            join(folder, path),
            pngBytes(height, width, channels, data.subarray((first + i) * size, (first + i + 1) * size))
          )
        )
    )
}

/** @throws NetloomError PICTURES_FOLDER_TAKEN where something is there */
async function refuseTaken(folder: string): Promise<void> {
  const found = await readdir(folder).catch(async (error: unknown) => {
    const code = errorCode(error)
    if (code === 'ENOENT') return []
    if (code !== 'ENOTDIR') throw failure(error, folder)
    return (await isThere(folder)) ? ['a file'] : []
  })
  if (found.length > 0) throw new NetloomError('PICTURES_FOLDER_TAKEN', { folder })
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false
  )

/** A failure of the file system, told with the folder; anything else as it is. */
function failure(error: unknown, folder: string): unknown {
  const code = errorCode(error)
  if (error instanceof NetloomError || code === '') return error
  if (code === 'ENOTEMPTY' || code === 'EEXIST') return new NetloomError('PICTURES_FOLDER_TAKEN', { folder })
  if (code === 'ENOSPC' || code === 'EDQUOT') return new NetloomError('DISK_FULL', { path: folder }, { cause: error })
  return new NetloomError('PICTURES_NOT_WRITTEN', { folder, reason: errorReason(error as Error) }, { cause: error })
}
