// One published file into the Keras cache: transfer, check, rename. Nothing unchecked ever has the real name.
import { rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { NetloomError, toErrorPayload } from '../../../shared/errors'
import type { Download, KnownDataset, Machine } from '../catalog/known'
import { copyByHand, isFile } from '../locate'
import { withLock } from './lock'
import { transfer, TransferError } from './transfer'
import { verify } from './verify'
import { makeFolder } from '../../make-folder'

export interface FetchOptions {
  dataset: KnownDataset
  download: Download
  machine: Machine
  signal: AbortSignal
  stallMs: number
  onBytes(received: number): void
  onVerify(): void
}

const MAX_ATTEMPTS = 3

/**
 * @throws NetloomError DOWNLOAD_FAILED, DOWNLOAD_HASH, DOWNLOAD_CANCELLED, DOWNLOAD_BUSY, CACHE_UNWRITABLE, DISK_FULL
 */
export async function fetchFile(options: FetchOptions): Promise<void> {
  const target = join(options.machine.kerasHome, options.download.path)
  const folder = dirname(target)
  try {
    makeFolder(folder)
    await withLock(target, () => fetchLocked(options, target))
  } catch (error) {
    if (options.signal.aborted) throw new NetloomError('DOWNLOAD_CANCELLED', { file: target })
    if (error instanceof TransferError) throw await failed(options, error.message)
    if (error instanceof NetloomError) throw error
    if (toErrorPayload(error).code === 'DISK_FULL')
      throw new NetloomError('DISK_FULL', { path: target }, { cause: error })
    throw new NetloomError('CACHE_UNWRITABLE', { folder, reason: (error as Error).message }, { cause: error })
  }
}

async function fetchLocked(options: FetchOptions, target: string): Promise<void> {
  const { download, dataset, signal } = options
  if (await isGood(target, options)) return
  const part = `${target}.part`
  const resumed = await isFile(part)
  try {
    await transferWithRetries(options, part)
    options.onVerify()
    await verify(part, download, dataset)
  } catch (error) {
    if (!(error instanceof NetloomError && error.code === 'DOWNLOAD_HASH')) throw error
    await rm(part, { force: true })
    // The older half may be to blame: once more, from the start.
    if (resumed) return fetchLocked(options, target)
    throw error
  }
  signal.throwIfAborted()
  await rename(part, target)
}

// A file that is there but is not the published one is fetched anew; the rename replaces it.
async function isGood(target: string, { download, dataset }: FetchOptions): Promise<boolean> {
  if (!(await isFile(target)) || (await stat(target)).size === 0) return false
  return verify(target, download, dataset).then(
    () => true,
    () => false
  )
}

async function transferWithRetries(options: FetchOptions, part: string): Promise<void> {
  const { download, signal, stallMs, onBytes } = options
  for (let attempt = 1; ; attempt++) {
    try {
      return await transfer({ url: download.url, expectedBytes: download.bytes, part, signal, stallMs, onBytes })
    } catch (error) {
      if (!(error instanceof TransferError && error.progressed) || attempt === MAX_ATTEMPTS) throw error
    }
  }
}

async function failed({ dataset, download, machine }: FetchOptions, reason: string): Promise<NetloomError> {
  const { files, folder, urls, hash } = await copyByHand(dataset.downloads, machine)
  return new NetloomError('DOWNLOAD_FAILED', { source: download.url, reason, file: files, folder, url: urls, hash })
}
