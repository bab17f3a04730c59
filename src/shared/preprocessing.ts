// The steps between a dataset's columns and the network's input, as a project names them. What each does is in src/pipeline.
import { z } from './zod'

/**
 * A step applied to every example: a Keras preprocessing layer by name (Rescaling, Normalization, Resizing,
 * TextVectorization ...), or where Keras has none a transformer of scikit-learn (MinMaxScaler, SimpleImputer,
 * OneHotEncoder ...). What it learns, it learns from the training split alone.
 */
export const preprocessingSchema = z.strictObject({
  class_name: z.string().min(1),
  /** Left out: all features that it can take. The target is changed only where it is named. */
  columns: z.array(z.string()).min(1).optional(),
  config: z.record(z.string(), z.json()).default({})
})
export type Preprocessing = z.infer<typeof preprocessingSchema>

/** The factor and the summand of a Rescaling; null for any other step. */
export const rescalingOf = ({ class_name, config }: Preprocessing): { scale: number; offset: number } | null =>
  class_name === 'Rescaling' ? { scale: Number(config.scale ?? 1), offset: Number(config.offset ?? 0) } : null

/** A step together with what it has learnt: what a run keeps, so that predictions use the same. */
export const fittedStepSchema = preprocessingSchema.extend({
  columns: z.array(z.string()),
  /** By column: { mean: 5.8, variance: 0.68 }, { vocabulary: [...] }. */
  fitted: z.record(z.string(), z.json())
})
export type FittedStep = z.infer<typeof fittedStepSchema>

const range = z.union([z.number(), z.array(z.number()).min(1)])

/** Random changes of pictures in training batches: the parameters of Keras's ImageDataGenerator, with its defaults. */
export const augmentationSchema = z.strictObject({
  /** Degrees, either way. */
  rotation_range: z.number().min(0).max(360).default(0),
  /** Below 1 a fraction of the width, else pixels: n is one of 0 .. n - 1 either way, 2.5 any up to it; a list is chosen from. */
  width_shift_range: range.default(0),
  height_shift_range: range.default(0),
  /** Degrees, counter-clockwise. */
  shear_range: z.number().min(0).max(360).default(0),
  /** [lower, upper], or z for [1 - z, 1 + z]. */
  zoom_range: z.union([z.number().min(0), z.tuple([z.number().positive(), z.number().positive()])]).default(0),
  channel_shift_range: z.number().min(0).max(255).default(0),
  brightness_range: z
    .tuple([z.number().min(0), z.number().min(0)])
    .nullable()
    .default(null),
  horizontal_flip: z.boolean().default(false),
  vertical_flip: z.boolean().default(false),
  /** What fills the points outside the picture. */
  fill_mode: z.enum(['constant', 'nearest', 'reflect', 'wrap']).default('nearest'),
  /** The value outside, with fill_mode constant. */
  cval: z.number().default(0),
  /** Multiplied last; Rescaling among the steps does the same for all splits. */
  rescale: z.number().nullable().default(null)
})
export type Augmentation = z.infer<typeof augmentationSchema>
