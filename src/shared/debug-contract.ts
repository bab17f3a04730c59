// Training step by step, looked into: the contract's `debug`. A process of its own holds the project's network and data.
import { logsSchema, numberSchema } from './run'
import { procedure } from './rpc'
import { float32, int32, uint32 } from './typed-arrays'
import { projectSchema } from './project'
import { z } from './zod'

const shape = z.array(z.int())

/** What a tensor looks like; its values are asked for with `debug.tensor`. */
export const tensorFactsSchema = z.object({
  /** Of the call `tensor`: x, y/<output>, output/<layer>, loss/<output>, gradient/<weight>, before/<weight>, after/<weight>. */
  id: z.string(),
  shape,
  /** Of the finite values; NaN where there is none. */
  mean: numberSchema,
  std: numberSchema,
  min: numberSchema,
  max: numberSchema,
  /** Share of zeros, 0 .. 1. */
  zeros: z.number(),
  /** How many values are NaN or infinite. */
  notFinite: z.int(),
  /** Counts of 30 equal bins from min to max. */
  histogram: int32
})
export type TensorFacts = z.infer<typeof tensorFactsSchema>

export const debugSessionSchema = z.object({
  debugId: z.string(),
  /** Batches of an epoch, the last of which may be partial. */
  batches: z.int(),
  batch_size: z.int(),
  /** Training examples. */
  examples: z.int(),
  optimizer: z.string(),
  /** The layers that are outputs, each with Keras's name of its loss and its share in the total. */
  outputs: z.array(z.object({ layer: z.string(), loss: z.string(), weight: z.number() })),
  /** In the order of the network, the input first. */
  layers: z.array(z.object({ name: z.string(), className: z.string(), shape, parameters: z.int() })),
  /** Trainable weights by Keras's paths, with the layer that has them. */
  weights: z.array(z.object({ name: z.string(), layer: z.string(), shape })),
  /** Names of the classes; null where the target is a quantity. */
  classes: z.array(z.string()).nullable()
})
export type DebugSession = z.infer<typeof debugSessionSchema>

/** One training step, before, while and after it was done. */
export const debugStepSchema = z.object({
  /** Number of the step in the whole training, of its epoch, and of the batch in that, from 0. */
  step: z.int(),
  epoch: z.int(),
  batch: z.int(),
  /** Rows of the source that the batch is made of, in its order. */
  rows: uint32,
  learning_rate: z.number(),
  /** What the network is fed, after all steps and rescaling. */
  x: tensorFactsSchema,
  /** What each layer gives in training (with dropout and the like), in the order of the session's layers. */
  outputs: z.array(tensorFactsSchema),
  /**
   * In the order of the session's outputs: the targets, as the loss takes them; and [batch], the loss of each example, without
   * the weights of examples and classes; null where it cannot be told apart.
   */
  targets: z.array(z.object({ y: tensorFactsSchema, losses: tensorFactsSchema.nullable() })),
  /** The batch's mean with penalties: what is differentiated. */
  loss: numberSchema,
  /** Loss and metrics of the batch, as training tells them. */
  logs: logsSchema,
  /** Of the loss by each trainable weight, before clipping; in the order of the session's weights, as the next two. */
  gradients: z.array(tensorFactsSchema),
  before: z.array(tensorFactsSchema),
  after: z.array(tensorFactsSchema),
  seconds: z.number()
})
export type DebugStep = z.infer<typeof debugStepSchema>

const ofSession = { debugId: z.string() }

export const debugProcedures = {
  /** Opens data and network with the weights that the project's seed gives; nothing is written to disk. */
  open: procedure(z.strictObject({ project: projectSchema, baseDir: z.string().nullable() }), debugSessionSchema),
  /** Trains `steps` steps, as a run would to the bit, and looks into the last of them. Asks of at most 200 at a time. */
  step: procedure(z.strictObject({ ...ofSession, steps: z.int().min(1).max(200) }), debugStepSchema),
  /**
   * Values of a tensor of the newest step. `example`: of one example of the batch (its first axis is left out then); null is all.
   * Weights and gradients, which are of no example, come whole.
   * At most 1,000,000 values are told: `values` ends there.
   */
  tensor: procedure(
    z.strictObject({ ...ofSession, id: z.string(), example: z.int().min(0).nullable() }),
    z.object({ shape, values: float32 })
  ),
  /** Loss and metrics of the test split with the weights as they are (validation, where there is none). */
  evaluate: procedure(
    z.strictObject(ofSession),
    z.object({ split: z.enum(['validation', 'test']), examples: z.int(), logs: logsSchema })
  ),
  close: procedure(z.strictObject(ofSession), z.void())
}
