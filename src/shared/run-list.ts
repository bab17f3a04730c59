import { annotationsSchema } from './annotations'
import { runRecordSchema } from './run'
import { settingsMapSchema } from './setting'
import { z } from './zod'

/** One row of the run list. */
export const runSummarySchema = runRecordSchema
  .omit({
    project: true,
    baseDir: true,
    environment: true,
    weights: true,
    profile: true,
    checkpoints: true
  })
  .extend({
    /** `name` is that of the annotations, where they have one. */
    annotations: annotationsSchema,
    /** The project's name. */
    project: z.string(),
    /** What it was trained with, flat (src/comparison/settings.ts). */
    settings: settingsMapSchema,
    /** Whether the record has a profile. */
    timed: z.boolean(),
    batch_size: z.int(),
    optimizer: z.string(),
    /** Seconds from creation to the end (or to the last event). */
    seconds: z.number(),
    hasModel: z.boolean()
  })
export type RunSummary = z.infer<typeof runSummarySchema>
