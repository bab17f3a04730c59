import type { AppContract } from '../../shared/contract'
import type { Emit, Handlers } from '../../shared/rpc'
import { CATALOG, knownDataset } from './catalog'
import { thisMachine, type KnownDataset, type Machine } from './catalog/known'
import { Downloader, type ProgressListener } from './download'
import { listDatasets } from './locate'

type DatasetHandlers = Handlers<AppContract>['datasets']

export interface DatasetServiceOptions {
  emit: Emit<AppContract>
  machine?: Machine
  catalog?: readonly KnownDataset[]
}

/** The contract's `datasets`: lists and fetches. */
export class DatasetService implements DatasetHandlers {
  readonly #emit: Emit<AppContract>
  readonly #machine: Machine
  readonly #catalog: readonly KnownDataset[]
  readonly #downloader: Downloader

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
  }

  cancelDownload: DatasetHandlers['cancelDownload'] = ({ name }) => {
    this.#downloader.cancel(knownDataset(name, this.#catalog).name)
  }

  // One function for all, so that a download that is asked for twice is reported once.
  readonly #report: ProgressListener = (progress) => this.#emit('datasets.progress', progress)
}
