import { SingleBar } from 'cli-progress'
import { knownDataset } from '../main/datasets/catalog'
import { Downloader, type ProgressListener } from '../main/datasets/download'

/** Fetches a dataset that is not here, with a bar on a terminal and one line elsewhere. Errors as Downloader.download. */
export async function downloadWithProgress(name: string): Promise<void> {
  const stream = process.stderr
  const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10
  stream.write(`Downloading ${name} into the Keras cache\n`)
  if (!stream.isTTY) return new Downloader().download(knownDataset(name))
  const bar = new SingleBar({
    format: '[{bar}] {value}/{total} MB - ETA {eta_formatted} - {file}',
    stream,
    clearOnComplete: true
  })
  let started = false
  const show: ProgressListener = ({ file, receivedBytes, totalBytes }) => {
    if (!started) bar.start(megabytes(totalBytes), 0, { file })
    started = true
    bar.update(megabytes(receivedBytes), { file })
  }
  try {
    await new Downloader().download(knownDataset(name), show)
  } finally {
    bar.stop()
  }
}
