import { designSchema } from './design'
import { errorPayloadSchema } from './run'
import { identifierSchema, trainingSchema } from './training'
import { z } from './zod'

/** Files of models from the page; a larger one is read by the services from its path. */
export const LARGEST_MODEL_FILE_BYTES = 60 << 20

/** A model of Keras or TensorFlow.js as a design. */
export const importedModelSchema = z.object({
  /** The model's own name. */
  name: z.string(),
  /** Without positions. */
  design: designSchema,
  /** What the model was compiled with; without defaults. */
  training: z.object({
    optimizer: identifierSchema.optional(),
    loss: trainingSchema.shape.loss.optional(),
    loss_weights: trainingSchema.shape.loss_weights,
    metrics: z.array(identifierSchema).optional(),
    dtype_policy: z.enum(['float64', 'mixed_bfloat16']).optional()
  }),
  /** What could not be taken over, or was changed: the codes of importMessages. */
  notes: z.array(errorPayloadSchema)
})
export type ImportedModel = z.infer<typeof importedModelSchema>
