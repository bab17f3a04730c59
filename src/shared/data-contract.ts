// What the page asks of the data of a project, whatever they are in: the contract's `data`.
import { COLUMN_TYPES, type ColumnValues } from './columns'
import { datasetSourceSchema, SPLIT_NAMES, taskSchema } from './dataset'
import { fittedStepSchema } from './preprocessing'
import { dataSchema } from './project'
import { errorPayloadSchema, numberSchema } from './run'
import { procedure } from './rpc'
import { bytes, float64, int32, numbers, uint32 } from './typed-arrays'
import { z } from './zod'

const shape = z.array(z.int())
export const pictureSchema = z.object({ height: z.int(), width: z.int(), channels: z.int(), data: bytes })
export const columnValuesSchema: z.ZodType<ColumnValues, ColumnValues> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('numbers'), shape, data: numbers, missing: bytes.nullable() }),
  z.object({ kind: z.literal('texts'), values: z.array(z.string().nullable()) }),
  z.object({ kind: z.literal('sequences'), offsets: uint32, data: int32 }),
  z.object({ kind: z.literal('pictures'), values: z.array(pictureSchema.nullable()) })
])

/** The data meant: a source, and the folder that its relative paths refer to (null where the project has no file yet). */
const ofSource = { source: datasetSourceSchema, baseDir: z.string().nullable() }
/** A source together with all that is done to it. */
const ofData = { data: dataSchema, baseDir: z.string().nullable() }

const columnSchema = z.object({
  name: z.string(),
  type: z.enum(COLUMN_TYPES),
  dtype: z.string(),
  shape: shape.nullable(),
  role: z.enum(['feature', 'target', 'weight', 'split', 'none'])
})
const splitName = z.enum(SPLIT_NAMES)

/** What a source is, known as soon as it is opened. */
export const dataDescriptionSchema = z.object({
  name: z.string(),
  /** Of the format, e.g. 'Parquet'. */
  format: z.string(),
  rows: z.int(),
  columns: z.array(columnSchema),
  parts: z.array(z.object({ name: splitName, first: z.int(), count: z.int() })),
  task: taskSchema,
  /** Of the target, by number; null where it is a number, or there is none. */
  classes: z.array(z.string()).nullable(),
  /** Shape of what the features are together before any step; null where rows differ. */
  shape: shape.nullable(),
  notes: z.array(z.tuple([z.string(), z.string()])),
  faults: z.array(z.object({ where: z.string(), error: errorPayloadSchema })),
  files: z.array(z.object({ path: z.string(), bytes: z.number() }))
})
export type DataDescription = z.infer<typeof dataDescriptionSchema>

export const conditionSchema = z.union([
  z.object({
    column: z.string(),
    is: z.enum(['=', '!=', '<', '<=', '>', '>=']),
    value: z.union([z.number(), z.string()])
  }),
  z.object({ column: z.string(), is: z.literal('contains'), value: z.string() }),
  z.object({ column: z.string(), is: z.enum(['missing', 'present']) })
])
export type Condition = z.infer<typeof conditionSchema>
/** Which rows, in which order; without any, those of the source as they stand. `split` needs the project's own dealing. */
const viewSchema = z.object({
  where: z.array(conditionSchema).default([]),
  order: z.array(z.object({ column: z.string(), descending: z.boolean() })).default([])
})
export type DataView = z.infer<typeof viewSchema>

export const columnStatisticsSchema = z.object({
  column: z.string(),
  rows: z.int(),
  missing: z.int(),
  /** May be an estimate within 2 % above 10,000. */
  distinct: z.int(),
  /** NaN and infinities are left out, and counted. std: of the population. quantiles: 5, 25, 50, 75, 95 %, as NumPy. */
  numbers: z
    .object({
      min: numberSchema,
      max: numberSchema,
      mean: numberSchema,
      std: numberSchema,
      quantiles: z.tuple([numberSchema, numberSchema, numberSchema, numberSchema, numberSchema]),
      notFinite: z.int(),
      /** Counts of equal bins from min to max; the last one holds max. */
      histogram: z.array(z.int())
    })
    .nullable(),
  /** The most frequent values, at most 50. */
  top: z.array(z.object({ value: z.string(), count: z.int() }))
})
export type ColumnStatistics = z.infer<typeof columnStatisticsSchema>

const bySplit = <T extends z.ZodType>(value: T) => z.object({ train: value, validation: value, test: value })

/** Rows that are the same in all features, to the byte. */
const duplicateGroupSchema = z.object({
  rows: z.array(z.int()),
  splits: z.array(splitName.nullable()),
  /** Whether their labels differ. */
  contradicts: z.boolean()
})

