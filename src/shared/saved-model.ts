// What is kept beside a model that was saved by itself, for it to take inputs as people have them: netloom.json.
import { COLUMN_TYPES } from './columns'
import { taskSchema } from './dataset'
import { fittedStepSchema } from './preprocessing'
import { projectSchema } from './project'
import { z } from './zod'

const columnShapeSchema = z.object({
  name: z.string(),
  type: z.enum(COLUMN_TYPES),
  shape: z.array(z.int()).nullable(),
  dtype: z.enum(['uint8', 'float32', 'float64', 'int32', 'str', 'object']),
  channels: z.int().optional()
})

/** The columns that a model was trained on, before any step. */
export const modelInputsSchema = z.object({
  features: z.array(columnShapeSchema),
  target: z.string().nullable(),
  /** Of pictures: the mean of their borders, 0 to 255, and the greatest number there is in one; null for other data. */
  picture: z.object({ border: z.number(), most: z.number() }).nullable()
})
/** What a run keeps of them: predictions put the columns together in the same order when the data are gone. */
export const runColumnsSchema = modelInputsSchema.omit({ picture: true })
export type RunColumns = z.infer<typeof runColumnsSchema>
export type ModelInputs = z.infer<typeof modelInputsSchema>

export const SAVED_MODEL_FILE = 'netloom.json'
export const savedModelSchema = z.object({
  netloom_model: z.literal(1),
  /** The run that it is of, and its checkpoint; null is the model as training left it. */
  run: z.string(),
  checkpoint: z.string().nullable(),
  project: projectSchema,
  dataset: z.object({ name: z.string(), title: z.string(), task: taskSchema, classes: z.array(z.string()).nullable() }),
  /** The steps with what they have learnt. */
  preprocessing: z.array(fittedStepSchema),
  inputs: modelInputsSchema
})
export type SavedModel = z.infer<typeof savedModelSchema>
