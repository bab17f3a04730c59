import { z } from './zod'

/** Keras's two ways to name a loss, an optimizer or a metric: 'adam', or { class_name: 'Adam', config: {...} }. */
export const identifierSchema = z.union([
  z.string().min(1),
  z.strictObject({ class_name: z.string().min(1), config: z.record(z.string(), z.json()).default({}) })
])
export type Identifier = z.infer<typeof identifierSchema>

/** The class or short name that it goes by. */
export const identifierName = (identifier: Identifier): string =>
  typeof identifier === 'string' ? identifier : identifier.class_name

const monitor = {
  monitor: z.string().default('val_loss'),
  mode: z.enum(['auto', 'min', 'max']).default('auto')
}

/** A class with its parameters, written out. */
const classSchema = z.strictObject({
  class_name: z.string().min(1),
  config: z.record(z.string(), z.json()).default({})
})

const callback = <Name extends string, Config extends z.ZodRawShape>(name: Name, config: Config) =>
  z.strictObject({ class_name: z.literal(name), config: z.strictObject(config).prefault({} as never) })

/**
 * Keras callbacks, with Keras's parameter names and defaults. TimeStopping is TensorFlow Addons'; ThresholdStopping
 * is the callback that tutorials write by hand: it stops once `monitor` has reached `threshold`.
 */
export const callbackSchema = z.discriminatedUnion('class_name', [
  callback('EarlyStopping', {
    ...monitor,
    min_delta: z.number().min(0).default(0),
    patience: z.int().min(0).default(0),
    baseline: z.number().nullable().default(null),
    restore_best_weights: z.boolean().default(false),
    start_from_epoch: z.int().min(0).default(0)
  }),
  callback('ReduceLROnPlateau', {
    ...monitor,
    factor: z.number().min(0).lt(1).default(0.1),
    patience: z.int().min(0).default(10),
    min_delta: z.number().min(0).default(0.0001),
    cooldown: z.int().min(0).default(0),
    min_lr: z.number().min(0).default(0)
  }),
  /** `schedule`: a class of keras.optimizers.schedules whose steps are epochs here. */
  callback('LearningRateScheduler', { schedule: classSchema }),
  /** `save_freq`: 'epoch', or every so many batches. */
  callback('ModelCheckpoint', {
    ...monitor,
    save_best_only: z.boolean().default(false),
    save_freq: z.union([z.literal('epoch'), z.int().min(1)]).default('epoch'),
    initial_value_threshold: z.number().nullable().default(null)
  }),
  callback('TerminateOnNaN', {}),
  callback('ThresholdStopping', {
    ...monitor,
    monitor: z.string().default('val_accuracy'),
    threshold: z.number().default(0.9)
  }),
  callback('TimeStopping', { seconds: z.number().positive().default(3600) })
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
  callbacks: z.array(callbackSchema).default([]),
  /** Validate after every so many epochs. */
  validation_freq: z.int().min(1).default(1),
  /** Batches of an epoch; without it, as many as there are examples for. More than that go round the examples again. */
  steps_per_epoch: z.int().min(1).optional(),
  /** Batches of validation; without it, all of its examples. */
  validation_steps: z.int().min(1).optional(),
  /** As of keras.callbacks.TensorBoard: statistics of every layer after each so many epochs; 0: none. */
  histogram_freq: z.int().min(0).default(0)
})
export type Training = z.infer<typeof trainingSchema>

/** The losses as a list: one for all outputs, or one for each. */
export const lossesOf = ({ loss }: Pick<Training, 'loss'>): Identifier[] => (Array.isArray(loss) ? loss : [loss])

export type FloatType = 'float32' | 'float64'

/** What a run computes in, apart from products in bfloat16. */
export const floatTypeOf = ({ dtype_policy }: Pick<Training, 'dtype_policy'>): FloatType =>
  dtype_policy === 'float64' ? 'float64' : 'float32'
