// What is measured of a network while it trains, as a run's events tell it.
import { numberSchema } from './number'
import { z } from './zod'

/** Equal bins from min to max of the finite values, the last of which holds max; in columns, one row for each tensor. */
const histogramsSchema = z.object({
  min: z.array(numberSchema),
  max: z.array(numberSchema),
  counts: z.array(z.array(z.int())),
  /** Values that are in no bin. */
  not_finite: z.array(z.int())
})
export type Histograms = z.infer<typeof histogramsSchema>

/**
 * What training.histogram_freq asks for, measured of the weights after an epoch in one step more, on the epoch's first batch
 * (that of the first epoch, before it): what that step would change, the run does not see.
 */
export const layerStatisticsSchema = z.object({
  /** Finished epochs; 0 before training. */
  epoch: z.int(),
  /**
   * Trainable weights under Keras's paths. Norms are Euclidean; gradients are those of the loss, before clipping.
   * update_ratio: ‖w after the step - w‖ / ‖w‖, decay and constraints included; not finite where w is all zeros.
   */
  weights: z.object({
    name: z.array(z.string()),
    norm: z.array(numberSchema),
    gradient_norm: z.array(numberSchema),
    update_ratio: z.array(numberSchema),
    values: histogramsSchema,
    gradients: histogramsSchema
  }),
  /**
   * What layers give for the batch. dead: share of units (of convolutions: filters) that are 0 all over it, of layers with
   * relu; else null.
   */
  outputs: z.object({
    name: z.array(z.string()),
    mean: z.array(numberSchema),
    std: z.array(numberSchema),
    zeros: z.array(z.number()),
    dead: z.array(z.number().nullable())
  })
})
export type LayerStatistics = z.infer<typeof layerStatisticsSchema>

/**
 * What a network of one or two inputs gives all over them: the line, curve or regions that it has learnt.
 * Values lie row by row, the last axis fastest.
 */
export const fitSchema = z.object({
  /** Finished epochs; 0 before training. */
  epoch: z.int(),
  /** In the units of the data, before any step: `points` from min to max. */
  axes: z
    .array(z.object({ column: z.string(), min: z.number(), max: z.number(), points: z.int() }))
    .min(1)
    .max(2),
  /** Of a quantity: the prediction. Of classes: the probability of the one predicted. */
  values: z.array(numberSchema),
  /** The class predicted. */
  classes: z.array(z.int()).optional()
})
export type Fit = z.infer<typeof fitSchema>
