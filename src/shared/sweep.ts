// Sweeps: a project tried with other settings. A sweep is a group of ordinary runs; its own folder holds only what was asked for.
// Words are those of Keras Tuner (objective, max_trials, min_value, max_value, step, sampling) and scikit-learn (factor).
import { errorPayloadSchema } from './run'
import { words } from './locale'
import { projectSchema } from './project'
import { settingSchema } from './setting'
import { z } from './zod'

/**
 * What one setting is tried with. `setting`: a path of src/comparison/settings.ts, e.g. 'optimizer.learning_rate', 'batch_size',
 * 'dense_1.units'; with a class in the place of a layer's name ('Dense.units'), of all such layers but those that the output's
 * shape depends on.
 */
export const dimensionSchema = z.union([
  z.strictObject({ setting: z.string().min(1), values: z.array(settingSchema).min(1).max(1000) }),
  z
    .strictObject({
      setting: z.string().min(1),
      min_value: z.number(),
      max_value: z.number(),
      /** Between neighbours of a grid; with sampling 'log', their ratio. Left out: a continuum, and 5 values of a grid. */
      step: z.number().positive().optional(),
      sampling: z.enum(['linear', 'log']).default('linear')
    })
    .refine(({ min_value, max_value }) => min_value <= max_value, {
      path: ['max_value'],
      params: { expected: words('at least min_value', '不小于 min_value 的值') }
    })
    .refine(({ min_value, sampling }) => sampling === 'linear' || min_value > 0, {
      path: ['min_value'],
      params: { expected: words('more than 0, for log', '大于 0 的值（log 取样）') }
    })
    .refine(({ step, sampling }) => step === undefined || sampling === 'linear' || step > 1, {
      path: ['step'],
      params: {
        expected: words('more than 1, for log: the ratio of neighbours', '大于 1 的值（log 取样时为相邻两值之比）')
      }
    })
])
export type Dimension = z.infer<typeof dimensionSchema>

export const SWEEP_METHODS = ['GridSearch', 'RandomSearch', 'SuccessiveHalving', 'Repeat'] as const
export const sweepSpecSchema = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  /** Repeat: the same settings with other seeds. */
  method: z.enum(SWEEP_METHODS).default('RandomSearch'),
  parameters: z.array(dimensionSchema).default([]),
  /** A log by Keras's name, and which way is better. */
  objective: z.string().default('val_loss'),
  direction: z.enum(['auto', 'min', 'max']).default('auto'),
  /** Trials at most; of a grid, all where it is left out. */
  max_trials: z.int().min(1).max(10_000).optional(),
  /** Seconds after which no further trial begins. */
  max_seconds: z.number().positive().optional(),
  /** Runs at the same time. */
  parallel: z.int().min(1).max(16).default(1),
  /** Of the choice of values. */
  seed: z.int().min(0).max(0xffffffff).default(0),
  /** Each trial with so many seeds of training, counting up from the project's. */
  executions_per_trial: z.int().min(1).max(100).default(1),
  /** SuccessiveHalving: the first rung trains so many epochs, each next one `factor` times as many, with 1/factor of the trials. */
  factor: z.int().min(2).max(10).default(3),
  min_epochs: z.int().min(1).default(1),
  /**
   * Grid and random: end a run whose best objective by an epoch is worse than the median of the others' best by then.
   * `start_from_epoch`: finished epochs before which none is ended; `min_trials`: how many others must have come so far.
   */
  median_stopping: z
    .strictObject({ start_from_epoch: z.int().min(0).default(2), min_trials: z.int().min(2).default(4) })
    .nullable()
    .default(null)
})
export type SweepSpec = z.infer<typeof sweepSpecSchema>

export const sweepStatusSchema = z.enum(['running', 'completed', 'stopped', 'failed', 'interrupted'])
export const SWEEP_VERSION = 1
/** NETLOOM_HOME/sweeps/<id>/sweep.json. Its runs say themselves that they belong to it (`sweep` of their record). */
export const sweepRecordSchema = z.object({
  version: z.literal(SWEEP_VERSION),
  id: z.string(),
  name: z.string(),
  status: sweepStatusSchema,
  created: z.string(),
  ended: z.string().nullable(),
  spec: sweepSpecSchema,
  project: projectSchema,
  baseDir: z.string().nullable(),
  /** Runs that were planned. */
  planned: z.int().nullable(),
  /** In the order in which they began; one that was left behind, by a rung, by the median or by hand, has `left_at`, its epochs. */
  trials: z.array(
    z.object({
      trial: z.int(),
      /** Which of the trial's seeds, from 0. */
      execution: z.int().default(0),
      /** null where it could not begin. */
      run: z.string().nullable(),
      left_at: z.int().nullable().default(null),
      error: errorPayloadSchema.nullable().default(null)
    })
  ),
  error: errorPayloadSchema.nullable().default(null),
  owner: z.object({ pid: z.int(), host: z.string(), started: z.number() }).nullable()
})
export type SweepRecord = z.infer<typeof sweepRecordSchema>
