import { stat } from 'node:fs/promises'
import { basename, isAbsolute, resolve } from 'node:path'
import {
  pathsOf,
  sourceName,
  taskOf,
  withPaths,
  type OwnSource,
  type DatasetSource,
  type NamedSource,
  type ResolvedDataset,
  type SequenceOptions
} from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import { CATALOG, knownDataset } from './catalog'
import { thisMachine, type KnownDataset, type Machine } from './catalog/known'
import { fileError } from './formats'
import { locate, missingError } from './locate'
import { resolveUserFiles } from './user-files'

export interface ResolveOptions {
  /** What a relative path of the project refers to: the project file's folder; null for a project that has no file. */
  baseDir: string | null
  /** Another file (or folder) of the same form, in the dataset's place; relative to the working directory. */
  dataFile?: string | undefined
  /** Fetches a dataset that is not here; without it, that is an error. */
  download?: (name: string) => Promise<void>
  machine?: Machine
  catalog?: readonly KnownDataset[]
}

/**
 * The files of what a project trains on. They exist; what is in them is checked by openDataset.
 * @throws NetloomError DATASET_UNKNOWN, DATASET_MISSING, FILE_NOT_FOUND, DATA_FORM, DATA_FORM_TABLE, DATA_FOLDER,
 * DATA_OPTION, DATA_RELATIVE_PATH, and those of `download`
 */
export function resolveDataset(source: DatasetSource, options: ResolveOptions): Promise<ResolvedDataset> {
  return 'name' in source ? resolveKnown(source, options) : resolveOwn(source, options)
}

async function resolveKnown(source: NamedSource, options: ResolveOptions): Promise<ResolvedDataset> {
  const { name } = source
  const { machine = thisMachine(), catalog = CATALOG, dataFile, download } = options
  const known = knownDataset(name, catalog)
  const sequences = sequenceOptions(source, known)
  if (dataFile !== undefined) return { ...(await resolveUserFiles(known, source, resolve(dataFile))), sequences }
  let place = await locate(known, machine)
  if (!place && download) {
    await download(name)
    place = await locate(known, machine)
  }
  if (!place) throw await missingError(known, machine)
  const { title, task, classes, contentSha256 } = known
  return {
    ...{ name, title, task, classes },
    origin: place.origin,
    files: Object.entries(place.files).map(([role, path]) => ({ role, path, sha256: contentSha256[role] ?? null })),
    source,
    sequences
  }
}

/** With Keras's defaults. @throws NetloomError DATA_OPTION where the dataset has no sequences */
export function sequenceOptions({ name, ...given }: NamedSource, known: KnownDataset): SequenceOptions | null {
  const { num_words = null, maxlen = known.shape[0]!, padding = 'pre', truncating = 'pre' } = given
  if (known.texts) return { num_words, maxlen, padding, truncating }
  const [option] = Object.keys(given)
  if (option !== undefined) throw new NetloomError('DATA_OPTION', { option, dataset: name })
  return null
}

/** Of the user's own files, or of none. `dataFile` takes the place of a source's only path. */
async function resolveOwn(source: OwnSource, { baseDir, dataFile }: ResolveOptions): Promise<ResolvedDataset> {
  const paths = pathsOf(source)
  if (dataFile !== undefined && paths.length !== 1)
    throw new NetloomError('DATA_OPTION', { option: '--data', dataset: sourceName(source) })
  const placed = withPaths(source, (path) => {
    if (dataFile !== undefined) return resolve(dataFile)
    if (baseDir === null && !isAbsolute(path)) throw new NetloomError('DATA_RELATIVE_PATH', { path })
    return resolve(baseDir ?? '', path)
  })
  for (const path of pathsOf(placed)) {
    await stat(path).catch((error: unknown) => Promise.reject(fileError(error, path)))
  }
  const name = basename(sourceName(placed))
  return {
    name,
    title: name,
    task: taskOf(placed),
    classes: null,
    origin: paths.length > 0 ? 'file' : 'made up',
    files: pathsOf(placed).map((path, i) => ({ role: i === 0 ? 'data' : `data ${i + 1}`, path, sha256: null })),
    source: placed
  }
}
