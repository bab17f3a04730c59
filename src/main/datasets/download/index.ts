import { basename } from 'node:path'
import { toErrorPayload, type ErrorPayload } from '../../../shared/errors'
import { thisMachine, type KnownDataset, type Machine } from '../catalog/known'
import { fetchFile } from './fetch-file'

/** Bytes count over all files of the dataset; `file` is the one under way. */
export interface DownloadProgress {
  name: string
  file: string
  receivedBytes: number
  totalBytes: number
  state: 'downloading' | 'verifying' | 'done' | 'failed' | 'cancelled'
  error?: ErrorPayload
}
export type ProgressListener = (progress: DownloadProgress) => void

interface Running {
  finished: Promise<void>
  abort: AbortController
  listeners: Set<ProgressListener>
}

export interface DownloaderOptions {
  machine?: Machine
  /** A connection that brings nothing for so long is given up. */
  stallMs?: number
}

const PROGRESS_INTERVAL_MS = 100

/** Fetches datasets from Keras's own URLs into the Keras cache. */
export class Downloader {
  readonly #running = new Map<string, Running>()
  readonly #machine: Machine
  readonly #stallMs: number

  constructor({ machine = thisMachine(), stallMs = 30_000 }: DownloaderOptions = {}) {
    this.#machine = machine
    this.#stallMs = stallMs
  }

  /**
   * Resolves once all files of the dataset are in the cache and checked. A second call for a dataset under way joins
   * the first.
   * @throws NetloomError DOWNLOAD_FAILED, DOWNLOAD_HASH, DOWNLOAD_CANCELLED, DOWNLOAD_BUSY, CACHE_UNWRITABLE, DISK_FULL
   */
  async download(dataset: KnownDataset, listener: ProgressListener = () => undefined): Promise<void> {
    const running = this.#running.get(dataset.name)
    if (running && !running.abort.signal.aborted) {
      running.listeners.add(listener)
      return running.finished
    }
    // A cancelled one still has to let go of its files.
    await running?.finished.catch(() => undefined)
    if (this.#running.has(dataset.name)) return this.download(dataset, listener)
    return this.#start(dataset, listener)
  }

  /** The download, if there is one, ends with DOWNLOAD_CANCELLED; what it has received is kept for the next. */
  cancel(name: string): void {
    this.#running.get(name)?.abort.abort()
  }

  #start(dataset: KnownDataset, listener: ProgressListener): Promise<void> {
    const abort = new AbortController()
    const listeners = new Set([listener])
    const report: ProgressListener = (progress) => listeners.forEach((listen) => listen(progress))
    const finished = this.#fetchAll(dataset, abort.signal, report).finally(() => this.#running.delete(dataset.name))
    this.#running.set(dataset.name, { finished, abort, listeners })
    return finished
  }

  async #fetchAll(dataset: KnownDataset, signal: AbortSignal, report: ProgressListener): Promise<void> {
    const totalBytes = dataset.downloads.reduce((sum, { bytes }) => sum + bytes, 0)
    let file = ''
    let done = 0
    let received = 0
    let reportedAt = 0
    const tell = (state: DownloadProgress['state'], error?: ErrorPayload): void => {
      reportedAt = performance.now()
      report({ name: dataset.name, file, receivedBytes: received, totalBytes, state, ...(error ? { error } : {}) })
    }
    try {
      for (const download of dataset.downloads) {
        file = basename(download.path)
        tell('downloading')
        await fetchFile({
          ...{ dataset, download, signal, machine: this.#machine, stallMs: this.#stallMs },
          onBytes: (bytes) => {
            received = done + bytes
            if (performance.now() - reportedAt >= PROGRESS_INTERVAL_MS) tell('downloading')
          },
          onVerify: () => tell('verifying')
        })
        received = done += download.bytes
      }
      tell('done')
    } catch (error) {
      const payload = toErrorPayload(error)
      if (payload.code === 'DOWNLOAD_CANCELLED') tell('cancelled')
      else tell('failed', payload)
      throw error
    }
  }
}
