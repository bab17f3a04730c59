import { z } from './zod'

/** Keras's two ways to name a loss, an optimizer or a metric: 'adam', or { class_name: 'Adam', config: {...} }. */
export const identifierSchema = z.union([
  z.string().min(1),
  z.strictObject({ class_name: z.string().min(1), config: z.record(z.string(), z.json()).default({}) })
])
export type Identifier = z.infer<typeof identifierSchema>

const monitor = {
  monitor: z.string().default('val_loss'),
  mode: z.enum(['auto', 'min', 'max']).default('auto')
}

/** Keras callbacks, with Keras's parameter names and defaults. */
export const callbackSchema = z.discriminatedUnion('class_name', [
  z.strictObject({
    class_name: z.literal('EarlyStopping'),
    config: z
      .strictObject({
        ...monitor,
        min_delta: z.number().min(0).default(0),
        patience: z.int().min(0).default(0),
        restore_best_weights: z.boolean().default(false)
      })
      .prefault({})
  }),
  z.strictObject({ class_name: z.literal('TerminateOnNaN'), config: z.strictObject({}).prefault({}) })
])
export type CallbackConfig = z.infer<typeof callbackSchema>

/** What model.compile() and model.fit() take, in Keras's words. */
export const trainingSchema = z.strictObject({
  optimizer: identifierSchema.default('rmsprop'),
  /** One for all outputs, or a list with one for each, in the order of the layers. */
  loss: z.union([identifierSchema, z.array(identifierSchema).min(1)]),
  /** Each output's share in the total loss. */
  loss_weights: z.array(z.number().min(0)).min(1).optional(),
  /** Measured of every output. */
  metrics: z.array(identifierSchema).default([]),
  epochs: z.int().min(1).max(100_000).default(1),
  batch_size: z.int().min(1).default(32),
  shuffle: z.boolean().default(true),
  /** Seeds initial weights and shuffling; --seed overrides it. */
  seed: z.int().min(0).max(0xffffffff).default(0),
  /** How much an example of a class counts in the training loss: { "0": 1, "1": 5 }; 1 where left out. */
  class_weight: z.record(z.string().regex(/^\d+$/, 'a class number'), z.number().min(0)).optional(),
  /** keras.config.set_dtype_policy: the type of weights and of what is computed. */
  dtype_policy: z.enum(['float32', 'float64', 'mixed_bfloat16']).default('float32'),
  callbacks: z.array(callbackSchema).default([])
})
export type Training = z.infer<typeof trainingSchema>

/** The losses as a list: one for all outputs, or one for each. */
export const lossesOf = ({ loss }: Pick<Training, 'loss'>): Identifier[] => (Array.isArray(loss) ? loss : [loss])

export type FloatType = 'float32' | 'float64'

/** What a run computes in, apart from products in bfloat16. */
export const floatTypeOf = ({ dtype_policy }: Pick<Training, 'dtype_policy'>): FloatType =>
  dtype_policy === 'float64' ? 'float64' : 'float32'
