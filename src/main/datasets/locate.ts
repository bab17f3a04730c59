import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { DatasetInfo } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import { CATALOG } from './catalog'
import { thisMachine, type Download, type KnownDataset, type Machine, type Place } from './catalog/known'

export const isFile = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** The first place that has all the files of a dataset; null where none has. Their content is checked on opening. */
export async function locate(dataset: KnownDataset, machine: Machine): Promise<Place | null> {
  for (const place of dataset.places(machine)) {
    const found = await Promise.all(Object.values(place.files).map(isFile))
    if (found.every(Boolean)) return place
  }
  return null
}

/** What is known of every dataset, and whether its files are on this machine. */
export function listDatasets(
  machine: Machine = thisMachine(),
  catalog: readonly KnownDataset[] = CATALOG
): Promise<DatasetInfo[]> {
  return Promise.all(
    catalog.map(async (dataset): Promise<DatasetInfo> => {
      const place = await locate(dataset, machine)
      const { name, title, task, shape, dtype, classes, examples, homepage, licence } = dataset
      return {
        ...{ name, title, task, shape, dtype, classes, examples, homepage, licence },
        downloadBytes: dataset.downloads.reduce((sum, { bytes }) => sum + bytes, 0),
        status: place ? 'ready' : 'downloadable',
        origin: place?.origin ?? null,
        folder: place?.folder ?? null,
        byHand: place ? null : asFiles(await missingOf(dataset.downloads, machine), machine)
      }
    })
  )
}

/** One address as it is; several by the folder they share, since the files are named beside it. */
function addressOf([first, ...others]: readonly string[]): string {
  const folder = first!.slice(0, first!.lastIndexOf('/') + 1)
  if (others.length === 0) return first!
  return others.every((url) => url.startsWith(folder)) ? folder : [first, ...others].join(' ')
}

/** What is to stand behind the addresses: ' (SHA-256 ...)', or of several files by name; '' where none is published. */
function hashesOf(downloads: readonly Download[]): string {
  const hashes = downloads.flatMap(({ url, sha256, md5 }) => {
    const hash = sha256 !== null ? `SHA-256 ${sha256}` : md5 !== undefined ? `MD5 ${md5}` : null
    return hash === null ? [] : [downloads.length === 1 ? hash : `${nameIn(url)}: ${hash}`]
  })
  return hashes.length > 0 ? ` (${hashes.join(', ')})` : ''
}

const nameIn = (url: string): string => basename(new URL(url).pathname)

/** What is not in the Keras cache; all where nothing is missing there. */
async function missingOf(downloads: readonly Download[], { kerasHome }: Machine): Promise<readonly Download[]> {
  const present = await Promise.all(downloads.map(({ path }) => isFile(join(kerasHome, path))))
  const missing = downloads.filter((_, i) => !present[i])
  return missing.length > 0 ? missing : downloads
}

function asFiles(wanted: readonly Download[], { kerasHome }: Machine): NonNullable<DatasetInfo['byHand']> {
  return {
    // By the name that it is published under: what Keras calls it after that is taken too, but harder to explain.
    files: wanted.map(({ url }) => nameIn(url)),
    folder: dirname(join(kerasHome, wanted[0]!.path)),
    urls: wanted.map(({ url }) => url)
  }
}

/** How to fetch by hand what is not in the Keras cache: arguments of DATASET_MISSING and DOWNLOAD_FAILED. */
export async function copyByHand(
  downloads: readonly Download[],
  machine: Machine
): Promise<{ files: string; folder: string; urls: string; hash: string }> {
  const wanted = await missingOf(downloads, machine)
  const { files, folder, urls } = asFiles(wanted, machine)
  return {
    files: files.join(', '),
    folder,
    urls: addressOf(urls),
    hash: hashesOf(wanted)
  }
}

export async function missingError(dataset: KnownDataset, machine: Machine): Promise<NetloomError> {
  const { files, folder, urls, hash } = await copyByHand(dataset.downloads, machine)
  return new NetloomError('DATASET_MISSING', { title: dataset.title, file: files, folder, url: urls, hash })
}
