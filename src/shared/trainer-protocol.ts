// What the host and the trainer process say to each other. One process trains one run.
import { resolvedDatasetSchema } from './dataset'
import { projectSchema } from './project'
import { runEventSchema } from './run'
import { z } from './zod'

export const trainJobSchema = z.object({
  runId: z.string(),
  project: projectSchema,
  dataset: resolvedDatasetSchema,
  /** The trained model is written here, in one rename, once there is something to keep. */
  modelDir: z.string(),
  /** The checkpoint is kept in this file; with `resume`, training goes on from the one that is there. */
  checkpoint: z.string(),
  resume: z.boolean(),
  /** SHA-256 by role that the data must have to be gone on with; null where they may be any. */
  hashes: z.record(z.string(), z.string()).nullable(),
  /** 'auto' takes native TensorFlow where it loads, else the portable engine. */
  engine: z.enum(['auto', 'native', 'portable'])
})
export type TrainJob = z.infer<typeof trainJobSchema>

export const hostMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('train'), job: trainJobSchema }),
  z.object({ type: z.literal('stop') })
])
export type HostMessage = z.infer<typeof hostMessageSchema>

export const trainerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** What the host logs. The last one is `end`; a trainer that exits without it has crashed. */
  z.object({ type: z.literal('event'), event: runEventSchema })
])
export type TrainerMessage = z.infer<typeof trainerMessageSchema>
