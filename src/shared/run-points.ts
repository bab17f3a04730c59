// The curves of runs in columns: what an overlay of many runs reads instead of all their events.
import { numbers } from './typed-arrays'
import { z } from './zod'

/** A log of every step (one value each), or of every epoch that told it. */
export const pointsSchema = z.object({
  /** Keras's name: 'loss', 'val_accuracy'; also 'learning_rate' and 'samples_per_second'. */
  log: z.string(),
  /** 'step': values[i] is that of step i + 1. 'epoch': after as many finished epochs as at[i]. 'told': after at[i] steps. */
  kind: z.enum(['step', 'epoch', 'told']),
  /** null for 'step'. */
  at: numbers.nullable(),
  /** float32 for 'step', as training computes it; else float64. May hold NaN and infinities. */
  values: numbers,
  /** Where only that was asked for, of a long column of a run that has ended: `values` is empty then. */
  coarse: z.object({ length: z.int(), width: z.int(), last: z.number().or(z.nan()), buckets: numbers }).optional()
})
export type Points = z.infer<typeof pointsSchema>

/** Of one run, as `continuous` tells it: what a resume took back is not among it. */
export const runPointsSchema = z.object({
  runId: z.string(),
  /** What its start told; null where it has not begun. */
  start: z
    .object({ time: z.number(), epochs: z.int(), steps: z.int(), batch_size: z.int(), examples: z.int() })
    .nullable(),
  /** It has ended: no more points will come. */
  ended: z.boolean(),
  /** Finished epochs and steps. */
  epochs: z.int(),
  steps: z.int(),
  /** Milliseconds of training (pauses do not count) after so many steps: marks of a clock, rising. */
  clock: z.object({ steps: numbers, ms: numbers }),
  /** Those that were asked for and that the run has. */
  points: z.array(pointsSchema),
  /** All logs that it has, whether asked for or not. */
  logs: z.array(z.string())
})
export type RunPoints = z.infer<typeof runPointsSchema>
