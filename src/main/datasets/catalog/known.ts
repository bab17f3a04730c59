import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Task } from '../../../shared/dataset'

/** The arrays of a dataset of pictures, by Keras's names: (x_train, y_train), (x_test, y_test) = load_data(). */
export const ROLES = ['x_train', 'y_train', 'x_test', 'y_test'] as const
export type Role = (typeof ROLES)[number]
export type ByRole<T> = Record<Role, T>

/** Where this machine keeps data. */
export interface Machine {
  /** Shared with Python's Keras: KERAS_HOME, else ~/.keras. */
  kerasHome: string
  /** Where Debian's dataset-* packages put their files. */
  systemDatasets: string
  /** The folder of an npm package that Netloom depends on; null where it is not installed. */
  packageFolder(name: string): string | null
}

export const thisMachine = (env: NodeJS.ProcessEnv = process.env): Machine => ({
  kerasHome: resolve(env.KERAS_HOME || join(homedir(), '.keras')),
  systemDatasets: '/usr/share/datasets',
  packageFolder(name) {
    try {
      return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    } catch {
      return null
    }
  }
})

/** One place where a dataset may be; it counts only if all of its files are there. */
export interface Place {
  origin: string
  folder: string
  /** By role; of CIFAR by the name of the batch. One path for several is an archive of them. */
  files: Readonly<Record<string, string>>
}

/** A file that Keras publishes. */
export interface Download {
  url: string
  /** Where it belongs in Keras's home, e.g. 'datasets/mnist.npz'. */
  path: string
  bytes: number
  /** SHA-256 of the file itself; null where only that of its content is known, which is then checked instead. */
  sha256: string | null
  /** Where Keras publishes only this. */
  md5?: string
  /** Empty for a file that the data can do without: an index of words. */
  roles: readonly string[]
}

/** How the files hold the data, where it is not as x_train, y_train, x_test and y_test. */
export type Form =
  /** Batches of pickled pictures; which label is theirs. `md5` by batch: of the file, once it is out of the archive. */
  | { kind: 'cifar'; train: readonly string[]; test: readonly string[]; labelKey: string; md5: Record<string, string> }
  /**
   * Members x and y of one .npz, which Keras's load_data shuffles with seed 113 before the last fifth becomes the test split.
   * `first`: of so many rows only. `columns` names those of x, `target` y.
   */
  | { kind: 'whole'; first?: number; columns?: readonly string[]; target: string }

export interface KnownDataset {
  name: string
  title: string
  task: Task
  /** Shape of one example; of texts, the usual length in words. */
  shape: number[]
  dtype: 'uint8' | 'float32'
  /** Sequences of word numbers, instead of pictures. */
  texts?: boolean
  /** Without it: arrays x_train, y_train, x_test and y_test, as IDX files or members of an .npz. */
  form?: Form
  /** A JSON object of word: number, by its path in Keras's home. */
  wordIndex?: string
  /** null for regression. */
  classes: string[] | null
  examples: { train: number; test: number }
  homepage: string
  licence: string
  /**
   * SHA-256 of each array as an uncompressed IDX file. It is the same however the array is packed (.npz, .gz
   * compressed by whomever), and `zcat FILE | sha256sum` shows it. Of texts and tables: SHA-256 of the file itself.
   */
  contentSha256: Readonly<Record<string, string>>
  downloads: Download[]
  /** Where to look, in this order. */
  places(machine: Machine): Place[]
}

/** Where the file is published that holds an array; '' where none is known. */
export const urlOf = (known: KnownDataset | undefined, role: string): string =>
  known?.downloads.find(({ roles }) => roles.some((held) => held === role))?.url ?? ''

export const KERAS_DATASETS_URL = 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/'

/** What the IDX files of MNIST and its successors are called, without '.gz'. */
export const IDX_NAMES: ByRole<string> = {
  x_train: 'train-images-idx3-ubyte',
  y_train: 'train-labels-idx1-ubyte',
  x_test: 't10k-images-idx3-ubyte',
  y_test: 't10k-labels-idx1-ubyte'
}

/** A file of Keras's own that holds all of a dataset, and how to find it. */
export function kerasNpz(
  name: string,
  { bytes, sha256, roles }: { bytes: number; sha256: string; roles: readonly string[] }
): Pick<KnownDataset, 'contentSha256' | 'downloads' | 'places'> {
  const path = `datasets/${name}`
  const each = <T>(value: T): Record<string, T> => Object.fromEntries(roles.map((role) => [role, value]))
  return {
    contentSha256: each(sha256),
    downloads: [{ url: `${KERAS_DATASETS_URL}${name}`, path, bytes, sha256, roles }],
    places: ({ kerasHome }) => [
      { origin: 'Keras cache', folder: join(kerasHome, 'datasets'), files: each(join(kerasHome, path)) }
    ]
  }
}

/** An index of words as Keras publishes it. */
export const wordIndexDownload = (name: string, bytes: number, md5: string): Download => ({
  ...{ url: `${KERAS_DATASETS_URL}${name}`, path: `datasets/${name}`, bytes, sha256: null, md5, roles: [] }
})

export const byRole = <T>(value: (role: Role) => T): ByRole<T> =>
  Object.fromEntries(ROLES.map((role) => [role, value(role)])) as ByRole<T>

export const idxFiles = (folder: string, suffix: '' | '.gz'): ByRole<string> =>
  byRole((role) => join(folder, IDX_NAMES[role] + suffix))
