import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { AppContract } from '../../shared/contract'
import type { Emit, Handlers } from '../../shared/rpc'
import { CATALOG, knownDataset } from './catalog'
import { thisMachine, type KnownDataset, type Machine } from './catalog/known'
import { Downloader, type ProgressListener } from './download'
import { listDatasets } from './locate'
import { hasPictures, writePictures, type WantedPictures } from './write-pictures'

type DatasetHandlers = Handlers<AppContract>['datasets']

export interface DatasetServiceOptions {
  emit: Emit<AppContract>
  machine?: Machine
  catalog?: readonly KnownDataset[]
  /** Where folders of pictures are written that nobody has named a place for. */
  picturesFolder?: string
}

/** The contract's `datasets`: lists and fetches, and writes pictures. */
export class DatasetService implements DatasetHandlers {
  readonly #emit: Emit<AppContract>
  readonly #machine: Machine
  readonly #catalog: readonly KnownDataset[]
  readonly #downloader: Downloader
  readonly #picturesFolder: string

  constructor({
    emit,
    machine = thisMachine(),
    catalog = CATALOG,
    picturesFolder = join(homedir(), 'netloom-pictures')
  }: DatasetServiceOptions) {
    this.#picturesFolder = picturesFolder
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

  writePictures: DatasetHandlers['writePictures'] = async ({ folder, ...wanted }) => {
    const options = { machine: this.#machine, catalog: this.#catalog }
    const place = folder ?? join(this.#picturesFolder, nameOf(wanted))
    if (folder === null && existsSync(place) && (await hasPictures(wanted, place, options)))
      return { folder: place, written: 0 }
    return { folder: place, written: await writePictures(wanted, place, options) }
  }

  // One function for all, so that a download that is asked for twice is reported once.
  readonly #report: ProgressListener = (progress) => this.#emit('datasets.progress', progress)
}

/** 'fashion-mnist-pullover-coat-shirt-100-100-100' */
const nameOf = ({ dataset, classes, counts }: WantedPictures): string =>
  [dataset, ...classes, counts.train, counts.validation, counts.test]
    .map((part) =>
      String(part)
        .toLowerCase()
        .replaceAll(/[^a-z0-9_]+/g, '-')
    )
    .join('-')
