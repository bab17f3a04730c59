import type { AppContract } from '../../shared/contract'
import type { Examples, OpenDataset } from '../../shared/dataset'
import type { Emit, Handlers } from '../../shared/rpc'
import { CATALOG, knownDataset } from './catalog'
import { thisMachine, type KnownDataset, type Machine } from './catalog/known'
import { Downloader, type ProgressListener } from './download'
import { listDatasets } from './locate'
import { openDataset } from './open'
import { resolveDataset } from './resolve'

type DatasetHandlers = Handlers<AppContract>['datasets']

export interface DatasetServiceOptions {
  emit: Emit<AppContract>
  machine?: Machine
  catalog?: readonly KnownDataset[]
}

/** The contract's `datasets`: lists, fetches and shows. Holds the dataset last looked at in memory, and no other. */
export class DatasetService implements DatasetHandlers {
  readonly #emit: Emit<AppContract>
  readonly #machine: Machine
  readonly #catalog: readonly KnownDataset[]
  readonly #downloader: Downloader
  #opened: { name: string; dataset: Promise<OpenDataset> } | null = null

  constructor({ emit, machine = thisMachine(), catalog = CATALOG }: DatasetServiceOptions) {
    this.#emit = emit
    this.#machine = machine
    this.#catalog = catalog
    this.#downloader = new Downloader({ machine })
  }

  list: DatasetHandlers['list'] = () => listDatasets(this.#machine, this.#catalog)

  download: DatasetHandlers['download'] = async ({ name }) => {
    const dataset = knownDataset(name, this.#catalog)
    await this.#downloader.download(dataset, this.#report)
    if (this.#opened?.name === name) this.#opened = null
  }

  cancelDownload: DatasetHandlers['cancelDownload'] = ({ name }) => {
    this.#downloader.cancel(knownDataset(name, this.#catalog).name)
  }

  examples: DatasetHandlers['examples'] = async ({ name, split, first, count }) => {
    const dataset = await this.#open(name)
    const { x, y, count: total } = splitOf(dataset, split)
    const size = dataset.shape.reduce((product, length) => product * length, 1)
    const end = Math.min(first + count, total)
    return {
      first,
      total,
      shape: dataset.shape,
      x: new Uint8Array(x.subarray(first * size, end * size)),
      y: new Int32Array(y.subarray(first, end))
    }
  }

  classCounts: DatasetHandlers['classCounts'] = async ({ name }) => {
    const dataset = await this.#open(name)
    const classes = dataset.classes?.length ?? 0
    return {
      train: countLabels(splitOf(dataset, 'train'), classes),
      test: countLabels(splitOf(dataset, 'test'), classes)
    }
  }

  // One function for all, so that a download that is asked for twice is reported once.
  readonly #report: ProgressListener = (progress) => this.#emit('datasets.progress', progress)

  #open(name: string): Promise<OpenDataset> {
    if (this.#opened?.name === name) return this.#opened.dataset
    const options = { baseDir: null, machine: this.#machine, catalog: this.#catalog }
    const dataset = resolveDataset({ name }, options).then((resolved) =>
      openDataset(resolved, { catalog: this.#catalog })
    )
    const opened = { name, dataset }
    this.#opened = opened
    dataset.catch(() => {
      // A failure is not kept: the next look may come after the file was mended.
      if (this.#opened === opened) this.#opened = null
    })
    return dataset
  }
}

const splitOf = (dataset: OpenDataset, split: 'train' | 'test'): Examples =>
  dataset[split] ?? { x: new Uint8Array(), y: new Uint8Array(), count: 0 }

function countLabels({ y }: Examples, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const label of y) counts[label]!++
  return counts
}