export const dataProcedures = {
  describe: procedure(z.strictObject(ofSource), dataDescriptionSchema),
  /** Sources that a file or folder may be opened as, the likeliest first. */
  suggest: procedure(
    z.strictObject({ path: z.string().min(1) }),
    z.array(z.object({ source: datasetSourceSchema, baseDir: z.string().nullable(), title: z.string() }))
  ),
  /**
   * Columns of rows `first .. first + count` of a view. `total`: rows of the view. `rows`: their numbers in the source.
   * `at`: these rows of the source in this order instead. `thumbnail`: pictures of files are scaled to fit into as many
   * pixels each way.
   */
  rows: procedure(
    z.strictObject({
      ...ofSource,
      columns: z.array(z.string()).min(1).max(1000),
      first: z.int().min(0),
      count: z.int().min(0).max(4096),
      view: viewSchema.prefault({}),
      at: z.array(z.int().min(0)).max(4096).nullable().default(null),
      thumbnail: z.int().min(8).max(512).nullable().default(null)
    }),
    z.object({ total: z.int(), rows: uint32, values: z.array(columnValuesSchema) })
  ),
  /** The file that a row is in, within the source; null where it has none of its own. */
  file: procedure(z.strictObject({ ...ofSource, row: z.int().min(0) }), z.string().nullable()),
  /** One value as it is, whatever its size. */
  value: procedure(z.strictObject({ ...ofSource, column: z.string(), row: z.int().min(0) }), columnValuesSchema),
  statistics: procedure(
    z.strictObject({ ...ofSource, columns: z.array(z.string()).min(1) }),
    z.array(columnStatisticsSchema)
  ),
  /** Pearson's r: [columns, columns] row-major; NaN where a column does not vary. */
  correlation: procedure(z.strictObject({ ...ofSource, columns: z.array(z.string()).min(1).max(100) }), float64),
  /** At most `most` rows, evenly drawn, of two number columns, and what colours them. */
  scatter: procedure(
    z.strictObject({
      ...ofSource,
      x: z.string(),
      y: z.string(),
      colour: z.string().nullable(),
      most: z.int().min(1).max(100_000)
    }),
    z.object({ rows: uint32, x: float64, y: float64, colour: columnValuesSchema.nullable() })
  ),
  /** Words of a text column or sequence: the most frequent, how many there are, and how long texts are (in words). */
  vocabulary: procedure(
    z.strictObject({ ...ofSource, column: z.string(), most: z.int().min(1).max(100_000) }),
    z.object({
      words: z.array(z.object({ word: z.string(), count: z.int(), id: z.int() })),
      distinct: z.int(),
      total: z.number(),
      lengths: z.object({ min: z.int(), max: z.int(), mean: z.number(), histogram: z.array(z.int()) })
    })
  ),
  /** How the split deals the rows: split of each row (0 train, 1 validation, 2 test, 255 none), and counts[class]. */
  splits: procedure(
    z.strictObject(ofData),
    z.object({ of: bytes, counts: bySplit(z.int()), classes: bySplit(z.array(z.int())).nullable() })
  ),
  /** Class numbers of all rows, of the source's order; 255 classes at most as bytes, else int32. */
  labels: procedure(
    z.strictObject(ofSource),
    z.object({ classes: z.array(z.string()), labels: z.union([bytes, int32]) })
  ),
  /** Exact duplicates: groups of two rows or more, those across splits first; at most `most` of `groups`. */
  duplicates: procedure(
    z.strictObject({ ...ofData, most: z.int().min(1).max(10_000) }),
    z.object({
      groups: z.int(),
      /** Rows that are a copy of an earlier one. */
      copies: z.int(),
      /** Rows of validation or test that training sees as well. */
      leaked: z.object({ validation: z.int(), test: z.int() }),
      contradictions: z.int(),
      shown: z.array(duplicateGroupSchema)
    })
  ),
  /**
   * Rows before the first step and after each one: states[0] as they are, states[i] after step i. Steps are fitted on the
   * whole training split. A step that cannot be done stops the rest: `fault`.
   */
  steps: procedure(
    z.strictObject({ ...ofData, rows: z.array(z.int().min(0)).min(1).max(64) }),
    z.object({
      states: z.array(z.array(z.object({ column: columnSchema.omit({ role: true }), values: columnValuesSchema }))),
      fitted: z.array(fittedStepSchema),
      fault: z.object({ step: z.int(), error: errorPayloadSchema }).nullable()
    })
  ),
  /** Exactly what the network is fed for a row, without augmentation; and its target. */
  tensor: procedure(
    z.strictObject({ ...ofData, row: z.int().min(0) }),
    z.object({ shape, dtype: z.string(), x: numbers, target: z.array(numberSchema) })
  ),
  /** Augmented variants of one row: x uint8 or float32 [count, ...shape], drawn as training would. */
  variants: procedure(
    z.strictObject({ ...ofData, row: z.int().min(0), count: z.int().min(1).max(64), seed: z.int().min(0) }),
    z.object({ shape, x: numbers })
  ),
  /** The batch that training sees, both counting from 0: replayed from the seed of the training. */
  batch: procedure(
    z.strictObject({
      ...ofData,
      epoch: z.int().min(0),
      batch: z.int().min(0),
      batch_size: z.int().min(1),
      steps_per_epoch: z.int().min(1).optional(),
      shuffle: z.boolean(),
      seed: z.int().min(0)
    }),
    z.object({ batches: z.int(), rows: uint32, shape, x: numbers, y: numbers })
  )
}
